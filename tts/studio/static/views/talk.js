// The conversation: chapters, turns in their speaker's colour, every sentence to be heard and changed.

import { act, choose } from "../deeds.js";
import { colour } from "../places.js";
import { play } from "../sound.js";
import { Component, html } from "../vendor/htm-preact.js";
import { say } from "../words.js";
import { Editable } from "./editable.js";
import { Tools } from "./tools.js";

/** @typedef {import("../store.js").State} State @typedef {import("../store.js").Place} Place */

/** @param {{state: State}} _ */
export function Talk({ state }) {
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  const opening = { speaker: null, kind: "opening", line: 0, sentences: episode.opening };
  const starts = new Map(episode.chapters.map((chapter, number) => [chapter.first_turn, number]));
  const one = (/** @type {import("../store.js").Turn} */ turn, /** @type {number} */ number) => {
    const here = state.at?.turn === number;
    return html`<${TurnOf} key=${number} turn=${turn} number=${number} colour=${colour(episode, turn.speaker)} language=${episode.language}
      interface=${state.language} at=${here ? state.at?.sentence : -1} playing=${state.playing?.turn === number ? state.playing.sentence : -1}
      first=${!state.at && number === (episode.opening.length ? -1 : 0)} tools=${here ? state : null} />`;
  };
  const groups = [];
  for (let from = 0; from < episode.turns.length; from += TOGETHER) {
    const turns = episode.turns.slice(from, from + TOGETHER);
    groups.push(html`<div key=${from} class="group" style=${{ containIntrinsicBlockSize: `auto ${height(turns)}rem` }}>
      ${turns.map((turn, n) => [
        starts.has(from + n) ? html`<${ChapterHead} key=${`chapter ${starts.get(from + n)}`} number=${starts.get(from + n)} episode=${episode} language=${state.language} />` : null,
        one(turn, from + n),
      ])}
    </div>`);
  }
  return html`<section class="talk" aria-label=${say("conversation")} onClick=${hear}>
    ${episode.opening.length ? one(opening, -1) : null}
    ${groups}
  </section>`;
}

/** Turns that the browser lays out together, once they come into sight: thousands of single ones cost every frame. */
const TOGETHER = 40;

/** About how high they will be, in rem: forty characters a line. @param {import("../store.js").Turn[]} turns */
const height = (turns) =>
  Math.round(turns.reduce((sum, turn) => sum + 1.7 + 2.05 * Math.ceil(turn.sentences.reduce((chars, one) => chars + one.text.length, 0) / 40), 0));

/** A click on a sentence plays it and what follows. @param {MouseEvent} event */
function hear(event) {
  const found = event.target instanceof Element && event.target.closest("[data-sentence]");
  if (!(found instanceof HTMLElement) || String(getSelection())) return;
  const place = { turn: Number(found.dataset.turn), sentence: Number(found.dataset.sentence) };
  choose(place);
  play(place);
}

/** @param {{number: number, episode: import("../store.js").Episode, language: string}} _ */
function ChapterHead({ number, episode }) {
  const { title, first_turn: first } = episode.chapters[number];
  const heading = episode.turns[first];
  const again = heading?.kind === "heading" && heading.sentences.map((one) => one.text).join("") === title;
  return html`<div class=${`chapter ${again ? "again" : ""}`}>
    <small>${say("chapter")} ${number + 1}</small>
    <h2 lang=${episode.language}>
      <${Editable} value=${title} label=${say("chapter-name")} edit=${say("chapter-edit")} save=${(/** @type {string} */ text) => act({ do: "chapter", chapter: number, title: text })} />
    </h2>
    ${number ? html`<button class="link" onClick=${() => act({ do: "close-chapter", chapter: number })}>${say("chapter-close")}</button>` : null}
  </div>`;
}

/** A turn; drawn anew only when something of it changes: of two thousand, one does. */
class TurnOf extends Component {
  /** @param {any} next */
  shouldComponentUpdate(next) {
    return Object.keys(next).some((key) => next[key] !== /** @type {any} */ (this.props)[key]);
  }

  render() {
    const { turn, number, colour, language, at, playing, first, tools } = /** @type {any} */ (this.props);
    const name = turn.speaker ?? say(turn.kind === "heading" ? "heading" : turn.kind === "opening" ? "opening" : "narrator");
    const paragraphs = /** @type {[number, any][][]} */ ([]);
    turn.sentences.forEach((/** @type {any} */ sentence, /** @type {number} */ place) => {
      if (sentence.paragraph || !paragraphs.length) paragraphs.push([]);
      paragraphs[paragraphs.length - 1].push([place, sentence]);
    });
    return html`<article class=${`turn ${turn.kind} ${colour} ${tools ? "chosen" : ""}`}>
      <div class="name" lang=${turn.speaker ? language : undefined}>${name}</div>
      <div class="words" lang=${language}>
        ${paragraphs.map((paragraph, n) => html`<p key=${n}>
          ${paragraph.map(([place, sentence]) => html`<span key=${place} role="button" data-turn=${number} data-sentence=${place}
            tabindex=${at === place || (first && place === 0) ? 0 : -1} aria-pressed=${playing === place}
            class=${`${at === place ? "at" : ""} ${playing === place ? "lit" : ""}`}>${sentence.text}</span>${language === "en" ? " " : null}`)}
        </p>`)}
        ${tools && number >= 0 ? html`<${Tools} state=${tools} />` : null}
      </div>
    </article>`;
  }
}
