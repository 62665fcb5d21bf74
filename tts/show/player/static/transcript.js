// The transcript: what is heard lights up, the page follows, a click seeks.
(() => {
  "use strict";
  const turncast = window.turncast;
  const { one, all, sound } = turncast;
  const transcript = one("[data-transcript]");
  const followButton = one("[data-do=follow]");

  const cues = []; // in order; a cue that crosses a paragraph has several nodes
  for (const node of all("[data-s]", transcript)) {
    const start = Number(node.dataset.s);
    const last = cues[cues.length - 1];
    if (last && last.start === start) last.nodes.push(node);
    else cues.push({ start, end: Number(node.dataset.e), nodes: [node], turn: node.closest("[data-turn]") });
  }
  turncast.cues = cues;

  /** Index of the last cue that has begun, or -1. */
  const cueAt = (seconds) => {
    let low = 0;
    let high = cues.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cues[middle].start <= seconds + 0.02) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  turncast.cueAt = cueAt;

  let lit = -1;
  let following = true;
  const light = (index) => {
    if (index === lit) return false;
    for (const node of cues[lit]?.nodes || []) node.classList.remove("lit");
    cues[lit]?.turn.classList.remove("current");
    lit = index;
    for (const node of cues[lit]?.nodes || []) node.classList.add("lit");
    cues[lit]?.turn.classList.add("current");
    return true;
  };
  /** A sentence stays lit through the short pause after it, not through music. */
  const heard = (seconds) => {
    const index = cueAt(seconds);
    if (index < 0) return -1;
    const next = cues[index + 1];
    const until = next && next.start - cues[index].end < 3 ? next.start : cues[index].end + 0.5;
    return seconds < until ? index : -1;
  };

  // -- Following along, until the reader scrolls away.
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const inView = (node) => {
    const box = node.getBoundingClientRect();
    return box.top > innerHeight * 0.12 && box.bottom < innerHeight * 0.72;
  };
  let aiming = 0; // raised by whatever moves the page, so that an older aim is dropped
  const offset = (node) => node.getBoundingClientRect().top - innerHeight * 0.34;
  const show = (node, smooth) => {
    const far = Math.abs(offset(node)) > innerHeight * 1.5;
    if (smooth && !far && !calm.matches) return window.scrollBy({ top: offset(node), behavior: "smooth" });
    // What was never on the screen has only a guessed height, and is laid out a frame after it comes into view:
    // that moves what is aimed at, so the aim is taken again for a few frames.
    let frames = 10;
    aiming += 1;
    const mine = aiming;
    const aim = () => {
      if (mine !== aiming) return;
      if (Math.abs(offset(node)) > 1) window.scrollBy({ top: offset(node), behavior: "instant" });
      frames -= 1;
      if (frames) requestAnimationFrame(aim);
    };
    return aim();
  };
  const keepUp = (smooth = true) => {
    const node = cues[lit]?.nodes[0];
    if (node && following && !inView(node)) show(node, smooth);
    offerFollow();
  };
  const offerFollow = () => {
    const node = cues[lit]?.nodes[0];
    followButton.hidden = following || !node || inView(node);
  };
  const letGo = () => {
    aiming += 1;
    if (sound.audio.paused) return;
    following = false;
    offerFollow();
  };
  turncast.letGo = letGo;
  turncast.follow = () => {
    following = true;
    keepUp();
  };
  turncast.on("follow", () => {
    turncast.follow();
    followButton.hidden = true;
  });
  for (const name of ["wheel", "touchmove"]) window.addEventListener(name, letGo, { passive: true });
  window.addEventListener("keydown", (event) => {
    if (["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key)) letGo();
  });
  window.addEventListener("scroll", () => following || offerFollow(), { passive: true });

  document.addEventListener("turncast:time", () => {
    if (light(heard(sound.now())) && !sound.audio.paused) keepUp();
  });
  document.addEventListener("turncast:seek", () => {
    following = true;
    light(heard(sound.now()));
    if (!sound.audio.paused) keepUp(false);
  });
  sound.audio.addEventListener("play", () => keepUp());

  // -- A click seeks; marking text to copy it does not.
  transcript.addEventListener("click", (event) => {
    const node = event.target.closest("[data-s]");
    if (!node || event.target.closest("a") || String(getSelection())) return;
    sound.seek(Number(node.dataset.s), { play: true });
  });
  /** To the line before or after. */
  turncast.byLine = (step) => {
    const here = cueAt(sound.now());
    const again = step < 0 && here >= 0 && sound.now() - cues[here].start > 1.5;
    const target = cues[again ? here : Math.max(0, here + step)];
    if (target) sound.seek(target.start);
  };
  /** Someone who came by a link wants to see what is said there. */
  turncast.reveal = () => {
    const cue = cues[cueAt(sound.now())];
    if (cue) show(cue.nodes[0], false);
  };
})();
