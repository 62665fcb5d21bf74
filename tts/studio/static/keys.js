// The keyboard: space plays, j and k move, enter edits, r shows readings.

import { choose, readings, redo, toggle, undo } from "./deeds.js";
import { after, before } from "./places.js";
import { stop } from "./sound.js";
import { get, set } from "./store.js";

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const KEYS = {
  " ": () => toggle(),
  j: () => step(after),
  k: () => step(before),
  ArrowDown: (event) => onSentence(event) && step(after),
  ArrowUp: (event) => onSentence(event) && step(before),
  Enter: () => {
    const { at } = get();
    if (at && at.turn >= 0) set({ editing: true, panel: "" });
  },
  r: () => readings(),
  Escape: () => {
    stop();
    if (get().editing || get().panel) set({ editing: false, panel: "" });
    else set({ at: null });
  },
};

/** @param {KeyboardEvent} event */
const onSentence = (event) => event.target instanceof HTMLElement && event.target.matches("[data-sentence]");

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (!get().episode || document.querySelector("dialog[open]")) return;
    const writing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, audio");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !writing) {
      event.preventDefault();
      return event.shiftKey ? redo() : undo();
    }
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.target instanceof HTMLElement && event.target.closest("button, a, summary");
    if (pressed && (event.key === " " || event.key === "Enter")) return;
    const work = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!work) return;
    if (!event.key.startsWith("Arrow") || onSentence(event)) event.preventDefault();
    work(event);
  });
}

/** @param {typeof after} neighbour */
function step(neighbour) {
  const { episode, at } = get();
  if (!episode) return;
  const place = at ? neighbour(episode, at) : { turn: -1, sentence: 0 };
  if (!place) return;
  choose(place);
  focusOn(place);
}

/** Puts the focus on a sentence, once it is drawn. @param {{turn: number, sentence: number}} place */
export function focusOn(place) {
  requestAnimationFrame(() => {
    const found = document.querySelector(`[data-turn="${place.turn}"][data-sentence="${place.sentence}"]`);
    if (found instanceof HTMLElement) {
      found.focus({ preventScroll: true });
      found.scrollIntoView({ block: "center", behavior: "instant" });
    }
  });
}
