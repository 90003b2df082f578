import { PROJECT } from "../../scripts/first-verdict.mjs";
import { BROKEN, expect, test } from "./fixtures.mjs";

const REST = /\/rest-\w+\.wasm$/;
const keep = (page, files) => page.addInitScript((kept) => sessionStorage.setItem("pushready.project", kept), JSON.stringify({ schema: 1, files }));

// What loads the rest ahead of its use never answers; only who cannot go on without it is given it.
const hold = async (page) => {
  const asked = [];
  await page.route(REST, (route) => {
    const kind = route.request().resourceType();
    asked.push(kind);
    return kind === "xhr" ? route.continue() : undefined;
  });
  return asked;
};

test("the first verdict is there without the rest of the program", async ({ page, app }) => {
  const asked = await hold(page);
  await keep(page, PROJECT);
  await app.goto();
  await expect(app.verdict).toBeVisible();
  await expect.poll(() => asked).toEqual(["fetch"]);
});

test("what the browser drops before the rest of the program is there waits for it", async ({ page, app }) => {
  const asked = await hold(page);
  await keep(page, PROJECT);
  await app.goto();
  await expect(app.verdict).toBeVisible();
  const devtools = await page.context().newCDPSession(page);
  for (let count = 0; count < 3; count++) await devtools.send("HeapProfiler.collectGarbage");
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(asked).toEqual(["fetch"]);
});

test("a mistake that needs the rest of the program before it is there is told all the same", async ({ page, app }) => {
  const asked = await hold(page);
  await keep(page, BROKEN);
  await app.goto();
  await expect(app.problem("PSH203")).toHaveCount(1);
  expect(asked).toContain("xhr");
});

test.describe("where the rest of the program cannot be loaded", () => {
  test.use({ tolerated: { patterns: [/Failed to load resource/, /A part of the program could not be loaded/] } });

  test("the page says so once it is needed, and comes back with the text", async ({ page, app }) => {
    await page.route(REST, (route) => route.abort());
    await keep(page, BROKEN);
    await page.goto("");
    await expect(page.locator("#crash-message")).toContainText("A part of the program could not be loaded");
    await page.unroute(REST);
    await app.id("crash-restart").click();
    await expect(app.problem("PSH203")).toHaveCount(1);
  });

  test("a crash is one crash, though the way back from it needs the rest as well", async ({ page, app }) => {
    await page.route(REST, (route) => route.abort());
    await keep(page, PROJECT);
    await app.goto();
    await expect(app.verdict).toBeVisible();
    await page.evaluate(() => dispatchEvent(new Event("pushready-panic")));
    await expect(page.locator("#crash")).toBeVisible();
    expect(await page.evaluate(() => sessionStorage.getItem("pushready.crashes"))).toBe("1");
  });
});
