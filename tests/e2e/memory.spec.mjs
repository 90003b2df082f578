import { BROKEN, READY, expect, test } from "./fixtures.mjs";

test("what was open is offered on another day", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.applySafe.click();
  await expect(app.verdict).toContainText("Ready to push");
  await app.comeAnotherDay();
  await expect(app.id("draft")).toContainText("shop is as you left it");
  await app.id("draft-open").click();
  await expect(app.verdict).toContainText("Ready to push");
  await app.id("start-over").click();
  await app.comeAnotherDay();
  await expect(app.id("draft")).toHaveCount(0);
});

test("everything is forgotten, and brought back", async ({ app, folder, page }) => {
  await app.choose("platform", "kato");
  await app.open(BROKEN, folder);
  const kept = () => page.evaluate(() => [localStorage.getItem("pushready.platform"), JSON.parse(localStorage.getItem("pushready.draft"))?.bundle]);
  await expect.poll(kept).toEqual(["kato", expect.anything()]);
  const before = await kept();
  await app.id("forget-everything").click();
  await expect(app.id("forgotten")).toContainText("Forgotten");
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  await app.id("forgotten-undo").click();
  await expect(app.problem("PSH203")).toHaveCount(1);
  await expect.poll(kept).toEqual(before);
});

test("a full storage keeps no draft, and no older one", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  await page.evaluate(() => {
    const name = "other.site.data";
    for (let length = 8_000_000; length > 10; length = Math.floor(length / 2)) {
      try {
        localStorage.setItem(name, (localStorage.getItem(name) ?? "") + "x".repeat(length));
      } catch {
        // As much as goes in.
      }
    }
  });
  await app.dropInPage({ "added.py": "x = 1\n".repeat(2000), Procfile: BROKEN.Procfile });
  await expect(app.verdict).toContainText("Blocked");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("pushready.draft"))).toBe(null);
  await app.comeAnotherDay();
  await expect(app.id("drop-zone")).toBeVisible();
});

test("a project over the limit is not kept", async ({ app, folder, page }) => {
  await app.open({ ...READY, "requirements.txt": `${READY["requirements.txt"]}# ${"x".repeat(600_000)}\n` }, folder);
  expect(await page.evaluate(() => localStorage.getItem("pushready.draft"))).toBe(null);
});
