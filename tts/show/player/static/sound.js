// The sound: playing, seeking, resuming, speed, and the controls the system shows.
(() => {
  "use strict";
  const turncast = window.turncast;
  const { one, all, time } = turncast;
  const audio = one("[data-player]");
  const main = one("main");
  const slug = main.dataset.episode;
  const place = turncast.placeOf(slug);
  const duration = Number(main.dataset.duration);
  const chapters = all("[data-chapter]").map((link) => ({
    link,
    title: link.querySelector("span").textContent,
    start: Number(link.dataset.start),
    end: Number(link.dataset.end),
  }));
  audio.removeAttribute("controls");

  let wanted = null; // where to go once the browser knows the file
  let touched = false; // has the listener done anything worth remembering?
  const now = () => (wanted === null ? audio.currentTime : wanted);
  let heard = 0; // where the sound was before its element failed, and began at 0 again
  let waiting = null; // the timer of the next try; not null while the listener waits for sound
  const changed = () => document.dispatchEvent(new CustomEvent("turncast:time"));

  const seek = (seconds, { play = false, quiet = false } = {}) => {
    const target = Math.min(Math.max(0, seconds), Math.max(0, duration - 0.05));
    if (!quiet) touched = true;
    if (audio.readyState > 0 && !audio.error) audio.currentTime = heard = target;
    else wanted = target;
    if (!quiet) save();
    if (play) start();
    changed();
    document.dispatchEvent(new CustomEvent("turncast:seek"));
  };
  let asked = false; // has the listener asked for sound, and not for silence since?
  const start = () => {
    asked = true;
    if (audio.error) revive();
    return audio.play().catch(() => undefined); // what failed is told by `error`
  };
  const halt = () => {
    asked = false;
    clearTimeout(waiting);
    waiting = null;
    audio.pause();
    document.dispatchEvent(new CustomEvent("turncast:state"));
  };
  /** Is it playing, or would it be if the network let it? */
  const playing = () => waiting !== null || (!audio.paused && !audio.ended && !audio.error);
  const toggle = () => (playing() ? halt() : start());

  // -- An element that failed stays failed until it is loaded anew: on play, when the network is back, after "keep".
  const revive = () => {
    clearTimeout(waiting);
    waiting = null;
    if (wanted === null) wanted = heard;
    audio.load();
  };
  let tries = 0;
  const again = () => {
    if (waiting === null) return;
    revive();
    start();
  };
  audio.addEventListener("error", () => {
    if (wanted === null) wanted = heard;
    turncast.toast(turncast.say(asked ? "network-lost" : "audio-failed"));
    if (!asked) return;
    tries += 1;
    waiting = setTimeout(again, Math.min(15000, 500 * 2 ** tries));
  });
  audio.addEventListener("playing", () => (tries = 0));
  // Headsets and other pages may pause it, too; a load does, and is nobody's wish.
  audio.addEventListener("pause", () => (asked = audio.error || wanted !== null ? asked : false));
  window.addEventListener("online", () => (waiting === null ? audio.error && revive() : again()));

  /** Index of the chapter at a moment. */
  const chapterAt = (seconds) => {
    let found = 0;
    while (found + 1 < chapters.length && chapters[found + 1].start <= seconds + 0.01) found += 1;
    return found;
  };
  /** To the next chapter, or to the start of this one, or, within its first three seconds, the one before. */
  const byChapter = (step) => {
    const here = chapterAt(now());
    const back = now() - chapters[here].start > 3 ? here : here - 1;
    const target = step > 0 ? here + 1 : Math.max(0, back);
    if (target < chapters.length) seek(chapters[target].start);
  };

  turncast.sound = { audio, chapters, duration, now, seek, start, halt, toggle, playing, revive, chapterAt, byChapter };
  turncast.on("play", toggle);
  turncast.on("back", () => seek(now() - 15));
  turncast.on("forward", () => seek(now() + 15));
  turncast.on("previous-chapter", () => byChapter(-1));
  turncast.on("next-chapter", () => byChapter(1));

  // -- Links to a moment, and the moment as a link.
  turncast.linkTo = (seconds) => `${location.href.split(/[?#]/)[0]}#t=${Math.round(seconds * 10) / 10}`;
  turncast.on("copy", () => turncast.copy(turncast.linkTo(now()), "copied"));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#t="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    seek(time.fromHash(link.getAttribute("href")), { play: true });
  });
  window.addEventListener("hashchange", () => {
    const moment = time.fromHash(location.hash);
    if (moment !== null) seek(moment);
  });

  // -- Speed, the same for every episode.
  const speed = one("[data-speed]");
  const setSpeed = (rate) => {
    speed.value = String(rate);
    if (!speed.value) speed.value = "1";
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
    turncast.remember("speed", Number(speed.value));
  };
  speed.addEventListener("change", () => setSpeed(speed.value));
  turncast.faster = (step) => {
    const rates = [...speed.options].map((option) => option.value);
    const next = rates[Math.min(Math.max(rates.indexOf(speed.value) + step, 0), rates.length - 1)];
    setSpeed(next);
    turncast.toast(`${next}×`);
  };

  // -- Where you left.
  let saved = 0;
  const save = () => {
    if (!touched) return;
    const over = audio.ended || (wanted === null && now() > duration - 10);
    turncast.remember(place, { t: over ? 0 : Math.round(now() * 10) / 10, done: over, at: Date.now() });
  };
  audio.addEventListener("timeupdate", () => {
    if (wanted === null && audio.currentTime > 0) heard = audio.currentTime;
    if (Math.abs(audio.currentTime - saved) < 2) return;
    saved = audio.currentTime;
    save();
  });
  for (const event of ["pause", "seeked", "ended"]) audio.addEventListener(event, save);
  window.addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());

  audio.addEventListener("play", () => (touched = true));
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) audio.currentTime = heard = wanted;
    wanted = null;
  });

  // -- The system's own controls: headset, lock screen, media keys.
  const tellSystem = () => {
    if (!("mediaSession" in navigator)) return;
    const { title, artist, show, cover } = main.dataset;
    const address = new URL(cover, location.href).href;
    const artwork = /^https?:/.test(address) ? [{ src: address, type: "image/jpeg" }] : [];
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist, album: show, artwork });
    const controls = {
      play: start,
      pause: halt,
      seekbackward: (event) => seek(now() - (event.seekOffset || 15)),
      seekforward: (event) => seek(now() + (event.seekOffset || 15)),
      seekto: (event) => seek(event.seekTime),
      previoustrack: () => byChapter(-1),
      nexttrack: () => byChapter(1),
    };
    for (const [name, handler] of Object.entries(controls))
      try {
        navigator.mediaSession.setActionHandler(name, handler);
      } catch {
        // Not every browser knows every control.
      }
  };
  const tellPosition = () => {
    if (!navigator.mediaSession || !navigator.mediaSession.setPositionState || !audio.duration) return;
    navigator.mediaSession.setPositionState({
      duration: audio.duration,
      playbackRate: audio.playbackRate,
      position: Math.min(audio.currentTime, audio.duration),
    });
  };
  for (const event of ["play", "seeked", "ratechange", "loadedmetadata"]) audio.addEventListener(event, tellPosition);

  // -- Beginning: a link to a moment wins over the place left last time.
  turncast.begin = () => {
    tellSystem();
    setSpeed(turncast.recall("speed") || 1);
    const moment = time.fromHash(location.hash) ?? time.fromHash(location.search);
    const left = turncast.recall(place);
    if (moment !== null) return seek(moment, { quiet: true });
    if (left && left.t > 3 && left.t < duration) {
      seek(left.t, { quiet: true });
      turncast.toast(`${turncast.say("resumed")} · ${time.clock(left.t)}`);
    } else changed();
    return undefined;
  };
})();
