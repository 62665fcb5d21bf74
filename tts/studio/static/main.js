// Where the page begins.

import { begin } from "./deeds.js";
import { listenToKeys } from "./keys.js";
import { watch } from "./store.js";
import { html, render } from "./vendor/htm-preact.js";
import { App } from "./views/app.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
watch((state) => render(html`<${App} state=${state} />`, root));
listenToKeys();
begin();
