import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, BROKEN, expect, test } from "./fixtures.mjs";
import { built, serve } from "../../scripts/server.mjs";

test.use({ serviceWorkers: "allow", tolerated: { patterns: [/ERR_INTERNET_DISCONNECTED/] } });

const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

test("after the first visit everything works without a network", async ({ app, folder, page, context }) => {
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  const python = { ...BROKEN, Procfile: "web: python app.py\n", "app.py": "if (name := 1):\n    pass\n" };
  await app.open(python, folder);
  await expect(app.problem("PSH411")).toHaveCount(1);
  await app.problem("PSH411").getByTestId("problem-rule").click();
  await expect(app.ruleDialog.getByRole("heading", { level: 2 })).toContainText("PSH411");
});

// The width and height of a PNG.
const sizeOf = (bytes) => `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;

test("the page can be installed", async ({ app, page, request }) => {
  const manifest = await (await request.get(await page.locator("link[rel=manifest]").getAttribute("href"))).json();
  expect(manifest.display).toBe("standalone");
  const [{ src }, ...drawn] = manifest.icons;
  expect((await request.get(src)).ok()).toBe(true);
  for (const { src, sizes } of drawn) expect(sizeOf(await (await request.get(src)).body())).toBe(sizes);
  const apples = await page.locator("link[rel=apple-touch-icon]").getAttribute("href");
  expect(sizeOf(await (await request.get(apples)).body())).toBe("180x180");
  await expect(app.id("update")).toBeHidden();
});

test("the first load fetches no icon for phones", async ({ app, page }) => {
  const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(fetched.filter((name) => name.endsWith(".wasm"))).not.toEqual([]);
  expect(fetched.filter((name) => name.endsWith(".png"))).toEqual([]);
});

test("a name that is kept for years is the digest of its content", () => {
  const names = readdirSync(built).flatMap((name) => [...name.matchAll(/^(?:web|rest|theme)-(\w{16})(?:_bg)?\.\w+$/g)]);
  expect(names.length).toBe(4);
  for (const [name, digest] of names) expect(createHash("sha256").update(readFileSync(join(built, name))).digest("hex"), name).toContain(digest);
});

// The same page with another digest in the name of its program.
const release = (root) => {
  const [, digest] = readdirSync(root).join(" ").match(/web-([0-9a-f]+)\.js/);
  const other = [...digest].reverse().join("");
  for (const name of readdirSync(root).filter((name) => name.includes(digest))) renameSync(join(root, name), join(root, name.replace(digest, other)));
  for (const name of ["index.html", "service-worker.js"]) {
    const path = join(root, name);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(digest, other));
  }
};

test.describe("a new version", () => {
  let root;
  let server;
  test.use({
    baseURL: async ({}, use) => {
      root = mkdtempSync(join(tmpdir(), "pushready-"));
      cpSync(built, root, { recursive: true });
      server = serve(root, 0);
      await once(server, "listening");
      await use(`http://127.0.0.1:${server.address().port}/`);
      server.closeAllConnections();
      server.close();
      rmSync(root, { recursive: true });
    },
  });

  test("is offered, and a reload brings it with the text that was open", async ({ app, folder, page }) => {
    await kept(page);
    await app.open(BROKEN, folder);
    release(root);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await expect(app.id("update")).toContainText("A new version of this page is ready");
    await app.id("update-reload").click();
    await expect(app.id("update")).toBeHidden();
    await expect(app.problem("PSH203")).toHaveCount(1);
  });

  test("is there at once where the page is opened anew", async ({ app, page, isMobile }) => {
    await kept(page);
    release(root);
    await new App(page, isMobile).goto();
    await expect.poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting))).toBe(false);
    await expect(app.id("update")).toBeHidden();
  });
});
