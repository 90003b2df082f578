// What is done when the page's files are there, by scripts/page.mjs or by Trunk: the service worker names every file, so that it is written last.
await import("./bundle.mjs");
await import("./rule-pages.mjs");
await import("./documents.mjs");
await import("./late-profiles.mjs");
await import("./functions.mjs");
await import("./minify.mjs");
await import("./digests.mjs");
await import("./service-worker.mjs");
