// What could have been read otherwise, each settled by one click.

import { act, choose } from "../deeds.js";
import { focusOn } from "../keys.js";
import { html } from "../vendor/htm-preact.js";
import { percent, pinyin, say } from "../words.js";
import { Givers } from "./givers.js";

/** @typedef {import("../store.js").State} State */

/** @param {{state: State}} _ */
export function Checks({ state }) {
  const doubts = state.episode?.doubts ?? [];
  const risks = (state.risks ?? []).filter((risk) => risk.settle);
  const count = doubts.length + risks.length;
  return html`<details class="box checks" open>
    <summary><h2>${say("checks")}${count ? html` <span class="count">${count}</span>` : null}</h2></summary>
    ${count ? null : html`<p>${state.risks ? say("checks-none") : say("checks-looking")}</p>`}
    <ul>
      ${doubts.map((one) => html`<${Doubtful} key=${one.number} one=${one} state=${state} />`)}
      ${risks.map((one) => html`<${Risky} key=${one.word + one.reading} one=${one} />`)}
    </ul>
  </details>`;
}

/** @param {number | null} turn @param {number | null} sentence */
function show(turn, sentence) {
  if (turn === null || sentence === null) return;
  choose({ turn, sentence });
  focusOn({ turn, sentence });
}

/** @param {{one: import("../store.js").Doubt, state: State}} _ */
function Doubtful({ one, state }) {
  const values = { line: one.line, as: one.taken_as, percent: percent(one.probability) };
  const where = { turn: one.turn, first: one.first, last: one.last, settles: one.number };
  return html`<li>
    ${one.turn === null ? html`<b lang=${state.episode?.language}>${one.text}</b>`
      : html`<button class="link" lang=${state.episode?.language} onClick=${() => show(one.turn, one.first)}>${one.text}</button>`}
    <small>${say(one.line ? "doubt" : "doubt-whole", values)}</small>
    <div class="choices">
      <button class="small" onClick=${() => act({ do: "settle", doubt: one.number })}>${say("as-it-is")}</button>
      ${one.turn === null ? null : html`
        <button class="small" onClick=${() => act({ do: "drop", ...where })}>${say("leave-out")}</button>
        <${Givers} state=${state} label=${say("give-to")} small give=${(/** @type {object} */ to) => act({ do: "assign", ...where, ...to })} />`}
    </div>
  </li>`;
}

/** @param {{one: import("../store.js").Risk}} _ */
function Risky({ one }) {
  const settle = (/** @type {string} */ how) => act({ do: "reading", word: one.word, say: how });
  const values = { reading: pinyin(one.reading), n: one.count };
  return html`<li>
    <button class="link" lang="zh-CN" onClick=${() => show(one.turn, one.sentence)}>…${one.context}…</button>
    <small class="pinyin"><b lang="zh-CN">${one.word}</b> ${say(one.count > 1 ? "risk-times" : "risk", values)}</small>
    <div class="choices">
      <button class="small" onClick=${() => settle(one.settle)}>${say("as-it-is")}</button>
      ${one.alternative ? html`<button class="small pinyin" onClick=${() => settle(one.alternative)}>${say("or", { reading: pinyin(one.alternative) })}</button>` : null}
    </div>
  </li>`;
}
