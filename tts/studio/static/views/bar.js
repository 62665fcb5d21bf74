// The bar at the bottom: listen, take back, make the episode.

import { redo, startBuild, stopBuild, toggle, undo, choose } from "../deeds.js";
import { focusOn } from "../keys.js";
import { after, before } from "../places.js";
import { html } from "../vendor/htm-preact.js";
import { clock, say } from "../words.js";
import { Icon } from "./icons.js";

/** @typedef {import("../store.js").State} State */

/** @param {{state: State}} _ */
export function Bar({ state }) {
  const episode = /** @type {import("../store.js").Episode} */ (state.episode);
  const step = (/** @type {typeof after} */ neighbour) => {
    const place = state.at ? neighbour(episode, state.at) : { turn: -1, sentence: 0 };
    if (place) choose(place), focusOn(place);
  };
  return html`<footer class=${`bar ${state.waiting ? "waiting" : ""}`}>
    <div class="transport">
      <button class="quiet tool" aria-label=${say("previous")} title=${`${say("previous")} (K)`} onClick=${() => step(before)}><${Icon} name="previous" /></button>
      <button class="play" aria-label=${say(state.playing ? "stop" : "play")} onClick=${toggle}><${Icon} name=${state.playing ? "stop" : "play"} /></button>
      <button class="quiet tool" aria-label=${say("next")} title=${`${say("next")} (J)`} onClick=${() => step(after)}><${Icon} name="next" /></button>
    </div>
    <div class="history">
      <button class="quiet tool" disabled=${!episode.can_undo || state.busy} aria-label=${say("undo")} title=${`${say("undo")} (Ctrl+Z)`} onClick=${undo}><${Icon} name="undo" /></button>
      <button class="quiet tool" disabled=${!episode.can_redo || state.busy} aria-label=${say("redo")} title=${`${say("redo")} (Ctrl+Shift+Z)`} onClick=${redo}><${Icon} name="redo" /></button>
    </div>
    <${Making} state=${state} />
  </footer>`;
}

/** @param {{state: State}} _ */
function Making({ state }) {
  const build = state.build?.build;
  if (build?.state === "running") {
    const left = build.left_s === null ? "" : say("left", { time: clock(build.left_s) });
    return html`<div class="making">
      <label>${say(build.stage || "preparing")} ${build.total ? `${build.done}/${build.total}` : ""} <small>${left}</small>
        <progress value=${build.done} max=${build.total || 1}></progress>
      </label>
      <button class="pill" onClick=${stopBuild}>${say("build-stop")}</button>
    </div>`;
  }
  const key = build?.state === "stopped" ? "build-go-on" : state.build?.audio ? "build-again" : "build";
  const told = build?.state === "failed" ? build.problem : build?.state === "stopped" ? say("stopped") : build?.state === "done" ? say("done") : "";
  return html`<div class="making">
    <span class=${`told ${build?.state ?? ""}`} role="status">${told}</span>
    <button class="main build" disabled=${state.busy} onClick=${startBuild}>${say(key)}</button>
  </div>`;
}
