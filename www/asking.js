// Asks package indexes in a frame without an origin, whose policy names other hosts: the page's own does not. It is handed a
// port, through which it gets addresses and gives what has come from them, and it knows nothing else.
const AT_ONCE = 16;
const TIME = 30_000;
const TRIES = 3;
const PAUSE = 500;

// A host that nobody reaches so many times in a row is not asked again.
const PATIENCE = 3;

// By origin, how many times in a row there was no answer, and why the last time.
const silent = new Map();
const waiting = [];
let busy = 0;
let port;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const isOnThisMachine = (url) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);

// A browser does not say why it lets nobody read an answer: a host that can be reached without reading has given one.
const reason = async (url, signal) => {
  if (location.protocol === "https:" && url.startsWith("http:") && !isOnThisMachine(url)) return "open";
  return fetch(url, { mode: "no-cors", method: "HEAD", credentials: "omit", signal }).then(() => "deaf", () => "unreachable");
};

const read = async (response, limit) => {
  const parts = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).arrayBuffer();
    length += value.length;
    if (length > limit) throw new Error("large");
    parts.push(value);
  }
};

const answer = async ({ url, accept, is_head, range, limit }, signal) => {
  const headers = { accept, ...(range && { range: `bytes=${range[0]}-${range[1]}` }) };
  const { origin } = new URL(url);
  const { times, why: known } = silent.get(origin) ?? { times: 0 };
  if (times >= PATIENCE) throw new Error(known);
  const method = is_head ? "HEAD" : "GET";
  const response = await fetch(url, { method, headers, signal, credentials: "omit", referrerPolicy: "no-referrer" }).catch(async () => {
    signal.throwIfAborted();
    const why = await reason(url, signal);
    signal.throwIfAborted();
    silent.set(origin, { times: (silent.get(origin)?.times ?? 0) + 1, why });
    throw new Error(why);
  });
  silent.delete(origin);
  const content = response.ok && !is_head ? await read(response, limit) : new ArrayBuffer(0);
  if (!response.ok) response.body?.cancel();
  const length = response.headers.get("content-length");
  return { status: response.status, kind: response.headers.get("content-type") ?? "", address: response.url, length: length && Number(length), content };
};

const FAILURES = new Set(["large", "deaf", "open", "unreachable"]);

// What has come within the time, or in a word what has kept it from coming.
const attempt = async (wanted) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIME);
  try {
    return await answer(wanted, stop.signal);
  } catch ({ message }) {
    return { failure: stop.signal.aborted ? "slow" : FAILURES.has(message) ? message : "broken" };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
};

const mayPass = ({ status, failure }) => failure === "broken" || status === 429 || status >= 500;

const work = async () => {
  busy += 1;
  for (let wanted = waiting.shift(); wanted; wanted = waiting.shift()) {
    let reply = await attempt(wanted);
    for (let tries = 1; tries < TRIES && mayPass(reply); tries += 1) {
      await pause(PAUSE * tries);
      reply = await attempt(wanted);
    }
    port.postMessage({ id: wanted.id, ...reply }, reply.content ? [reply.content] : []);
  }
  busy -= 1;
};

const take = ({ data }) => {
  waiting.push(...data);
  for (let more = Math.min(AT_ONCE - busy, waiting.length); more > 0; more -= 1) work();
};

addEventListener("message", ({ source, ports }) => {
  if (source !== parent || port) return;
  [port] = ports;
  port.onmessage = take;
});
parent.postMessage("ready", "*");
