// What every test of the page in Firefox starts from: a page that may neither call another host nor complain.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test as base } from "node:test";
import { built, serve } from "../../scripts/server.mjs";
import { DESKTOP, PHONE, visit } from "./app.mjs";
import { launch } from "./browser.mjs";

export { BROKEN, READY } from "../e2e/projects.mjs";
export { eventually, id, problem } from "./app.mjs";
export { assert };

// At which widths a test is run.
export const WIDE = [DESKTOP];
export const BOTH = [DESKTOP, PHONE];

// A test that takes as long has come to a stand.
const LIMITS = { timeout: 60_000 };

// The built page on an address of its own, for as long as it is wanted.
export const listening = async () => {
  const server = serve(built, 0);
  await once(server, "listening");
  server.unref();
  const stop = () => {
    server.closeAllConnections();
    return new Promise((stopped) => server.close(stopped));
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, stop };
};

let shared;
let site;
before(async () => {
  site = await listening();
  shared = await launch();
});
after(async () => {
  await shared.close();
  await site.stop();
});

const each = (name, viewports, run) => {
  for (const viewport of viewports) base(`${name}, at ${viewport.width}`, LIMITS, () => run(viewport));
};

const inFirefox = async (firefox, viewport, body, tolerated = /^$/) => {
  const complaints = [];
  await visit(firefox, viewport, site.address, complaints, body);
  assert.deepEqual(complaints.filter((complaint) => !tolerated.test(complaint)), []);
};

// A test at each of these widths.
export const test = (name, viewports, body) => each(name, viewports, (viewport) => inFirefox(shared, viewport, body));

// A test in a Firefox of its own, which has these preferences and itself complains of this.
export const testWith = (preferences, tolerated) => (name, viewports, body) =>
  each(name, viewports, async (viewport) => {
    const firefox = await launch(preferences);
    try {
      await inFirefox(firefox, viewport, body, tolerated);
    } finally {
      await firefox.close();
    }
  });
