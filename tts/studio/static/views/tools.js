// What can be done to the sentence that is chosen, and to its turn.

import { act, readings } from "../deeds.js";
import { sentencesOf } from "../places.js";
import { play, stop } from "../sound.js";
import { set } from "../store.js";
import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";
import { say } from "../words.js";
import { Givers } from "./givers.js";
import { Icon } from "./icons.js";
import { Readings } from "./readings.js";

/** @typedef {import("../store.js").State} State */

/** @param {{state: State}} _ */
export function Tools({ state }) {
  const at = /** @type {import("../store.js").Place} */ (state.at);
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  const sentence = sentencesOf(episode, at.turn)[at.sentence];
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [at.turn, at.sentence, state.panel]);
  if (!sentence) return null;
  if (state.editing) return html`<${Writing} key=${`${at.turn} ${at.sentence} ${episode.revision}`} at=${at} text=${sentence.text} language=${episode.language} />`;
  return html`<div class="tools" ref=${box} lang=${state.language === "zh" ? "zh-CN" : "en"}>
    <${SentenceTools} state=${state} at=${at} sentence=${sentence} />
    ${state.panel === "reading" ? html`<${Readings} state=${state} />` : null}
    <${TurnTools} state=${state} at=${at} />
  </div>`;
}

/** @param {{state: State, at: import("../store.js").Place, sentence: import("../store.js").Sentence}} _ */
function SentenceTools({ state, at, sentence }) {
  const count = sentencesOf(/** @type {any} */ (state.episode), at.turn).length;
  const where = { turn: at.turn, first: at.sentence, last: at.sentence };
  const pause = (/** @type {any} */ event) => {
    const wanted = event.target.value === "" ? null : Number(event.target.value);
    act({ do: "pause", ...at, pause_s: wanted });
  };
  return html`<div class="row" role="group" aria-label=${say("sentence-tools")}>
    <button onClick=${() => (state.playing ? stop() : play(at))}><${Icon} name=${state.playing ? "stop" : "play"} />${say(state.playing ? "stop" : "hear")}</button>
    <button onClick=${() => set({ editing: true, panel: "" })}><${Icon} name="edit" />${say("edit")}</button>
    <button aria-expanded=${state.panel === "reading"} onClick=${() => (state.panel === "reading" ? set({ panel: "" }) : readings())}>${say("reading")}</button>
    ${count > at.sentence + 1 ? html`<button onClick=${() => act({ do: "join", ...at })}>${say("join")}</button>` : null}
    <button onClick=${() => act({ do: "drop", ...where })}>${say("leave-out")}</button>
    <${Givers} state=${state} label=${say("this-to")} give=${(/** @type {object} */ to) => act({ do: "assign", ...where, ...to })} />
    <label class="pause">${say("pause")}
      <input type="number" min="0" max="30" step="0.1" value=${sentence.pause_s} onChange=${pause} />
    </label>
    ${sentence.own_pause ? html`<button class="quiet" onClick=${() => act({ do: "pause", ...at, pause_s: null })}>${say("pause-usual")}</button>` : null}
  </div>`;
}

/** @param {{state: State, at: import("../store.js").Place}} _ */
function TurnTools({ state, at }) {
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  const last = episode.turns.length - 1;
  const whole = { turn: at.turn, first: 0, last: episode.turns[at.turn].sentences.length - 1 };
  const begins = episode.chapters.some((chapter) => chapter.first_turn === at.turn);
  const title = episode.turns[at.turn].sentences[0].text.slice(0, 30);
  return html`<div class="row turn-row" role="group" aria-label=${say("turn-tools")}>
    <span class="row-name">${say("turn-tools")}</span>
    <${Givers} state=${state} label=${say("turn-to")} give=${(/** @type {object} */ to) => act({ do: "assign", ...whole, ...to })} />
    ${at.turn > 0 ? html`<button onClick=${() => move(at, at.turn - 1, at.turn - 1)}>${say("up")}</button>` : null}
    ${at.turn < last ? html`<button onClick=${() => move(at, at.turn + 2, at.turn + 1)}>${say("down")}</button>` : null}
    ${at.turn < last ? html`<button onClick=${() => act({ do: "join-turns", turn: at.turn })}>${say("join-turns")}</button>` : null}
    ${begins ? null : html`<button onClick=${() => act({ do: "open-chapter", turn: at.turn, title })}>${say("open-chapter")}</button>`}
    ${last > 0 ? html`<button onClick=${() => act({ do: "drop", ...whole })}>${say("drop-turn")}</button>` : null}
  </div>`;
}

/** @param {import("../store.js").Place} at @param {number} to @param {number} there */
async function move(at, to, there) {
  if (await act({ do: "move", turn: at.turn, to })) set({ at: { ...at, turn: there } });
}

/** @param {{at: import("../store.js").Place, text: string, language: string}} _ */
function Writing({ at, text, language }) {
  const [now, setNow] = useState(text);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => field.current?.focus(), []);
  const save = async () => {
    if (now === text || (await act({ do: "text", ...at, text: now }))) {
      set({ editing: false });
      if (now !== text) play(at, { on: false });
    }
  };
  const split = async () => {
    const cut = [...now.slice(0, field.current?.selectionStart ?? 0)].length;
    if (now !== text && !(await act({ do: "text", ...at, text: now }))) return;
    if (await act({ do: "split", ...at, at: cut })) set({ editing: false });
  };
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
    if (event.key === "Escape") set({ editing: false });
  };
  return html`<div class="tools writing">
    <textarea ref=${field} rows="3" lang=${language} aria-label=${say("text-of")} value=${now} onKeyDown=${keys}
      onInput=${(/** @type {any} */ event) => setNow(event.target.value)}></textarea>
    <div class="row">
      <button class="main" onClick=${save}>${say("save")}</button>
      <button onClick=${split}>${say("split")}</button>
      <button class="quiet" onClick=${() => set({ editing: false })}>${say("cancel")}</button>
    </div>
  </div>`;
}
