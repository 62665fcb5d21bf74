// The whole page: the first screen, or an episode.

import { leave, setTheme } from "../deeds.js";
import { set } from "../store.js";
import { html } from "../vendor/htm-preact.js";
import { say, useLanguage } from "../words.js";
import { Bar } from "./bar.js";
import { Checks } from "./checks.js";
import { Dialogs } from "./dialogs.js";
import { Head } from "./head.js";
import { Home } from "./home.js";
import { Icon } from "./icons.js";
import { People } from "./people.js";
import { Talk } from "./talk.js";

const THEMES = ["", "light", "dark"];

/** @param {{state: import("../store.js").State}} _ */
export function App({ state }) {
  return html`
    <${Top} state=${state} />
    ${state.episode ? html`<${Workshop} state=${state} />` : html`<${Home} state=${state} />`}
    <${Trouble} state=${state} />
    <${Dialogs} state=${state} />
  `;
}

/** @param {{state: import("../store.js").State}} _ */
function Top({ state }) {
  const next = THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length];
  const brand = html`<img src="/static/icon.svg" alt="" width="28" height="28" /><span>Turncast ${say("studio")}</span>`;
  return html`<header class="top">
    ${state.episode
      ? html`<button class="brand" onClick=${leave} title=${say("back")}>${brand}</button>`
      : html`<span class="brand">${brand}</span>`}
    <span class="switches">
      <button class="quiet" lang=${state.language === "zh" ? "en" : "zh-CN"} onClick=${() => useLanguage(state.language === "zh" ? "en" : "zh")}>
        ${say("language")}
      </button>
      <button class="quiet tool" title=${say(`theme-${state.theme}`)} aria-label=${say(`theme-${state.theme}`)} onClick=${() => setTheme(next)}>
        <${Icon} name=${state.theme === "dark" ? "moon" : state.theme === "light" ? "sun" : "half"} />
      </button>
    </span>
  </header>`;
}

/** @param {{state: import("../store.js").State}} _ */
function Workshop({ state }) {
  return html`
    <main class="workshop">
      <${Head} state=${state} />
      <div class="columns">
        <div class="side">
          <${People} state=${state} />
          <${Checks} state=${state} />
        </div>
        <${Talk} state=${state} />
      </div>
      <p class="keys-hint">${say("keys")}</p>
    </main>
    <${Bar} state=${state} />
  `;
}

/** @param {{state: import("../store.js").State}} _ */
function Trouble({ state }) {
  const text = state.problem || (state.lost && state.episode ? say("lost") : "");
  return html`<div class="trouble" role="alert" hidden=${!text}>
    <span>${text}</span>
    <button class="quiet tool" aria-label=${say("close")} onClick=${() => set({ problem: "" })} hidden=${!state.problem}>
      <${Icon} name="close" />
    </button>
  </div>`;
}
