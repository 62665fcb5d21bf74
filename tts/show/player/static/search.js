// Searching the transcript: as you type, in any width and case, across the pieces a paragraph is made of.
(() => {
  "use strict";
  const turncast = window.turncast;
  const { one, all } = turncast;
  const form = one("[data-search]");
  const field = one("input", form);
  const count = one("[data-count]", form);
  const steps = one("[data-steps]", form);
  const paragraphs = all(".words > p, .heading", one("[data-transcript]"));
  const LIMIT = 2000; // hits marked at most: beyond, a search is too short to be meant

  let hits = []; // each a list of <mark>, more than one where a hit crosses pieces
  let chosen = -1;

  /** One character for each of the text's, so that places agree: "Ａ" and "a" are the same letter. */
  const fold = (text) =>
    [...text].map((char) => {
      const plain = char.normalize("NFKC").toLowerCase();
      return plain.length === char.length ? plain : char;
    }).join("");

  const clear = () => {
    for (const mark of hits.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    hits = [];
    chosen = -1;
  };

  const textNodes = (paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };

  /** Wrap characters `start` to `end` of the paragraph in marks: one for each text node they stand in. */
  const wrap = (nodes, start, end) => {
    const marks = [];
    let offset = 0;
    for (let place = 0; place < nodes.length && offset < end; place += 1) {
      const node = nodes[place];
      const length = node.data.length;
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, length);
      if (from < to) {
        const rest = node.splitText(from);
        const after = rest.splitText(to - from);
        const mark = document.createElement("mark");
        rest.replaceWith(mark);
        mark.append(rest);
        marks.push(mark);
        nodes.splice(place, 1, node, rest, after);
        place += 2;
      }
      offset += length;
    }
    return marks;
  };

  const searchIn = (paragraph, wanted) => {
    const nodes = textNodes(paragraph);
    const text = fold(nodes.map((node) => node.data).join(""));
    for (let at = text.indexOf(wanted); at >= 0 && hits.length < LIMIT; at = text.indexOf(wanted, at + wanted.length))
      hits.push(wrap(nodes, at, at + wanted.length));
  };

  const tell = () => {
    const asked = field.value.trim() !== "";
    steps.hidden = !hits.length;
    count.textContent = hits.length ? `${chosen + 1} / ${hits.length}` : asked ? turncast.say("search-none") : "";
  };
  const choose = (index) => {
    for (const mark of hits[chosen] || []) mark.classList.remove("chosen");
    chosen = hits.length ? (index + hits.length) % hits.length : -1;
    for (const mark of hits[chosen] || []) mark.classList.add("chosen");
    if (chosen >= 0) {
      turncast.letGo();
      hits[chosen][0].scrollIntoView({ block: "center" });
    }
    tell();
  };
  const search = () => {
    clear();
    const wanted = fold(field.value.trim());
    if (wanted) for (const paragraph of paragraphs) searchIn(paragraph, wanted);
    choose(0);
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    search();
    field.blur();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    choose(chosen + (event.shiftKey ? -1 : 1));
  });
  turncast.on("search-next", () => choose(chosen + 1));
  turncast.on("search-previous", () => choose(chosen - 1));
  turncast.openSearch = () => {
    field.focus();
    field.select();
  };
  document.addEventListener("turncast:language", tell);
})();
