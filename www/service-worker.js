// Keeps the page at hand, so that it opens without a network. The build puts two constants before this text: VERSION, a
// digest of all files, and FILES, their names.
//
// A name with a digest in it never means another text, so that such a file comes from what is kept. Everything else comes
// from the network while there is one: nobody is shown an old page because a worker has it.
const CACHE = `pushready-${VERSION}`;
const DIGEST = /-[0-9A-Za-z]{8,}(_bg)?\.\w+$/;
const PAGE = new URL("./", location.href).href;

const keep = async () => {
  const cache = await caches.open(CACHE);
  const names = FILES.map((name) => (name === "index.html" ? PAGE : name));
  await cache.addAll(names.map((name) => new Request(name, { cache: "no-cache" })));
};

const takeOver = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("pushready-") && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
};

const kept = (request) => {
  const isPage = request.mode === "navigate" && !FILES.includes(request.url.slice(PAGE.length).split(/[?#]/)[0]);
  return caches.match(isPage ? PAGE : request, { cacheName: CACHE, ignoreSearch: true });
};

const fromNetwork = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const answer = await kept(request);
    if (answer) return answer;
    throw error;
  }
};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", ({ data, source }) => {
  if (data === "which-files") source.postMessage({ files: FILES });
  if (data === "take-over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(PAGE)) return;
  const answer = DIGEST.test(request.url) ? kept(request).then((found) => found ?? fetch(request)) : fromNetwork(request);
  event.respondWith(answer);
});
