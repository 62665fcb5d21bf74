// What the user does: asks the server, and takes what it shows for the new state.

import { arrive, askJson, follow, Refusal } from "./client.js";
import { equal, nearest } from "./places.js";
import { onFailure, play, speakAhead, stop } from "./sound.js";
import { get, set, share } from "./store.js";
import { say, useLanguage } from "./words.js";

/** @typedef {import("./store.js").Place} Place */

let following = new AbortController();
const path = (/** @type {string} */ what = "") => `/api/episodes/${get().episode?.id}${what}`;

export async function begin() {
  onFailure(tell);
  const told = arrive();
  const theme = localStorage.getItem("turncast:theme") ?? "";
  setTheme(theme);
  useLanguage(localStorage.getItem("turncast-studio:language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
  const id = told.get("episode");
  if (id) await guarded(() => open(id));
  else await guarded(list);
}

async function list() {
  set({ episodes: await askJson("/api/episodes") });
}

/** @param {string} id */
export async function open(id) {
  show(await askJson(`/api/episodes/${encodeURIComponent(id)}`));
}

/** A file or a text becomes an episode. @param {Blob} content @param {string} name */
export const add = (content, name) =>
  guarded(async () => show(await askJson(`/api/episodes?name=${encodeURIComponent(name)}`, { body: content })));

export function leave() {
  stop();
  following.abort();
  history.replaceState(null, "", location.pathname);
  set({ episode: null, at: null, risks: null, build: null, panel: "", editing: false, episodes: null });
  guarded(list);
}

/** Shows an episode for the first time. @param {import("./store.js").Episode} episode */
function show(episode) {
  history.replaceState(null, "", `#episode=${episode.id}`);
  document.title = `${episode.title} · Turncast Studio`;
  set({ episode, at: null, risks: null, voices: [], build: null, words: null });
  following.abort();
  following = new AbortController();
  const { signal } = following;
  follow(path("/events"), signal, hear, () => back(signal), () => set({ lost: true }));
  guarded(async () => set({ voices: await askJson(path("/voices")) }));
  lookAgain();
  speakAhead({ turn: -1, sentence: 0 });
}

async function lookAgain() {
  const { episode } = get();
  const risks = await askJson(path("/risks")).catch(() => null);
  if (get().episode === episode) set({ risks });
}

/** @param {AbortSignal} signal */
async function back(signal) {
  if (signal.aborted) return;
  set({ lost: false });
  set({ build: await askJson(path("/build")) });
  refresh();
}

/** @param {string} kind @param {any} what */
function hear(kind, what) {
  if (kind === "build") set({ build: what });
  if (kind === "changed" && what.revision !== get().episode?.revision) refresh();
}

const refresh = () => guarded(async () => take(await askJson(path())));

/** @param {import("./store.js").Episode} fresh */
function take(fresh) {
  const { episode, at } = get();
  const lexicon = episode?.lexicon;
  const shared = share(episode, fresh);
  const there = nearest(shared, at);
  set({ episode: shared, at: equal(at, there) ? at : there, words: null });
  if (shared.lexicon !== lexicon) lookAgain();
  if (get().panel === "reading") readings();
}

/** Does something to the episode; false when it was refused. @param {Record<string, unknown>} action */
export const act = (action) => change("/actions", { action });
export const undo = () => get().episode?.can_undo && change("/undo");
export const redo = () => get().episode?.can_redo && change("/redo");
export const takeOutside = () => change("/outside/take");
export const keepOwn = () => change("/outside/keep");

/** @param {string} what @param {object} [more] */
async function change(what, more = {}) {
  const { episode } = get();
  if (!episode) return false;
  stop();
  return guarded(async () => take(await askJson(path(what), { body: { revision: episode.revision, ...more } })));
}

/** Shows what would be written. @param {string} dialog What it is for: `write`, `build`. */
export const ask = (dialog) => guarded(async () => set({ pending: await askJson(path("/pending")), dialog }));

/** Writes the files, and builds if that was what it was for. */
export async function write() {
  const build = get().dialog === "build";
  const written = await change("/write");
  set({ dialog: "" }); // after the answer, and in any case: what went wrong stands behind it
  if (written && build) startBuild();
}

export async function startBuild() {
  if (!get().episode?.allowed) return ask("build");
  await guarded(async () => set({ build: await askJson(path("/build"), { method: "POST" }) }));
}

export const stopBuild = () => guarded(async () => set({ build: await askJson(path("/build"), { method: "DELETE" }) }));

/** @param {Place | null} at @param {{panel?: string, editing?: boolean}} [how] */
export function choose(at, { panel = "", editing = false } = {}) {
  set({ at, panel, editing, words: null });
  if (panel === "reading") readings();
}

export async function readings() {
  const { at } = get();
  if (!at) return;
  set({ panel: "reading" });
  await guarded(async () => {
    const words = await askJson(path(`/words?turn=${at.turn}&sentence=${at.sentence}`));
    if (equal(at, get().at)) set({ words });
  });
}

export const toggle = () => (get().playing ? stop() : play(get().at ?? { turn: -1, sentence: 0 }));

/** @param {string} theme */
export function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  localStorage.setItem("turncast:theme", theme);
  set({ theme });
}

/** Does `work`; what goes wrong is told. @param {() => Promise<unknown>} work @returns {Promise<boolean>} */
async function guarded(work) {
  set({ busy: true, problem: "" });
  try {
    await work();
    return true;
  } catch (error) {
    tell(error);
    return false;
  } finally {
    set({ busy: false });
  }
}

/** @param {unknown} error */
function tell(error) {
  if (error instanceof Refusal) {
    set({ problem: error.kind === "token" ? say("token") : error.message });
    if (error.kind === "stale" || error.kind === "outside") refreshQuietly();
    return;
  }
  set({ problem: error instanceof TypeError ? say("unreachable") : String(error) });
}

async function refreshQuietly() {
  const { problem } = get();
  try {
    take(await askJson(path()));
  } catch {
    return;
  }
  set({ problem });
}
