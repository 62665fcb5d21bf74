// The bar: where we are, who speaks, what comes; and the buttons that show it.
(() => {
  "use strict";
  const turncast = window.turncast;
  const { one, all, sound, time } = turncast;
  const { audio, chapters, duration } = sound;
  const bar = one("[data-bar]");
  const range = one("[data-seek]", bar);
  const tip = one("[data-tip]", bar);
  const elapsed = one("[data-elapsed]", bar);
  const nowChapter = one("[data-now]", bar);
  const listen = one("[data-listen]");
  const main = one("main");

  let chapter = -1;
  let second = -1;
  const draw = () => {
    const at = sound.now();
    bar.style.setProperty("--done", `${(at / duration) * 100}%`);
    if (document.activeElement !== range || !range.matches(":active")) range.value = at;
    const here = sound.chapterAt(at);
    if (here !== chapter) {
      if (chapters[chapter]) chapters[chapter].link.removeAttribute("aria-current");
      chapter = here;
      if (chapters[chapter]) {
        chapters[chapter].link.setAttribute("aria-current", "true");
        nowChapter.textContent = chapters[chapter].title;
      }
    }
    if (Math.floor(at) !== second) {
      second = Math.floor(at);
      elapsed.textContent = time.clock(at);
      const title = chapters[chapter] ? ` · ${chapters[chapter].title}` : "";
      range.setAttribute("aria-valuetext", `${time.clock(at)} / ${time.clock(duration)}${title}`);
    }
  };
  document.addEventListener("turncast:time", draw);

  // While it plays, the bar and the lit sentence move with the screen; `timeupdate` comes only four times a second.
  const tick = () => {
    document.dispatchEvent(new CustomEvent("turncast:time"));
    if (!audio.paused) requestAnimationFrame(tick);
  };
  const showState = () => {
    const playing = sound.playing();
    const over = audio.ended || sound.now() > duration - 1;
    document.body.classList.toggle("playing", playing);
    turncast.label(one(".play", bar), playing ? "pause" : "play");
    listen.dataset.say = playing ? "pause" : over ? "listen-again" : sound.now() > 1 ? "continue" : "listen";
    listen.textContent = turncast.say(listen.dataset.say);
  };
  audio.addEventListener("play", () => {
    showState();
    requestAnimationFrame(tick);
  });
  for (const name of ["pause", "ended", "seeked", "error"]) audio.addEventListener(name, showState);
  audio.addEventListener("timeupdate", () => document.dispatchEvent(new CustomEvent("turncast:time")));
  for (const name of ["waiting", "stalled"]) audio.addEventListener(name, () => bar.classList.toggle("waiting", !audio.paused));
  for (const name of ["playing", "pause", "canplay", "error"]) audio.addEventListener(name, () => bar.classList.remove("waiting"));
  for (const name of ["turncast:seek", "turncast:state"]) document.addEventListener(name, showState);
  document.addEventListener("turncast:language", () => (second = -1));

  // -- Seeking by hand.
  range.addEventListener("input", () => sound.seek(Number(range.value)));
  range.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -15, ArrowDown: -15, ArrowRight: 15, ArrowUp: 15, PageDown: -60, PageUp: 60 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    event.stopPropagation();
    sound.seek(sound.now() + steps[event.key]);
  });
  const track = one(".track", bar);
  track.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" && !event.buttons) return;
    const box = track.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const at = share * duration;
    const cue = turncast.cues[turncast.cueAt(at)];
    const said = cue ? cue.nodes.map((node) => node.textContent).join("") : "";
    const who = cue && cue.turn.querySelector(".name");
    tip.replaceChildren(line("tip-time", `${time.clock(at)} · ${chapters[sound.chapterAt(at)]?.title || ""}`));
    if (said) tip.append(line("tip-line", `${who ? `${who.textContent}：` : ""}${said}`));
    tip.hidden = false;
    const half = tip.offsetWidth / 2;
    tip.style.left = `${Math.min(Math.max(share * box.width, half + 8), box.width - half - 8)}px`;
  });
  const line = (name, text) => {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  };
  const hideTip = (event) => (tip.hidden = event.type !== "pointerup" || event.pointerType === "touch");
  for (const name of ["pointerleave", "pointerup", "pointercancel"]) track.addEventListener(name, hideTip);

  // -- Keeping the episode on this device.
  const { offline } = turncast;
  const keep = one("[data-do=keep]");
  const keepWords = one("[data-keep]");
  const { episode, sha, size, cover } = main.dataset;
  const showKept = (kept) => {
    keep.setAttribute("aria-pressed", String(kept));
    keep.classList.toggle("is-kept", kept);
    keepWords.dataset.say = kept ? "kept" : "keep";
    keepWords.textContent = turncast.say(keepWords.dataset.say);
    keep.title = kept ? turncast.say("forget") : "";
  };
  const startKeeping = async () => {
    keep.disabled = true;
    try {
      // The parts too: a later version of the site must not leave a kept page without its scripts.
      const parts = [...all("script[src]").map((part) => part.src), ...all("link[rel=stylesheet]").map((part) => part.href)];
      const others = [new URL("index.html", location.href).href, new URL(cover, location.href).href, ...parts];
      await offline.keep(episode, sha, { audio: audio.src, size: Number(size), others }, (share) => {
        keepWords.textContent = `${turncast.say("keeping")} ${Math.floor(share * 100)}%`;
      });
      showKept(true);
      if (audio.error) sound.revive();
      turncast.toast(turncast.say("kept"));
    } catch {
      showKept(false);
      turncast.toast(turncast.say("keep-failed"));
    }
    keep.disabled = false;
  };
  turncast.on("keep", async () => {
    if (keep.getAttribute("aria-pressed") !== "true") return startKeeping();
    await offline.forget(episode);
    showKept(false);
    return turncast.toast(turncast.say("forgotten"));
  });
  const beginKeeping = async () => {
    if (keep.offsetParent === null) return;
    await offline.tidy(episode, sha);
    showKept((await offline.kept()).has(`${episode} ${sha}`));
  };

  turncast.begin();
  showState();
  beginKeeping();
  if (time.fromHash(location.hash) !== null) turncast.reveal();
})();
