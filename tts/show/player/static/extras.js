// What listeners know from elsewhere: a sleep timer, volume, shorter silences, sharing, and the episode before and after.
(() => {
  "use strict";
  const turncast = window.turncast;
  const { one, all, sound, time } = turncast;
  const { audio, chapters, duration } = sound;

  // -- Dialogs.
  for (const name of ["settings", "share"]) {
    const dialog = one(`[data-dialog=${name}]`);
    turncast.on(name, () => dialog.showModal());
    turncast.on(`close-${name}`, () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  // -- Sleep: after so many minutes, or where the chapter ends.
  const sleep = one("[data-sleep]");
  let timer;
  let lastChapter = null;
  const wake = () => {
    clearTimeout(timer);
    lastChapter = null;
    sleep.value = "";
  };
  const doze = () => {
    wake();
    sound.halt();
    turncast.toast(turncast.say("slept"));
  };
  sleep.addEventListener("change", () => {
    const chosen = sleep.value;
    wake();
    sleep.value = chosen;
    if (chosen === "chapter") lastChapter = sound.chapterAt(sound.now());
    else if (chosen) timer = setTimeout(doze, Number(chosen) * 60000);
  });
  document.addEventListener("turncast:time", () => {
    if (lastChapter === null || audio.paused) return;
    const here = sound.chapterAt(sound.now());
    if (here > lastChapter) doze();
    else lastChapter = here; // the listener went back
  });

  // -- Volume. iOS leaves it to the buttons on the side: what is set there is not taken.
  const volume = one("[data-volume]");
  audio.volume = turncast.recall("volume") ?? 1;
  volume.value = audio.volume;
  audio.volume = 0.5;
  one("[data-volume-row]").hidden = audio.volume !== 0.5;
  audio.volume = Number(volume.value);
  volume.addEventListener("input", () => {
    audio.volume = Number(volume.value);
    turncast.remember("volume", audio.volume);
  });

  // -- Shorter silences: the captions know where nobody speaks. Music, which lasts longer, is left alone.
  const trim = one("[data-trim]");
  trim.checked = turncast.recall("trim") === true;
  trim.addEventListener("change", () => turncast.remember("trim", trim.checked));
  document.addEventListener("turncast:time", () => {
    if (!trim.checked || audio.paused || audio.seeking) return;
    const index = turncast.cueAt(audio.currentTime);
    const [cue, next] = [turncast.cues[index], turncast.cues[index + 1]];
    if (!cue || !next || next.start - cue.end > 2.5) return;
    if (audio.currentTime > cue.end + 0.15 && next.start - audio.currentTime > 0.45) audio.currentTime = next.start - 0.15;
  });

  // -- Sharing.
  const here = location.href.split(/[?#]/)[0];
  turncast.on("copy-link", () => turncast.copy(here, "copied"));
  turncast.on("copy-moment", () => turncast.copy(turncast.linkTo(sound.now()), "copied"));
  turncast.on("copy-embed", () => {
    const title = document.title.replace(/[<>&"]/g, "");
    turncast.copy(`<iframe src="${here}?embed" width="100%" height="240" loading="lazy" allow="autoplay" title="${title}"></iframe>`, "copied-embed");
  });
  one("[data-do=system-share]").hidden = !navigator.share;
  turncast.on("system-share", () => navigator.share({ title: document.title, url: here }).catch(() => undefined));

  // -- The episode before and after; on request one plays after the other.
  const playOn = one("[data-play-on]");
  playOn.checked = turncast.recall("play-on") === true;
  playOn.addEventListener("change", () => turncast.remember("play-on", playOn.checked));
  const episodes = turncast.episodes || []; // newest first
  const place = episodes.findIndex((episode) => episode.slug === one("main").dataset.episode);
  const neighbour = { older: episodes[place + 1], newer: place > 0 ? episodes[place - 1] : undefined };
  for (const link of all("[data-neighbour]")) {
    const episode = place >= 0 ? neighbour[link.dataset.neighbour] : undefined;
    if (!episode) continue;
    link.href = `../${episode.slug}/index.html`;
    one("b", link).textContent = episode.title;
    link.hidden = false;
  }
  audio.addEventListener("ended", () => {
    if (playOn.checked && place >= 0 && neighbour.newer) location.href = `../${neighbour.newer.slug}/index.html?play`;
  });
  if (new URLSearchParams(location.search).has("play")) sound.start();
})();
