// Runs before the page is painted: nothing may flash in another appearance first, or move when scripts arrive.
(() => {
  "use strict";
  const html = document.documentElement;
  html.classList.replace("no-js", "js");
  html.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));
  // Browsers let sites keep things over https and on this machine alone.
  html.classList.toggle("can-keep", "serviceWorker" in navigator && "caches" in window && /^https?:$/.test(location.protocol));
  try {
    const theme = localStorage.getItem("turncast:theme");
    if (theme) html.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's appearance it is.
  }
})();
