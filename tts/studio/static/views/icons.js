// Small drawings, each in a square of 24.

import { html } from "../vendor/htm-preact.js";

/** @type {Record<string, string>} */
const PATHS = {
  play: "M8 5.5v13l10.5-6.5z",
  stop: "M7 7h10v10H7z",
  previous: "M15 6l-6 6 6 6",
  next: "M9 6l6 6-6 6",
  undo: "M9 7L4.5 11.5 9 16M5 11.5h9a5 5 0 010 10h-2",
  redo: "M15 7l4.5 4.5L15 16M19 11.5h-9a5 5 0 000 10h2",
  edit: "M5 19l1-4L16.5 4.5l3 3L9 18z",
  close: "M6 6l12 12M18 6L6 18",
  drop: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4",
  moon: "M19 14.5A7.5 7.5 0 019.5 5 7.5 7.5 0 1019 14.5z",
  half: "M12 4a8 8 0 100 16 8 8 0 000-16zM12 4v16",
  file: "M7 3.5h7l4 4v13H7zM14 3.5v4h4",
};
const FILLED = new Set(["play", "stop"]);

/** @param {{name: string}} _ */
export function Icon({ name }) {
  const filled = FILLED.has(name);
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill=${filled ? "currentColor" : "none"}
    stroke=${filled ? "none" : "currentColor"} stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
    <path d=${PATHS[name]} />
  </svg>`;
}
