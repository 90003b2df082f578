// What Trunk runs when the page is built: the service worker names every file, so that it is written last.
await import("./bundle.mjs");
await import("./rule-pages.mjs");
await import("./service-worker.mjs");
