// Shows the contract that the page names, with Swagger UI. The page's policy allows no script in the page itself.
const place = document.getElementById('reference');

/**
 * Examples of optional parameters become words of their descriptions. Swagger UI would fill them all in, and a first call
 * that is only executed would ask a question that contradicts itself.
 */
function withoutPrefilling(contract) {
  const described = structuredClone(contract);
  const calls = Object.values(described.paths ?? {}).flatMap((path) => Object.values(path));
  const parameters = [
    ...calls.flatMap((call) => call.parameters ?? []),
    ...Object.values(described.components?.parameters ?? {}),
  ];
  for (const parameter of parameters.filter(({ required, example }) => !required && example !== undefined)) {
    const isObject = typeof parameter.example === 'object';
    const example = isObject ? JSON.stringify(parameter.example) : parameter.example;
    parameter.description = `${parameter.description ?? ''}\n\nExample: \`${example}\``;
    if (isObject) parameter.example = {};
    else delete parameter.example;
  }
  return described;
}

/** Swagger UI within a page of ours, which has the title, the landmarks and the one server already. */
const withinOurPage = ({ React: { createElement } }) => ({
  statePlugins: {
    spec: { wrapActions: { updateJsonSpec: (update) => (contract) => update(withoutPrefilling(contract)) } },
  },
  components: {
    // the whole row opens a call: a link inside it would be a control inside a control
    DeepLink: ({ text }) => createElement('span', null, text),
    ReferenceLayout: ({ getComponent, specSelectors }) => {
      if (specSelectors.loadingStatus() !== 'success') {
        const failed = specSelectors.loadingStatus().startsWith('failed');
        return createElement('p', { role: 'status' }, failed ? 'The contract could not be read.' : 'Reading the contract …');
      }
      const part = (name, container = true) => createElement(getComponent(name, container));
      const description = specSelectors.info().get('description');
      return createElement(
        'div',
        { className: 'swagger-ui' },
        part('SvgAssets', false),
        part('errors'),
        createElement(getComponent('Markdown', true), { source: description }),
        createElement('h2', null, 'Calls'),
        specSelectors.securityDefinitions() && part('AuthorizeBtnContainer'),
        part('operations'),
      );
    },
  },
});

/** Names what it leaves without a name, and brings what scrolls into the keyboard's reach. */
function complete() {
  for (const field of place.querySelectorAll('tr :is(input, select, textarea):not([aria-label])')) {
    const { paramName, propertyName } = field.closest('tr').dataset;
    field.ariaLabel = paramName ?? propertyName ?? 'Value';
  }
  for (const body of place.querySelectorAll('textarea.body-param__text:not([aria-label])')) body.ariaLabel = 'Request body';
  for (const close of place.querySelectorAll('.close-modal:not([aria-label])')) close.ariaLabel = 'Close';
  for (const more of place.querySelectorAll('.json-schema-2020-12-accordion:not([aria-label])')) {
    if (!more.textContent.trim()) more.ariaLabel = 'More of it';
  }
  for (const misnamed of place.querySelectorAll('.modal-btn[aria-label]')) misnamed.removeAttribute('aria-label');
  for (const table of place.querySelectorAll('table[role="region"]')) table.removeAttribute('role');
  for (const box of place.querySelectorAll('pre:not([tabindex])')) box.tabIndex = 0;
}

new MutationObserver(complete).observe(place, { childList: true, subtree: true });

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.contract,
  plugins: [withinOurPage],
  layout: 'ReferenceLayout',
  deepLinking: true,
  docExpansion: 'list',
  displayRequestDuration: true,
  syntaxHighlight: { theme: 'obsidian' }, // has contrast enough, unlike its first choice
  tryItOutEnabled: true,
  validatorUrl: null, // it would send the contract elsewhere
});
