// The first screen: a transcript is dropped, chosen or pasted, or an episode taken up again.

import { add, open } from "../deeds.js";
import { html, useRef, useState } from "../vendor/htm-preact.js";
import { say } from "../words.js";
import { Icon } from "./icons.js";

/** @param {{state: import("../store.js").State}} _ */
export function Home({ state }) {
  return html`<main class="home">
    <h1>${say("welcome")}</h1>
    <p class="lead">${say("lead")}</p>
    <div class="ways">
      <${Drop} busy=${state.busy} />
      <${Paste} busy=${state.busy} />
    </div>
    ${state.episodes?.length ? html`<${Recent} state=${state} />` : null}
  </main>`;
}

/** @param {{busy: boolean}} _ */
function Drop({ busy }) {
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const take = (/** @type {FileList | null | undefined} */ files) => files?.length && add(files[0], files[0].name);
  return html`<section
    class=${`drop ${over ? "over" : ""}`}
    aria-busy=${busy}
    onDragOver=${(/** @type {DragEvent} */ event) => { event.preventDefault(); setOver(true); }}
    onDragLeave=${() => setOver(false)}
    onDrop=${(/** @type {DragEvent} */ event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}>
    <${Icon} name="drop" />
    <h2>${say("drop")}</h2>
    <p>${say("drop-more")}</p>
    <input ref=${input} type="file" class="hidden-file" tabindex="-1" aria-label=${say("choose-file")}
      onChange=${(/** @type {any} */ event) => take(event.target.files)} />
    <button class="main" disabled=${busy} onClick=${() => /** @type {any} */ (input.current)?.click()}>${say("choose-file")}</button>
  </section>`;
}

/** @param {{busy: boolean}} _ */
function Paste({ busy }) {
  const [text, setText] = useState("");
  return html`<section class="paste">
    <h2><label for="paste">${say("paste")}</label></h2>
    <textarea id="paste" rows="8" placeholder=${say("paste-hint")} value=${text}
      onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
    <button class="main" disabled=${busy || !text.trim()} onClick=${() => add(new Blob([text]), "")}>${say("start")}</button>
  </section>`;
}

/** @param {{state: import("../store.js").State}} _ */
function Recent({ state }) {
  const day = new Intl.DateTimeFormat(state.language === "zh" ? "zh-CN" : "en", { dateStyle: "medium", timeStyle: "short" });
  return html`<section class="recent">
    <h2>${say("recent")}</h2>
    <ul>
      ${state.episodes?.map(
        (one) => html`<li key=${one.id}>
          <button onClick=${() => open(one.id)}>
            <b>${one.title}</b>
            <small>${one.file} · ${day.format(one.changed_s * 1000)}</small>
          </button>
        </li>`,
      )}
    </ul>
  </section>`;
}
