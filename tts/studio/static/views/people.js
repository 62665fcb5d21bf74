// Who speaks: colour, share, voice on their own line, and who they are.

import { act } from "../deeds.js";
import { colour } from "../places.js";
import { play, stop } from "../sound.js";
import { html } from "../vendor/htm-preact.js";
import { percent, say } from "../words.js";
import { Editable } from "./editable.js";
import { Icon } from "./icons.js";

/** @typedef {import("../store.js").Person} Person @typedef {import("../store.js").State} State */

/** @param {{state: State}} _ */
export function People({ state }) {
  const people = state.episode?.people ?? [];
  const named = people.filter((one) => one.name).length;
  return html`<details class="box people" open>
    <summary><h2>${say("people-found", { n: named })}</h2></summary>
    <ul>
      ${people.map((one) => html`<${Someone} key=${one.name ?? ""} one=${one} state=${state} />`)}
    </ul>
  </details>`;
}

/** @param {{one: Person, state: State}} _ */
function Someone({ one, state }) {
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  const name = one.name ?? say("narrator");
  const sample = one.sample && { turn: one.sample[0], sentence: one.sample[1] };
  const sounding = state.playing && sample && state.playing.turn === sample.turn && state.playing.sentence === sample.sentence;
  return html`<li class=${`person ${colour(episode, one.name)}`}>
    <div class="who">
      <span class="dot" aria-hidden="true"></span>
      <b lang=${episode.language}>${name}</b>
      <small>${say("share", { percent: percent(one.share), n: one.turns })}</small>
    </div>
    <div class="voice">
      <button class="tool hear" disabled=${!sample} aria-label=${say("hear-voice", { name })} title=${say("hear-voice", { name })}
        onClick=${() => sample && (sounding ? stop() : play(sample, { on: false }))}>
        <${Icon} name=${sounding ? "stop" : "play"} />
      </button>
      <${Voices} one=${one} state=${state} name=${name} sample=${sample} />
    </div>
    <details class="more">
      <summary aria-label=${say("more-of", { name })}>${say("more")}</summary>
      <${More} one=${one} state=${state} name=${name} />
    </details>
  </li>`;
}

/** The voices there are: those of the language first, taken ones not to be chosen. @param {{one: Person, state: State, name: string, sample: any}} _ */
function Voices({ one, state, name, sample }) {
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  const taken = new Map(episode.people.map((other) => [other.voice, other.name ?? say("narrator")]));
  const own = state.voices.filter((voice) => voice.language.startsWith(episode.language));
  const groups = /** @type {[string, any[]][]} */ ([
    [say("male-voices"), own.filter((voice) => voice.gender === "male")],
    [say("female-voices"), own.filter((voice) => voice.gender === "female")],
    [say("other-voices"), own.filter((voice) => !voice.gender)],
    [say("other-languages"), state.voices.filter((voice) => !voice.language.startsWith(episode.language))],
  ]);
  const known = state.voices.some((voice) => voice.id === one.voice);
  const give = async (/** @type {any} */ event) => {
    if (await act({ do: "voice", speaker: one.name, voice: event.target.value })) {
      if (sample) play(sample, { on: false });
    } else event.target.value = one.voice;
  };
  return html`<select aria-label=${say("voice-of", { name })} value=${one.voice} onChange=${give}>
    ${known ? null : html`<option value=${one.voice}>${one.voice}</option>`}
    ${groups.map(([label, voices]) => voices.length ? html`<optgroup key=${label} label=${label}>
      ${voices.map((voice) => html`<option key=${voice.id} value=${voice.id} disabled=${voice.id !== one.voice && taken.has(voice.id)}>
        ${voice.id}${voice.id !== one.voice && taken.has(voice.id) ? ` · ${say("taken", { name: taken.get(voice.id) ?? "" })}` : ""}
      </option>`)}
    </optgroup>` : null)}
  </select>`;
}

/** @param {{one: Person, state: State, name: string}} _ */
function More({ one, state, name }) {
  const others = (state.episode?.people ?? []).filter((other) => other.name && other.name !== one.name);
  const genders = ["", "female", "male"];
  return html`<div class="fields">
    <label>${say("speed")} <output>${one.speed.toFixed(2)}</output>
      <input type="range" min="0.7" max="1.4" step="0.05" value=${one.speed}
        onChange=${(/** @type {any} */ event) => act({ do: "speed", speaker: one.name, speed: Number(event.target.value) })} />
    </label>
    ${one.name ? html`
      <div class="field"><span>${say("name")}</span>
        <${Editable} value=${name} label=${say("name")} edit=${say("rename")} save=${(/** @type {string} */ to) => act({ do: "rename", speaker: one.name, name: to })} />
      </div>
      <label>${say("gender")}
        <select value=${one.gender} onChange=${(/** @type {any} */ event) => act({ do: "gender", speaker: one.name, gender: event.target.value })}>
          ${genders.map((gender) => html`<option key=${gender} value=${gender}>${say(gender || "unknown")}</option>`)}
        </select>
      </label>
      ${others.length ? html`<label>${say("same-as")}
        <select value="" onChange=${(/** @type {any} */ event) => act({ do: "rename", speaker: one.name, name: event.target.value })}>
          <option value="">${say("choose-person")}</option>
          ${others.map((other) => html`<option key=${other.name} value=${other.name}>${other.name}</option>`)}
        </select>
      </label>` : null}` : null}
  </div>`;
}
