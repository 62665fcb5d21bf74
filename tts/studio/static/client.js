// Asks the server. The token came with the address that the terminal showed; it travels in a header only.

const KEPT = "turncast-studio:token";

/** Takes the token out of the address, where nobody should see it, and keeps it for a reload. @returns {URLSearchParams} */
export function arrive() {
  const told = new URLSearchParams(location.hash.slice(1));
  const token = told.get("token");
  if (token) {
    localStorage.setItem(KEPT, token);
    told.delete("token");
    history.replaceState(null, "", told.size ? `#${told}` : location.pathname);
  }
  return told;
}

/** Why something was not done, in words for people. */
export class Refusal extends Error {
  /** @param {number} status @param {{kind: string, problem: string, place?: string, remedy?: string}} body */
  constructor(status, body) {
    super([body.place && `${body.place}: `, body.problem, " ", body.remedy].filter(Boolean).join(""));
    this.status = status;
    this.kind = body.kind;
  }
}

/**
 * @param {string} path @param {{body?: unknown, method?: string, signal?: AbortSignal}} [how]
 * @returns {Promise<Response>}
 */
async function ask(path, { body, method, signal } = {}) {
  const raw = body instanceof Blob;
  const response = await fetch(path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    signal,
    headers: {
      Authorization: `Bearer ${localStorage.getItem(KEPT) ?? ""}`,
      "Accept-Language": document.documentElement.lang,
      "Content-Type": raw ? "application/octet-stream" : "application/json",
    },
  });
  if (response.ok) return response;
  const text = await response.text();
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    told = { kind: response.status === 401 ? "token" : "usage", problem: text };
  }
  throw new Refusal(response.status, told);
}

/** @param {string} path @param {{body?: unknown, method?: string, signal?: AbortSignal}} [how] */
export async function askJson(path, how) {
  const response = await ask(path, how);
  return response.status === 204 ? null : response.json();
}

/** The sound at `path`. @param {string} path @param {AbortSignal} signal */
export async function askSound(path, signal) {
  return (await ask(path, { signal })).blob();
}

/**
 * Calls `told` for every event, and `back` whenever the connection has been made again; ends with `signal`.
 * @param {string} path @param {AbortSignal} signal
 * @param {(kind: string, what: any) => void} told @param {() => void} back @param {() => void} lost
 */
export async function follow(path, signal, told, back, lost) {
  while (!signal.aborted) {
    try {
      const response = await ask(path, { signal });
      back();
      const reader = /** @type {ReadableStream<any>} */ (response.body).pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const messages = (rest + value).split("\n\n");
        rest = messages.pop() ?? "";
        for (const message of messages) {
          const found = /^event: (.*)\ndata: (.*)$/.exec(message);
          if (found) told(found[1], JSON.parse(found[2]));
        }
      }
    } catch (error) {
      if (error instanceof Refusal) return;
    }
    if (!signal.aborted) {
      lost();
      await new Promise((wait) => setTimeout(wait, 1000));
    }
  }
}
