// The one state of the page. Views are functions of it; only `set` changes it.

/**
 * @typedef {{text: string, pause_s: number, own_pause: boolean, paragraph: boolean}} Sentence
 * @typedef {{speaker: string | null, kind: string, line: number, sentences: Sentence[]}} Turn
 * @typedef {{name: string | null, role: string, gender: string, voice: string, speed: number, turns: number, share: number,
 *   sample: [number, number] | null}} Person
 * @typedef {{number: number, line: number, text: string, taken_as: string, probability: number, turn: number | null,
 *   first: number | null, last: number | null}} Doubt
 * @typedef {{name: string, diff: string, new?: boolean, problem?: string}} FileChange
 * @typedef {{id: string, revision: number, title: string, language: string, engine: string, script_file: string,
 *   voices_file: string, source_file: string, allowed: boolean, can_undo: boolean, can_redo: boolean, duration_s: number,
 *   people: Person[], opening: Sentence[], chapters: {title: string, first_turn: number}[], turns: Turn[], doubts: Doubt[],
 *   lexicon: Record<string, string>, outside: FileChange[]}} Episode
 * @typedef {{turn: number, sentence: number}} Place
 * @typedef {{build: {state: string, stage: string, done: number, total: number, left_s: number | null, problem: string,
 *   slug: string, duration_s: number}, audio: string}} Build
 * @typedef {{word: string, reading: string, alternative: string, settle: string, probability: number, count: number,
 *   context: string, turn: number, sentence: number}} Risk
 * @typedef {{text: string, syllables: string[], others: string[][]}} Word
 * @typedef {{
 *   language: "zh" | "en", theme: string, episodes: any[] | null, episode: Episode | null, voices: any[], risks: Risk[] | null,
 *   build: Build | null, at: Place | null, playing: Place | null, waiting: boolean, editing: boolean, panel: string,
 *   words: Word[] | null, busy: boolean, problem: string, told: string, dialog: string, pending: FileChange[], lost: boolean}} State
 */

/** @type {State} */
let state = {
  language: "zh",
  theme: "",
  episodes: null,
  episode: null,
  voices: [],
  risks: null,
  build: null,
  at: null,
  playing: null,
  waiting: false,
  editing: false,
  panel: "",
  words: null,
  busy: false,
  problem: "",
  told: "",
  dialog: "",
  pending: [],
  lost: false,
};

/** @type {() => void} */
let changed = () => {};

export const get = () => state;

/** @param {Partial<State>} change */
export function set(change) {
  state = { ...state, ...change };
  changed();
}

/** Has `work` called after changes, once for all that come before the next frame. @param {(state: State) => void} work */
export function watch(work) {
  let due = false;
  changed = () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      work(state);
    });
  };
  changed();
}

/** `fresh`, with everything that says the same as in `old` taken from there: who compares by identity sees what changed.
 * @template T @param {any} old @param {T} fresh @returns {T} */
export function share(old, fresh) {
  if (old === fresh || typeof fresh !== "object" || typeof old !== "object" || !fresh || !old) return fresh;
  const keys = Object.keys(fresh);
  let same = keys.length === Object.keys(old).length && Array.isArray(old) === Array.isArray(fresh);
  for (const key of keys) {
    const one = /** @type {any} */ (fresh);
    one[key] = share(old[key], one[key]);
    if (one[key] !== old[key]) same = false;
  }
  return same ? old : fresh;
}
