// Questions that come before anything is written.

import { keepOwn, takeOutside, write } from "../deeds.js";
import { set } from "../store.js";
import { html, useEffect, useRef } from "../vendor/htm-preact.js";
import { say } from "../words.js";

/** @typedef {import("../store.js").State} State */

/** @param {{state: State}} _ */
export function Dialogs({ state }) {
  if (state.episode?.outside.length) return html`<${OutsideDialog} state=${state} />`;
  if (state.episode && state.dialog) return html`<${WriteDialog} state=${state} />`;
  return null;
}

/** @param {{label: string, close: (() => void) | null, children?: any}} _ */
function Dialog({ label, close, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => element.current?.showModal(), []);
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    close?.();
  };
  return html`<dialog ref=${element} aria-label=${label} onCancel=${cancel}><h2>${label}</h2>${children}</dialog>`;
}

/** @param {{state: State}} _ */
function WriteDialog({ state }) {
  return html`<${Dialog} label=${say("write-title")} close=${() => set({ dialog: "" })}>
    <p>${say("write-lead")}</p>
    ${state.pending.map((file) => html`<${Diff} key=${file.name} file=${file} />`)}
    <div class="row">
      <button class="main" onClick=${write}>${say(state.dialog === "build" ? "write-build" : "write")}</button>
      <button class="quiet" onClick=${() => set({ dialog: "" })}>${say("cancel")}</button>
    </div>
  <//>`;
}

/** @param {{state: State}} _ */
function OutsideDialog({ state }) {
  const files = state.episode?.outside ?? [];
  const broken = files.find((file) => file.problem);
  return html`<${Dialog} label=${say("outside-title")} close=${null}>
    <p>${say("outside-lead")}</p>
    ${files.map((file) => html`<${Diff} key=${file.name} file=${file} />`)}
    ${broken ? html`<p class="broken">${say("outside-problem", { problem: broken.problem ?? "" })}</p>` : null}
    <div class="row">
      <button class="main" disabled=${Boolean(broken)} onClick=${takeOutside}>${say("outside-take")}</button>
      <button onClick=${keepOwn}>${say("outside-keep")}</button>
    </div>
  <//>`;
}

/** @param {{file: import("../store.js").FileChange}} _ */
function Diff({ file }) {
  const lines = file.diff.split("\n").slice(2);
  const kind = (/** @type {string} */ line) => ({ "+": "added", "-": "removed", "@": "place" })[line[0]] ?? "";
  return html`<section class="diff">
    <h3>${file.name}${file.new ? html` <small>${say("write-new")}</small>` : null}</h3>
    ${file.diff ? html`<pre tabindex="0" aria-label=${file.name}>${lines.map((line, n) => html`<span key=${n} class=${kind(line)}>${line || " "}</span>`)}</pre>`
      : html`<p><small>${say("write-none")}</small></p>`}
  </section>`;
}
