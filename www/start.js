// Loads the page's program, and says so where it cannot be loaded or has stopped.
const { module, wasm, rest } = document.querySelector("script[data-module]").dataset;

const forget = (key) => {
  try {
    sessionStorage.removeItem(key);
    localStorage.removeItem(key);
  } catch {
    // Nothing is kept where storage is refused.
  }
};

// A panic is counted by the program itself.
const count = () => {
  try {
    sessionStorage.setItem("pushready.crashes", String(Number(sessionStorage.getItem("pushready.crashes")) + 1));
  } catch {
    // Nothing is kept, so nothing is restored either.
  }
};

const fail = (reason) => {
  const place = document.getElementById("failed");
  if (!place) return;
  document.getElementById("loading").hidden = true;
  place.textContent =
    "The page's program could not be started. It needs a browser of the last years with WebAssembly switched on. " +
    `Reload the page, or run "pushready check" on the command line. (${reason})`;
  place.hidden = false;
};

// A trap that is no panic, such as a stack that is used up, shows the same way back.
const stopped = (event) => {
  const reason = event.error ?? event.reason;
  if (typeof WebAssembly !== "object" || !(reason instanceof WebAssembly.RuntimeError)) return;
  const message = document.getElementById("crash-message");
  if (!message.textContent) {
    message.textContent = String(reason.message);
    count();
  }
  document.getElementById("crash").hidden = false;
  document.getElementById("crash-restart").focus();
};
addEventListener("error", stopped);
addEventListener("unhandledrejection", stopped);

document.getElementById("crash-restart").addEventListener("click", () => location.reload());
document.getElementById("crash-empty").addEventListener("click", () => {
  // The last moment of the page, since an answer that was under way when the program stopped may still keep the text.
  addEventListener("pagehide", () => {
    for (const key of ["pushready.project", "pushready.name", "pushready.crashes", "pushready.draft"]) forget(key);
  });
  location.reload();
});

// What the first verdict does without is a module of its own, where the build has made one. It puts its functions into the table of
// the first, whose functions it finds there as well.
let isWhole = !rest;
// The program looks for it before it does what can wait.
const sayWhole = () => document.documentElement.setAttribute("data-whole", "");
if (isWhole) sayWhole();
let sayLinked;
const linked = new Promise((resolve) => (sayLinked = resolve));
const link = (first, part) => {
  if (isWhole) return;
  const functions = new Proxy({}, { get: (_, place) => first.table0.get(Number(place)) });
  new WebAssembly.Instance(part, { first, functions });
  isWhole = true;
  sayWhole();
  sayLinked();
};

// What the browser has collected may be the rest's to drop. That is in no hurry, and nothing waits for the network because of it.
if (rest && globalThis.FinalizationRegistry) {
  globalThis.FinalizationRegistry = class extends FinalizationRegistry {
    constructor(drop) {
      super(async (held) => {
        await linked;
        drop(held);
      });
    }
  };
}

// A function was called that is not there yet. Nothing can go on without it, and a call cannot wait for a promise.
globalThis.loadRest = (first) => {
  try {
    const request = new XMLHttpRequest();
    request.open("GET", rest, false);
    // A byte becomes a sign with this code; only text can be had at once.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    link(first, new WebAssembly.Module(Uint8Array.from(request.responseText, (sign) => sign.charCodeAt(0))));
  } catch {
    throw new WebAssembly.RuntimeError("A part of the program could not be loaded");
  }
};

const loadRestSoon = async (first) => {
  try {
    link(first, await WebAssembly.compileStreaming(fetch(rest)));
  } catch {
    // It is asked for again when it is called.
    sayWhole();
  }
};

try {
  const program = await import(new URL(module, document.baseURI));
  const first = await program.default({ module_or_path: new URL(wasm, document.baseURI) });
  if (rest) loadRestSoon(first);
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError) stopped({ error });
  else fail(error.message);
}

// The first visit fetches what comes after the verdict only when the page is there. One that is left before does without.
import(new URL("updates.js", document.baseURI)).catch(() => {});
