// How the sentence is read, word by word, and another reading for a word.

import { act } from "../deeds.js";
import { html, useState } from "../vendor/htm-preact.js";
import { marked, say } from "../words.js";

/** @param {{state: import("../store.js").State}} _ */
export function Readings({ state }) {
  const [chosen, setChosen] = useState(-1);
  const { words } = state;
  if (!words) return html`<p class="reading" aria-busy="true">…</p>`;
  const word = words[chosen];
  return html`<div class="reading">
    <div class="chips">
      ${words.map((one, n) => one.syllables.length
        ? html`<button key=${n} class="chip" aria-pressed=${n === chosen} onClick=${() => setChosen(n === chosen ? -1 : n)}>
            <small class="pinyin">${one.syllables.map(marked).join(" ")}</small><span lang="zh-CN">${one.text}</span>
          </button>`
        : html`<span key=${n} class="plain" lang=${state.episode?.language}>${one.text}</span>`)}
    </div>
    ${word ? html`<${Choosing} key=${`${chosen} ${word.syllables.join(" ")}`} word=${word} known=${state.episode?.lexicon[word.text]} />` : html`<p>${say("reading-pick")}</p>`}
  </div>`;
}

/** @param {{word: import("../store.js").Word, known: string | undefined}} _ */
function Choosing({ word, known }) {
  const [syllables, setSyllables] = useState(word.syllables);
  const [other, setOther] = useState("");
  const change = (/** @type {number} */ n, /** @type {string} */ syllable) =>
    setSyllables(syllables.map((one, place) => (place === n ? syllable : one)));
  const wanted = other.trim() || `pinyin: ${syllables.join(" ")}`;
  const changed = other.trim() || syllables.some((one, n) => one !== word.syllables[n]);
  return html`<fieldset class="choosing">
    <legend>${say("reading-word", { word: word.text })}</legend>
    ${[...word.text].map((character, n) => {
      const options = [...new Set([word.syllables[n], ...(word.others[n] ?? [])])].filter(Boolean);
      return options.length > 1
        ? html`<label key=${n}><span lang="zh-CN">${character}</span>
            <select class="pinyin" value=${syllables[n]} onChange=${(/** @type {any} */ event) => change(n, event.target.value)}>
              ${options.map((one) => html`<option key=${one} value=${one}>${marked(one)}</option>`)}
            </select></label>`
        : html`<span key=${n} class="settled"><span lang="zh-CN">${character}</span> <span class="pinyin">${marked(word.syllables[n] ?? "")}</span></span>`;
    })}
    <label class="other">${say("reading-other")}
      <input value=${other} placeholder="pinyin: da2 wo4 si1" onInput=${(/** @type {any} */ event) => setOther(event.target.value)} />
    </label>
    <button class="main" disabled=${!changed} onClick=${() => act({ do: "reading", word: word.text, say: wanted })}>${say("reading-everywhere")}</button>
    ${known ? html`<button onClick=${() => act({ do: "reading", word: word.text, say: null })}>${say("reading-back")}</button>` : null}
  </fieldset>`;
}
