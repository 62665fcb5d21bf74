// A text that becomes a field when its pencil is pressed.

import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";
import { say } from "../words.js";
import { Icon } from "./icons.js";

/** A text that breaks between its clauses first: Chinese has no spaces to break at. @param {string} text */
const clauses = (text) => (text.match(/.+?(?:[：，。；！？、…—]+[”’」』》）]*|$)/gs) ?? [text]).map((one, n) => html`<span key=${n} class="clause">${one}</span>`);

/** @param {{value: string, label: string, edit: string, save: (value: string) => void}} _ */
export function Editable({ value, label, edit, save }) {
  const [text, setText] = useState(/** @type {string | null} */ (null));
  const field = useRef(null);
  useEffect(() => /** @type {any} */ (field.current)?.select(), [text === null]);
  if (text === null) {
    return html`<span class="editable"><span>${clauses(value)}</span><button class="quiet tool" title=${edit} aria-label=${`${edit}: ${value}`} onClick=${() => setText(value)}>
      <${Icon} name="edit" /></button></span>`;
  }
  const done = () => {
    setText(null);
    if (text.trim() && text !== value) save(text);
  };
  return html`<form class="editing-line" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); done(); }}>
    <input ref=${field} value=${text} aria-label=${label} onInput=${(/** @type {any} */ event) => setText(event.target.value)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && setText(null)} />
    <button class="main small" type="submit">${say("save")}</button>
    <button class="quiet small" type="button" onClick=${() => setText(null)}>${say("cancel")}</button>
  </form>`;
}
