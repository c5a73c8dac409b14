// Looks at what the page holds and fetches only the behaviours it asks for by its data attributes.
// Every page works without any of them.

const BEHAVIOURS = {
  "[data-theme-switch]": "theme",
  "[data-menu]": "menu",
  "form[data-once]": "once",
  "dialog, [data-confirm]": "dialog",
  "form[data-dirty]": "dirty",
  "form[action$='/sign-out']": "leaving",
  "form[data-filter]": "filter",
  "[data-shortcut], .work": "shortcuts",
  "[data-select-all]": "table-select",
  "[data-copy]": "copy",
  "[data-share]": "share",
  "[data-autosize]": "autosize",
  "[data-places]": "place-picker",
  "[data-focus-on-load]": "focus",
  "[data-live]": "live",
  ".tabs [aria-current]": "tabs",
  "[data-folds]": "folds",
  "form[data-list-keys]": "booths/list-keys",
  "form[data-carry-on]": "booths/carry-on",
  "[data-save-picture]": "booths/save-picture",
  "[data-badge-editor]": "badges/editor",
  "[data-install]": "badges/install",
  "form[data-desk-search]": "badges/desk",
  "[data-print-now]": "badges/print-now",
  "[data-await-network]": "network",
  "[data-badge-reader]": "badges/reader",
};

for (const [selector, name] of Object.entries(BEHAVIOURS)) {
  if (document.querySelector(selector)) import(`./${name}.js`).then((behaviour) => behaviour.start(document));
}

// A phone that keeps pages keeps one that says so in this language, for those it hasn't.
navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage({ speaks: document.documentElement.lang }));
