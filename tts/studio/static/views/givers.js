// A list of everybody who could say something: the people, the narrator, a heading, somebody new.

import { html, useState } from "../vendor/htm-preact.js";
import { say } from "../words.js";

/** @param {{state: import("../store.js").State, label: string, give: (to: object) => void, small?: boolean}} _ */
export function Givers({ state, label, give, small = false }) {
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState("");
  const people = (state.episode?.people ?? []).filter((one) => one.name);
  const chosen = (/** @type {any} */ event) => {
    const value = event.target.value;
    event.target.value = "";
    if (value === "new") setNaming(true);
    else if (value === "narrator") give({ speaker: null, kind: "note" });
    else if (value === "heading") give({ speaker: null, kind: "heading" });
    else if (value) give({ speaker: value.slice(1) });
  };
  if (naming) {
    const done = (/** @type {Event} */ event) => {
      event.preventDefault();
      setNaming(false);
      if (name.trim()) give({ speaker: name.trim() });
    };
    return html`<form class="editing-line" onSubmit=${done}>
      <input value=${name} aria-label=${say("new-name")} placeholder=${say("new-name")} onInput=${(/** @type {any} */ event) => setName(event.target.value)} />
      <button class="main small" type="submit">${say("save")}</button>
      <button class="quiet small" type="button" onClick=${() => setNaming(false)}>${say("cancel")}</button>
    </form>`;
  }
  return html`<select class=${small ? "small" : ""} value="" aria-label=${label} onChange=${chosen}>
    <option value="">${label}</option>
    ${people.map((one) => html`<option key=${one.name} value=${`:${one.name}`}>${one.name}</option>`)}
    <option value="narrator">${say("narrator")}</option>
    <option value="heading">${say("heading")}</option>
    <option value="new">${say("someone-new")}</option>
  </select>`;
}
