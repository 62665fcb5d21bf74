// The list of episodes: what is finished, what is begun, what is on this device; and finding one among many.
(() => {
  "use strict";
  const turncast = window.turncast;
  const { all, one } = turncast;
  const cards = all(".card");
  const searched = cards.map((card) => card.textContent.normalize("NFKC").toLowerCase());

  const progress = (card, kept) => {
    const { episode, duration, sha } = card.dataset;
    const left = turncast.recall(turncast.placeOf(episode));
    const words = [];
    if (left && left.done) words.push(turncast.say("finished"));
    else if (left && left.t > 3) words.push(turncast.say("left").replace("{}", turncast.minutes(duration - left.t)));
    if (kept.has(`${episode} ${sha}`)) words.push(turncast.say("offline-badge"));
    const badge = one("[data-badge]", card);
    badge.textContent = words.join(" · ");
    badge.hidden = !words.length;
    const share = left ? (left.done ? 1 : left.t / duration) : 0;
    card.style.setProperty("--done", `${share * 100}%`);
  };
  const show = async () => {
    const kept = await turncast.offline.kept();
    for (const card of cards) progress(card, kept);
  };

  const find = one("[data-find]");
  if (find) {
    const field = one("input", find);
    const count = one("[data-count]", find);
    find.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", () => {
      const wanted = field.value.trim().normalize("NFKC").toLowerCase();
      let found = 0;
      cards.forEach((card, place) => {
        card.hidden = !searched[place].includes(wanted);
        found += card.hidden ? 0 : 1;
      });
      count.textContent = wanted ? (found ? `${found} / ${cards.length}` : turncast.say("search-none")) : "";
    });
  }
  document.addEventListener("turncast:language", show);
  window.addEventListener("pageshow", show);
})();
