// Opens pages in headless Chromium and prints, as JSON, what is wrong with each, for BrowserTest to judge:
//   node look.mjs CHROMIUM FOLDER_FOR_PICTURES < looks.json
// where looks.json is [{"name": …, "address": …, "width": …, "scripts": true|false, "clicks": [selectors], "awaits": [selectors]}, …].
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const QUIET = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const [executablePath, pictures] = process.argv.slice(2);

/** What axe finds against WCAG 2.2 AA and its own good practice. It runs past the page's policy, as a debugger does. */
async function violations(devtools) {
  const evaluate = (expression) => devtools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  await evaluate(AXE);
  const { result, exceptionDetails } = await evaluate('axe.run().then((found) => found.violations)');
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  return result.value.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 160)}`));
}

async function look(browser, { name, address, width, scripts, clicks, awaits }) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, javaScriptEnabled: scripts });
  const devtools = await page.context().newCDPSession(page);
  const errors = [];
  const elsewhere = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('response', (response) => response.status() >= 400 && errors.push(`${response.status()} ${response.url()}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(address).host) elsewhere.push(request.url());
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  for (const selector of clicks) await page.click(selector);
  for (const selector of awaits) await page.waitForSelector(selector);
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  const { cssContentSize } = await devtools.send('Page.getLayoutMetrics');
  const found = {
    name,
    errors: [...errors], // before axe comes in, which is no part of the page
    elsewhere,
    too_wide: Math.max(0, cssContentSize.width - width),
    violations: scripts ? await violations(devtools) : [],
  };
  await page.close();
  return found;
}

const browser = await chromium.launch({ executablePath, args: QUIET, chromiumSandbox: false });
try {
  const found = [];
  for (const one of JSON.parse(readFileSync(0, 'utf8'))) found.push(await look(browser, one));
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
