// Plays sentences one after another, as the episode will: what is heard next is fetched while this one sounds.

import { askJson, askSound } from "./client.js";
import { after, clipPath } from "./places.js";
import { get, set } from "./store.js";

const AHEAD = 6;
const sound = new Audio();
let asked = new AbortController();
let timer = 0;
/** @type {{path: string, blob: Promise<Blob>} | null} */
let next = null;
/** @type {(error: unknown) => void} */
let failed = () => {};

/** @param {(error: unknown) => void} tell */
export function onFailure(tell) {
  failed = tell;
}

/** Where `place` is in the state now. @param {import("./store.js").Place} place @param {{on?: boolean, voice?: string}} [how] */
export async function play(place, { on = true, voice = "" } = {}) {
  stop();
  const { episode } = get();
  if (!episode) return;
  const { signal } = asked;
  const path = clipPath(episode, place, voice);
  set({ playing: place, waiting: true });
  try {
    const blob = await (next?.path === path ? next.blob : askSound(path, signal));
    if (signal.aborted) return;
    sound.src = URL.createObjectURL(blob);
    await sound.play();
    if (signal.aborted) return sound.pause();
    set({ waiting: false });
    if (on) prepare(place);
  } catch (error) {
    if (signal.aborted) return;
    stop();
    failed(error);
    return;
  }
  sound.onended = () => {
    const following = on ? after(get().episode, place) : null;
    if (!following) return stop();
    const wait = pauseBehind(place);
    timer = setTimeout(() => play(following), wait * 1000);
  };
}

/** @param {import("./store.js").Place} place */
function pauseBehind(place) {
  const { episode } = get();
  const own = place.turn < 0 ? episode?.opening : episode?.turns[place.turn]?.sentences;
  return own?.[place.sentence]?.pause_s ?? 0;
}

/** @param {import("./store.js").Place} place */
function prepare(place) {
  const { episode } = get();
  const following = after(episode, place);
  if (!episode || !following) return;
  const path = clipPath(episode, following, "");
  next = { path, blob: askSound(path, asked.signal) };
  next.blob.catch(() => {});
  speakAhead(following);
}

/** Has the server speak what may be heard from `place` on. @param {import("./store.js").Place} place */
export function speakAhead(place) {
  const { episode } = get();
  if (episode) askJson(`/api/episodes/${episode.id}/ahead`, { body: { ...place, count: AHEAD } }).catch(() => {});
}

export function stop() {
  clearTimeout(timer);
  asked.abort();
  asked = new AbortController();
  sound.onended = null;
  sound.pause();
  if (sound.src) URL.revokeObjectURL(sound.src);
  sound.removeAttribute("src");
  next = null;
  set({ playing: null, waiting: false });
}
