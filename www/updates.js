// Keeps the page for use without a network, and offers a newer one when it is there.
const workers = navigator.serviceWorker;
const module = document.querySelector("script[data-module]").dataset.module.split("/").pop();

const offer = (worker) => {
  document.getElementById("update-reload").addEventListener("click", () => {
    workers.addEventListener("controllerchange", () => location.reload());
    worker.postMessage("take-over");
  });
  document.getElementById("update").hidden = false;
};

// A worker that waits says what it keeps. One that keeps this very page, whose program has a digest in its name, takes
// over without a word; any other keeps a newer page.
const ask = (worker) => {
  if (worker?.state === "installed" && workers.controller) worker.postMessage("which-files");
};

const start = async () => {
  workers.addEventListener("message", ({ data, source }) => {
    if (data.files.includes(module)) source.postMessage("take-over");
    else offer(source);
  });
  const registration = await workers.register(new URL("service-worker.js", document.baseURI), { updateViaCache: "none" });
  const watch = (worker) => worker?.addEventListener("statechange", () => ask(worker));
  ask(registration.waiting);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
};

// Where it cannot be had, the page works all the same while there is a network.
if (workers) start().catch(() => {});
