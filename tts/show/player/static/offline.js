// Keeping episodes on the device. Each kept episode is a cache of its own, named after the sound's checksum:
// an episode that was built again is another one, so words and sound always belong together.
(() => {
  "use strict";
  const turncast = window.turncast;
  const html = document.documentElement;
  const possible = html.classList.contains("can-keep");
  const prefix = `turncast ${turncast.root.pathname} kept `;
  const nameOf = (slug, sha) => `${prefix}${slug} ${sha}`;

  turncast.offline = {
    /** "slug sha" of every episode that is wholly on this device. */
    async kept() {
      if (!possible) return new Set();
      const found = new Set();
      for (const name of await caches.keys()) {
        if (!name.startsWith(prefix)) continue;
        const cache = await caches.open(name);
        if (await cache.match(new URL("kept", turncast.root))) found.add(name.slice(prefix.length));
      }
      return found;
    },
    /** Store the episode; `progress` is called with 0 to 1. The mark that it is whole comes last. */
    async keep(slug, sha, { audio, size, others }, progress) {
      const name = nameOf(slug, sha);
      try {
        // Not waited for: Firefox asks the listener, and says nothing until there is an answer.
        navigator.storage?.persist?.().catch(() => undefined);
        const cache = await caches.open(name);
        await cache.addAll(others);
        await store(cache, audio, size, progress);
        await cache.put(new URL("kept", turncast.root), new Response("1"));
      } catch (error) {
        await caches.delete(name);
        throw error;
      }
    },
    async forget(slug) {
      for (const name of await caches.keys()) if (name.startsWith(`${prefix}${slug} `)) await caches.delete(name);
    },
    /** Drop what is kept of other builds of this episode, and what was never finished. */
    async tidy(slug, sha) {
      for (const name of await caches.keys())
        if (name.startsWith(`${prefix}${slug} `) && name !== nameOf(slug, sha)) await caches.delete(name);
    },
  };

  const store = async (cache, url, size, progress) => {
    const response = await fetch(url, { cache: "no-store" });
    if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
    let done = 0;
    const counted = response.body.pipeThrough(
      new TransformStream({
        transform(chunk, out) {
          done += chunk.byteLength;
          progress(Math.min(1, done / size));
          out.enqueue(chunk);
        },
      }),
    );
    const headers = { "Content-Type": response.headers.get("Content-Type") || "audio/mpeg", "Content-Length": String(size) };
    await cache.put(url, new Response(counted, { headers }));
    if (done !== size) throw new Error(`${done} of ${size} bytes`);
  };

  if (possible)
    navigator.serviceWorker.register(new URL("sw.js", turncast.root), { scope: turncast.root.pathname }).catch(() => {
      // A page without it still plays; it only cannot be kept.
      html.classList.remove("can-keep");
    });
})();
