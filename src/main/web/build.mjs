// Makes dist/, the files that pages are served with, from what npm has put into node_modules/. Run by Maven (build.xml).
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as sass from 'sass';

const DIST = 'dist';
mkdirSync(DIST, { recursive: true });

const compile = (name) =>
  sass.compile(`${name}.scss`, { style: 'compressed', loadPaths: ['node_modules'], charset: false, quietDeps: true }).css;

/** A page may not name another host, whatever a package's next version brings. */
function refuseElsewhere(name, css) {
  const elsewhere = css.match(/url\(["']?(?:\w+:)?\/\/[^)]*\)|@import[^;]*/);
  if (elsewhere) throw new Error(`${name}.css asks for ${elsewhere[0]}, which is not ours to serve`);
  return css;
}

for (const name of ['pages', 'reference']) {
  writeFileSync(`${DIST}/${name}.css`, refuseElsewhere(name, compile(name)));
}

const swagger = 'node_modules/swagger-ui-dist';
copyFileSync(`${swagger}/swagger-ui-bundle.js`, `${DIST}/swagger-ui.js`);
copyFileSync('reference.js', `${DIST}/reference.js`);
copyFileSync('icon.svg', `${DIST}/icon.svg`);

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
const notices = [
  `NHS.UK frontend ${version('nhsuk-frontend')}\n\n${readFileSync('nhsuk-frontend.licence.txt', 'utf8')}`,
  `Swagger UI ${version('swagger-ui-dist')}\n\n${readFileSync(`${swagger}/NOTICE`, 'utf8')}\n${readFileSync(`${swagger}/LICENSE`, 'utf8')}`,
  `Within Swagger UI\n\n${readFileSync(`${swagger}/swagger-ui-bundle.js.LICENSE.txt`, 'utf8')}`,
];
writeFileSync(`${DIST}/notices.txt`, notices.map((notice) => notice.trim()).join(`\n\n${'-'.repeat(80)}\n\n`) + '\n');
