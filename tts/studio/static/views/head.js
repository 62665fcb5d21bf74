// What the episode is: title, length, files, and the finished sound.

import { act, ask } from "../deeds.js";
import { html } from "../vendor/htm-preact.js";
import { clock, percent, say } from "../words.js";
import { Editable } from "./editable.js";
import { colour } from "../places.js";

/** @param {{state: import("../store.js").State}} _ */
export function Head({ state }) {
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  return html`<section class="head">
    <h1 lang=${episode.language}>
      <${Editable} value=${episode.title} label=${say("title")} edit=${say("edit-title")} save=${(/** @type {string} */ title) => act({ do: "title", title })} />
    </h1>
    <p class="facts">
      <span>${say("about-time", { time: clock(episode.duration_s) })}</span>
      <span>${episode.source_file || episode.script_file}</span>
      ${episode.allowed
        ? html`<span>${say("written", { file: episode.script_file })}</span>`
        : html`<span class="pending">${say("pending")} <button class="link" onClick=${() => ask("write")}>${say("pending-see")}</button></span>`}
    </p>
    <${Shares} episode=${episode} />
    ${state.build?.audio ? html`<${Finished} build=${state.build} />` : null}
  </section>`;
}

/** Who speaks how much, as one line. @param {{episode: import("../store.js").Episode}} _ */
function Shares({ episode }) {
  const said = episode.people.map((one) => `${one.name ?? say("narrator")} ${percent(one.share)}`).join(", ");
  let x = 0;
  return html`<svg class="shares" viewBox="0 0 1000 6" preserveAspectRatio="none" role="img" aria-label=${said}>
    ${episode.people.map((one) => {
      const width = one.share * 1000;
      x += width;
      return html`<rect key=${one.name} class=${colour(episode, one.name)} x=${x - width} width=${Math.max(0, width - 2)} height="6" />`;
    })}
  </svg>`;
}

/** @param {{build: import("../store.js").Build}} _ */
function Finished({ build }) {
  const running = build.build.state === "running";
  return html`<div class="finished" aria-label=${say("episode")} role="group">
    <b>${say("episode")}</b>
    <audio controls preload="metadata" src=${running ? undefined : build.audio}></audio>
    <a class="pill" href=${`${build.audio}&download`} download>${say("download")}</a>
  </div>`;
}
