// The keyboard. Single keys can be turned off, for those who speak or dictate to their computer (WCAG 2.1.4).
(() => {
  "use strict";
  const turncast = window.turncast;
  const { one, sound } = turncast;
  const dialog = one("[data-keys]");
  const on = one("[data-keys-on]");
  on.checked = turncast.recall("keys") !== false;
  on.addEventListener("change", () => turncast.remember("keys", on.checked));

  const press = {
    " ": sound.toggle,
    ArrowLeft: () => sound.seek(sound.now() - 15),
    ArrowRight: () => sound.seek(sound.now() + 15),
  };
  const pressSingle = {
    k: sound.toggle,
    j: () => sound.seek(sound.now() - 15),
    l: () => sound.seek(sound.now() + 15),
    ",": () => turncast.byLine(-1),
    ".": () => turncast.byLine(1),
    p: () => sound.byChapter(-1),
    n: () => sound.byChapter(1),
    "<": () => turncast.faster(-1),
    ">": () => turncast.faster(1),
    "/": turncast.openSearch,
    c: () => turncast.copy(turncast.linkTo(sound.now()), "copied"),
    f: turncast.follow,
    "?": () => dialog.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || one("dialog[open]")) return;
    if (event.target.closest("input:not([type=range]), select, textarea, [contenteditable]")) return;
    if (event.key === " " && event.target.closest("button, a, summary, label")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = press[key] || (on.checked ? pressSingle[key] : undefined);
    if (!action) return;
    event.preventDefault();
    action();
  });
  turncast.on("keys", () => dialog.showModal());
  turncast.on("close-keys", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
})();
