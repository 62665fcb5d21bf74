// Sentences by where they stand: turn and number in it. Turn -1 is the opening.

/** @typedef {import("./store.js").Place} Place @typedef {import("./store.js").Episode} Episode */

/** @param {Episode} episode @param {number} turn */
export const sentencesOf = (episode, turn) => (turn < 0 ? episode.opening : (episode.turns[turn]?.sentences ?? []));

/** @param {Place | null} one @param {Place | null} other */
export const equal = (one, other) => one?.turn === other?.turn && one?.sentence === other?.sentence;

/** The next sentence that is heard. @param {Episode | null} episode @param {Place} place @returns {Place | null} */
export function after(episode, { turn, sentence }) {
  if (!episode) return null;
  if (sentence + 1 < sentencesOf(episode, turn).length) return { turn, sentence: sentence + 1 };
  for (let later = turn + 1; later < episode.turns.length; later++) {
    if (episode.turns[later].sentences.length) return { turn: later, sentence: 0 };
  }
  return null;
}

/** The one before it. @param {Episode | null} episode @param {Place} place @returns {Place | null} */
export function before(episode, { turn, sentence }) {
  if (!episode) return null;
  if (sentence > 0) return { turn, sentence: sentence - 1 };
  for (let earlier = turn - 1; earlier >= -1; earlier--) {
    const count = sentencesOf(episode, earlier).length;
    if (count) return { turn: earlier, sentence: count - 1 };
  }
  return null;
}

/** `place`, or the nearest one there is after a change. @param {Episode} episode @param {Place | null} place @returns {Place | null} */
export function nearest(episode, place) {
  if (!place) return null;
  const turn = Math.min(place.turn, episode.turns.length - 1);
  const count = sentencesOf(episode, turn).length;
  if (!count) return after(episode, { turn, sentence: 0 });
  return { turn, sentence: Math.min(place.sentence, count - 1) };
}

/** @param {Episode} episode @param {Place} place @param {string} voice */
export function clipPath(episode, place, voice) {
  const query = new URLSearchParams({ turn: String(place.turn), sentence: String(place.sentence) });
  if (voice) query.set("voice", voice);
  // The revision makes another address of a sentence that has changed, for what is fetched before it is played.
  return `/api/episodes/${episode.id}/clip?${query}&revision=${episode.revision}`;
}

/** The number of a speaker's colour, as on the player page. @param {Episode} episode @param {string | null} name */
export function colour(episode, name) {
  const place = episode.people.filter((person) => person.name).findIndex((person) => person.name === name);
  return place < 0 ? "cn" : `c${place % 6}`;
}
