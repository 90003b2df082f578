import { BROKEN, WIDE, assert, id, testWith } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

const storage = () => {
  try {
    return String(localStorage);
  } catch (error) {
    return error.name;
  }
};

// Firefox tells of this even though the page expects it.
const NO_WORKER = /^exception: Failed to register\/update a ServiceWorker for scope .* Storage access is restricted/;

for (const [what, preferences, found] of [
  ["has no storage", { "dom.storage.enabled": false }, "null"],
  ["refuses cookies, and storage with them", { "network.cookie.cookieBehavior": 2, "dom.serviceWorkers.enabled": true }, "SecurityError"],
]) {
  testWith(preferences, NO_WORKER)(`a browser that ${what} gets a page that works`, WIDE, async (app) => {
    assert.equal(await app.page.evaluate(storage), found);
    await app.choose("theme", "dark");
    await app.open(BROKEN);
    await app.judged(judgements.BLOCKED);
    await app.click(id("apply-safe"));
    await app.judged(judgements.READY);
    await app.choose("language", "zh");
    await app.judged(judgements.READY_IN_CHINESE);
    await app.reload();
    await app.sees("h1", "Will your Python project build?");
  });
}
