// What every page does: remember, switch language and appearance, say what happened, copy, and find its own feed.
(() => {
  "use strict";
  const turncast = window.turncast;
  const html = document.documentElement;
  const body = document.body;
  turncast.one = (selector, within = document) => within.querySelector(selector);
  turncast.all = (selector, within = document) => [...within.querySelectorAll(selector)];
  turncast.root = new URL(body.dataset.root || "./", location.href);

  // -- Remembering. Storage may be full, forbidden or foreign: then the page simply forgets.
  const key = (name) => `turncast:${name}`;
  turncast.recall = (name) => {
    try {
      return JSON.parse(localStorage.getItem(key(name)));
    } catch {
      return null;
    }
  };
  turncast.remember = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(key(name));
      else localStorage.setItem(key(name), JSON.stringify(value));
    } catch {
      return false;
    }
    return true;
  };
  /** Several sites may share an address (and all of the disk does): a position belongs to site and episode. */
  turncast.placeOf = (slug) => `at:${turncast.root.pathname}${slug}`;

  // -- Doing: every button names its action, scripts say what it does.
  const actions = {};
  turncast.on = (name, action) => (actions[name] = action);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const action = button && actions[button.dataset.do];
    if (action) action(event, button);
  });

  // -- Language.
  const known = Object.keys(turncast.words);
  const preferred = () => {
    const chosen = turncast.recall("language");
    if (known.includes(chosen)) return chosen;
    const first = (navigator.languages || []).map((tag) => tag.toLowerCase().split("-")[0]);
    return first.find((language) => known.includes(language)) || body.dataset.ui;
  };
  turncast.say = (word) => turncast.words[turncast.language][word] ?? word;
  turncast.label = (element, word) => {
    element.dataset.label = word;
    element.setAttribute("aria-label", turncast.say(word));
    if (element.matches("button")) element.title = turncast.say(word);
  };
  turncast.minutes = (seconds) => {
    const whole = Math.max(1, Math.round(seconds / 60));
    const hours = Math.floor(whole / 60);
    const rest = `${whole % 60} ${turncast.say("minutes")}`;
    return hours ? `${hours} ${turncast.say("hours")} ${rest}` : rest;
  };
  const longDate = (date) => {
    const day = new Date(`${date}T12:00:00Z`);
    if (Number.isNaN(day.valueOf())) return date;
    const tag = turncast.language === "zh" ? "zh-CN" : "en-GB";
    return day.toLocaleDateString(tag, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
  };
  const speak = (language) => {
    turncast.language = language;
    html.lang = language === "zh" ? "zh-CN" : language;
    for (const element of turncast.all("[data-say]")) element.textContent = turncast.say(element.dataset.say);
    for (const element of turncast.all("[data-label]")) turncast.label(element, element.dataset.label);
    for (const element of turncast.all("[data-placeholder]")) element.placeholder = turncast.say(element.dataset.placeholder);
    for (const element of turncast.all("[data-date]")) element.textContent = longDate(element.dataset.date);
    for (const element of turncast.all("[data-minutes]")) element.textContent = turncast.minutes(element.dataset.minutes);
    for (const element of turncast.all("[data-do=language]")) element.lang = language === "zh" ? "en" : "zh-CN";
    document.dispatchEvent(new CustomEvent("turncast:language"));
  };
  turncast.on("language", () => {
    const next = known[(known.indexOf(turncast.language) + 1) % known.length];
    turncast.remember("language", next);
    speak(next);
  });

  // -- Appearance: as the system, light, dark.
  const themes = ["auto", "light", "dark"];
  const themeButton = turncast.one("[data-do=theme]");
  const wear = (theme) => {
    if (theme === "auto") delete html.dataset.theme;
    else html.dataset.theme = theme;
    turncast.label(themeButton, `theme-${theme}`);
  };
  turncast.on("theme", () => {
    const next = themes[(themes.indexOf(html.dataset.theme || "auto") + 1) % themes.length];
    try {
      if (next === "auto") localStorage.removeItem("turncast:theme");
      else localStorage.setItem("turncast:theme", next);
    } catch {
      // It then lasts as long as the page.
    }
    wear(next);
    turncast.toast(turncast.say(`theme-${next}`));
  });

  // -- Saying what happened, without taking the focus.
  const bubble = turncast.one("[data-toast]");
  let fading;
  turncast.toast = (text) => {
    bubble.textContent = text;
    bubble.classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => bubble.classList.remove("shown"), 3200);
  };

  // -- Copying. The clipboard API needs https or this machine; the older way works on plain http.
  const copyOldWay = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "hidden-label";
    document.body.append(field);
    const focused = document.activeElement;
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus();
    if (!copied) throw new Error("refused");
  };
  turncast.copy = async (text, said) => {
    try {
      if (navigator.clipboard && isSecureContext) await navigator.clipboard.writeText(text).catch(() => copyOldWay(text));
      else copyOldWay(text);
      turncast.toast(turncast.say(said));
    } catch {
      turncast.toast(`${turncast.say("copy-failed")}: ${text}`);
    }
  };

  // -- Subscribing. A page built without knowing its address knows it once it is served.
  const feed = turncast.one("[data-feed]");
  const served = /^https?:$/.test(new URL(feed.href, location.href).protocol);
  // A link that no app answers shows an error: only where one does, and not within WeChat, which opens none.
  const platform = () => {
    const agent = navigator.userAgent;
    if (/MicroMessenger/i.test(agent)) return "wechat";
    if (/Android/.test(agent)) return "android";
    return /iPhone|iPad|iPod|Macintosh/.test(agent) ? "apple" : "";
  };
  for (const way of turncast.all(`[data-on="${platform()}"]`)) {
    if (way.dataset.scheme && !served) continue;
    if (way.dataset.scheme && !way.hasAttribute("href")) way.href = feed.href.replace(/^https?/, way.dataset.scheme);
    way.hidden = false;
  }
  turncast.on("copy-feed", () => turncast.copy(feed.href, "copied-feed"));

  speak(preferred());
  wear(html.dataset.theme || "auto");
})();
