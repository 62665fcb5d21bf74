// Runs before the page is painted: a listener's choice of appearance must not flash the other one first.
(() => {
  "use strict";
  const html = document.documentElement;
  html.classList.replace("no-js", "js");
  try {
    const theme = localStorage.getItem("turncast:theme");
    if (theme) html.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's appearance it is.
  }
})();
