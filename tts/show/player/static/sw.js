// Serves the site when there is no network: pages and their parts as last seen, kept episodes with byte ranges.
"use strict";
const ROOT = new URL("./", self.location.href);
const PREFIX = `turncast ${ROOT.pathname} `;
const VERSION = "@VERSION@";
const SHELL = `${PREFIX}shell ${VERSION}`;
const FILES = [/* @SHELL@ */];
const SOUND = /\.(mp3|m4b|m4a|opus)$/;
const PATIENCE_MS = 4000;
// A network that neither answers nor fails is the usual one underground: after this long, what is at hand is shown.

self.addEventListener("install", (event) => {
  const fresh = FILES.map((path) => new Request(new URL(path, ROOT), { cache: "reload" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys())
      if (name.startsWith(`${PREFIX}shell `) && name !== SHELL) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return;
  if (SOUND.test(url.pathname)) event.respondWith(sound(request));
  else if (url.pathname.startsWith(`${ROOT.pathname}player/`)) event.respondWith(part(request));
  else event.respondWith(page(event, request));
});

/** A kept episode's sound, or the network's. The query is part of the address: it tells one build from another. */
async function sound(request) {
  const kept = await findKept(request.url, {});
  return kept ? ranged(request, kept) : fetch(request);
}

/** Scripts and styles carry their version in the address, so what is at hand under it is right. */
async function part(request) {
  const { search } = new URL(request.url);
  const shell = await caches.open(SHELL);
  const ours = search === "" || search === `?${VERSION}`;
  return (
    (await shell.match(request, { ignoreSearch: ours })) || (await findKept(request.url, {})) || remembered(request, shell)
  );
}

/** Everything else is asked for first, and taken from the device when no answer comes. */
async function page(event, request) {
  const asked = caches.open(SHELL).then((shell) => remembered(request, shell));
  event.waitUntil(asked.catch(() => undefined));
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
  const answer = await Promise.race([asked.catch(() => undefined), late]);
  clearTimeout(timer);
  if (answer) return answer;
  const stored = await atHand(request);
  if (stored) return stored;
  if (request.mode !== "navigate") return asked;
  return asked.catch(() => Response.redirect(new URL("index.html", ROOT)));
}

async function remembered(request, shell) {
  const response = await fetch(request);
  if (response.status === 200 && response.type === "basic") await shell.put(request, response.clone()).catch(() => undefined);
  return response;
}

async function atHand(request) {
  const url = request.url.split(/[?#]/)[0];
  const names = url.endsWith("/") ? [url, `${url}index.html`] : [url];
  for (const name of names) {
    const found = (await findKept(name, { ignoreSearch: true })) || (await caches.match(name, { cacheName: SHELL, ignoreSearch: true }));
    if (found) return found;
  }
  return undefined;
}

async function findKept(url, options) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(`${PREFIX}kept `)) continue;
    const found = await (await caches.open(name)).match(url, options);
    if (found) return found;
  }
  return undefined;
}

/** Players ask for byte ranges, and give up on a whole file where they asked for a part (RFC 9110, 14). */
async function ranged(request, response) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("Range") || "");
  if (!asked || (asked[1] === "" && asked[2] === "")) return response;
  const whole = await response.blob();
  const type = response.headers.get("Content-Type") || "audio/mpeg";
  const suffix = asked[1] === "";
  const first = suffix ? Math.max(0, whole.size - Number(asked[2])) : Number(asked[1]);
  const last = suffix || asked[2] === "" ? whole.size - 1 : Math.min(Number(asked[2]), whole.size - 1);
  if (first > last || first >= whole.size)
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${whole.size}` } });
  return new Response(whole.slice(first, last + 1, type), {
    status: 206,
    statusText: "Partial Content",
    headers: {
      "Accept-Ranges": "bytes",
      "Content-Length": String(last - first + 1),
      "Content-Range": `bytes ${first}-${last}/${whole.size}`,
      "Content-Type": type,
    },
  });
}
