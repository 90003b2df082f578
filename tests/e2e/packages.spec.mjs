import AxeBuilder from "@axe-core/playwright";
import { READY, expect, test as base } from "./fixtures.mjs";
import { PackageIndex, application } from "./index-server.mjs";

const RECIPE = {
  shop: { "1.0": { requires: ["cart>=1", "old"] } },
  cart: { "1.0": {}, "1.10": {}, "1.9": {} },
  old: { "0.9": { yanked: "lost a file" } },
};

// A test starts the indexes that it needs, by recipe and fault.
const test = base.extend({
  index: async ({}, use) => {
    const started = [];
    await use(async (recipe = RECIPE, faults) => {
      started.push(await new PackageIndex(recipe, faults).start());
      return started.at(-1);
    });
    for (const index of started) index.stop();
  },
});

// The frame may call the indexes of the tests, and the browser tells of what they refuse.
test.use({ tolerated: { patterns: [/^request to http:\/\/127\.0\.0\.1:\d+\/(simple|files)\//, /Failed to load resource/, /CORS policy/] } });

const PYTHON = { ".python-version": "3.12\n", Procfile: READY.Procfile, "app.py": READY["app.py"] };
const requiring = (index, requirements) => ({ ...PYTHON, "requirements.txt": `--index-url ${index.url}\n${requirements}` });

const open = async (app, folder, index, requirements = "shop==1.0\nold==0.9\n") => {
  await app.choose("platform", "heroku");
  await app.open(requiring(index, requirements), folder);
  await app.show("Plan");
  await expect(app.id("ask-index")).toHaveText("Ask the package index");
};
const names = (app) => app.id("package").getByRole("rowheader").allTextContents();

test("the index is asked when the button is pressed, and hears names only", async ({ app, folder, index, page }) => {
  const asked = await index();
  await open(app, folder, asked);
  await expect(app.id("index-more")).toContainText(`${asked.host} will hear the names of the packages`);
  await expect(app.id("not-checked")).toContainText("Whether every requirement exists");
  await expect(app.id("packages")).toBeHidden();
  expect(asked.paths).toEqual([]);
  await app.id("ask-index").click();
  await expect(app.id("package")).toHaveCount(3);
  await expect(app.id("index-more")).toContainText(`Answered by ${asked.host}`);
  await expect(app.id("not-checked")).toHaveCount(0);
  await expect(app.problem("PSH528")).toHaveCount(1);
  expect(asked.paths.toSorted()).toEqual([
    "/files/cart-1.10-py3-none-any.whl.metadata",
    "/files/old-0.9-py3-none-any.whl.metadata",
    "/files/shop-1.0-py3-none-any.whl.metadata",
    "/simple/cart/",
    "/simple/old/",
    "/simple/shop/",
  ]);
  for (const { method, headers } of asked.asked) {
    expect([method, headers.origin, headers.referer, headers.cookie]).toEqual(["GET", "null", undefined, undefined]);
  }
  await expect(page.locator("iframe")).toHaveCount(0);
});

test.describe("the policy of the page", () => {
  test.use({ tolerated: { patterns: [/Content Security Policy/] } });

  test("it may call nobody itself", async ({ app, folder, index, page }) => {
    const asked = await index();
    await open(app, folder, asked);
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    expect(policy).toContain("connect-src 'self'; frame-src 'self';");
    const refused = page.waitForEvent("console", (message) => message.text().includes("Content Security Policy"));
    await page.evaluate((url) => fetch(url).catch(() => {}), `${asked.url}/shop/`).catch(() => {});
    await refused;
    expect(asked.paths).toEqual([]);
  });
});

test("what gets installed is a table, with what is wrong first @keyboard", async ({ app, folder, index, page }) => {
  await open(app, folder, await index());
  await app.id("ask-index").focus();
  await page.keyboard.press("Enter");
  await expect(app.id("package")).toHaveCount(3);
  await expect(page.getByRole("heading", { name: "Packages" })).toBeFocused();
  expect(await names(app)).toEqual(["old", "cart", "shop"]);
  await expect(app.id("package").first()).toContainText("withdrawn");
  await expect(app.id("package").nth(1)).toContainText("shop");
  await expect(app.id("packages").locator("caption")).toHaveText(/^3 packages, \d+ kB to download$/);
  const head = (name) => page.getByRole("columnheader", { name });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  expect(await names(app)).toEqual(["cart", "old", "shop"]);
  await expect(head("Package")).toHaveAttribute("aria-sort", "ascending");
  await page.keyboard.press("Space");
  expect(await names(app)).toEqual(["shop", "old", "cart"]);
  await expect(head("Package")).toHaveAttribute("aria-sort", "descending");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(head("Package")).not.toHaveAttribute("aria-sort");
  expect(await app.id("package").locator("td:nth-of-type(1)").allTextContents()).toEqual(["0.9", "1.0", "1.10"]);
  await page.keyboard.press("Space");
  await page.keyboard.press("Space");
  expect(await names(app)).toEqual(["old", "cart", "shop"]);
});

test("the table is readable in Chinese, and scrolls inside", async ({ app, folder, index, page }) => {
  await open(app, folder, await index());
  await app.choose("language", "zh");
  await expect(app.id("ask-index")).toHaveText("询问软件包索引");
  await app.id("ask-index").click();
  await expect(app.id("packages").locator("caption")).toContainText("3 个软件包");
  await expect(app.id("package").first()).toContainText("已撤回");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: "dark" });
  const { violations } = await new AxeBuilder({ page }).include("installed-packages").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
});

test("an index without JSON and metadata is asked for parts of its wheels", async ({ app, folder, index }) => {
  const asked = await index(RECIPE, { isHtml: true });
  await open(app, folder, asked);
  await app.id("ask-index").click();
  await expect(app.id("package")).toHaveCount(3);
  const ranges = asked.asked.filter(({ headers }) => headers.range);
  expect(ranges.length).toBeGreaterThan(0);
  expect(asked.asked.filter(({ method }) => method === "OPTIONS")).toEqual([]);
});

test("what does not exist is said, and a later change asks for what is new", async ({ app, folder, index }) => {
  const asked = await index();
  const write = async (requirements) => {
    await app.openFile("requirements.txt");
    await app.show("Text");
    await app.write(`--index-url ${asked.url}\n${requirements}`);
    await app.show("Plan");
  };
  await open(app, folder, asked, "shop==1.0\nold==0.9\nshopp\n");
  await app.id("ask-index").click();
  await expect(app.problem("PSH524")).toContainText("shopp");
  const first = asked.paths.length;
  await write("shop==1.0\nold==0.9\n");
  await expect(app.problem("PSH524")).toHaveCount(0);
  await expect(app.id("package")).toHaveCount(3);
  await write("shop==1.0\nold==0.9\ncart\n");
  await expect(app.id("package").filter({ hasText: "this project" })).toHaveCount(3);
  await expect(app.id("ask-index")).toBeHidden();
  expect(asked.paths.length).toBe(first);
  await write("shop==1.0\nold==0.9\ncartt\n");
  await expect(app.id("ask-index")).toHaveText("Ask the package index");
  expect(asked.paths.length).toBe(first);
  await app.id("ask-index").click();
  await expect(app.problem("PSH524")).toContainText("cartt");
  expect(asked.paths.slice(first)).not.toContain("/simple/shop/");
});

test("another platform takes the same answers", async ({ app, folder, index }) => {
  const asked = await index();
  await open(app, folder, asked);
  await expect(app.id("platform").locator(".segment").filter({ hasText: "DigitalOcean" }).locator(".dot svg")).toBeVisible();
  await app.id("ask-index").click();
  await expect(app.id("package")).toHaveCount(3);
  await app.choose("platform", "digitalocean");
  await expect(app.id("index-more")).toContainText("Answered by");
  await expect(app.id("package")).toHaveCount(3);
  expect(new Set(asked.paths).size).toBe(asked.paths.length);
});

test.describe("when something goes wrong", () => {
  const page500 = (url, response) => url.startsWith("/simple/cart/") && response.writeHead(500).end();
  const isMetadata = (url) => url.endsWith(".metadata");
  const big = (url, response) => isMetadata(url) && response.end("Metadata-Version: 2.1\n".padEnd(6 << 20));
  const cut = (url, response) => isMetadata(url) && response.writeHead(200, { "content-length": 100 }).write("Metadata-") && setTimeout(() => response.destroy(), 50);
  const people = (url, response) => url.startsWith("/simple/") && response.writeHead(200, { "content-type": "text/html" }).end("<p>Sign in</p>");
  for (const [what, faults, said] of [
    ["answers no other sites", { isClosed: true }, "does not answer other sites; pushready check --index asks it from a terminal."],
    ["cannot answer", { answer: page500 }, "cannot answer at the moment (status 500). The check goes on without what it says of cart."],
    ["answers with too much", { answer: big }, "answers with more than 5 MiB."],
    ["breaks off", { answer: cut }, "breaks its answer off in the middle."],
    ["is no index", { answer: people }, "answers with something that is no page of a package index."],
  ]) {
    test(`an index that ${what} is told as such`, async ({ app, folder, index }) => {
      const asked = await index(RECIPE, faults);
      await open(app, folder, asked);
      await app.id("ask-index").click();
      await expect(app.id("index-troubles")).toContainText(`${asked.host} ${said}`);
      await expect(app.id("ask-index")).toHaveText("Ask again");
      await expect(app.verdict).toBeVisible();
      await expect(app.id("packages")).toBeHidden();
    });
  }

  test("an index that nobody reaches is told as such", async ({ app, folder, index }) => {
    const asked = await index();
    await open(app, folder, asked);
    asked.stop();
    await app.id("ask-index").click();
    await expect(app.id("index-troubles")).toContainText(`${asked.host} cannot be reached from this browser`);
  });

  test("a frame that cannot be loaded is told as such", async ({ app, folder, index, page }) => {
    const asked = await index();
    await page.context().route(/\/asking\.html$/, (route) => route.abort());
    await open(app, folder, asked);
    await app.id("ask-index").click();
    await expect(app.id("index-troubles")).toContainText(`${asked.host} cannot be reached from this browser`);
    expect(asked.paths).toEqual([]);
  });

  test("an index that does not come to an end can be left alone", async ({ app, folder, index, page }) => {
    const asked = await index(RECIPE, { answer: () => true });
    await open(app, folder, asked);
    await app.id("ask-index").click();
    await expect(app.id("index-progress")).toContainText("0 of 2 answers");
    await app.id("ask-index").filter({ hasText: "Stop" }).click();
    await expect(app.id("ask-index")).toHaveText("Ask the package index");
    await expect(app.id("index-progress")).toBeHidden();
    await expect(page.locator("iframe")).toHaveCount(0);
    await expect(app.verdict).toBeVisible();
  });
});

test("forty requirements are asked for by no more than sixteen at once", async ({ app, folder, index }) => {
  const { recipe, requirements } = application();
  const asked = await index(recipe, { latency: 50 });
  await open(app, folder, asked, requirements);
  const start = Date.now();
  await app.id("ask-index").click();
  await expect(app.id("package")).toHaveCount(120, { timeout: 60_000 });
  console.log(`${asked.paths.length} answers with 50 ms of latency for 40 requirements and 120 packages took ${Date.now() - start} ms`);
  expect(asked.mostAtOnce).toBeLessThanOrEqual(16);
});
