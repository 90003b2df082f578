import { READY, expect, test } from "./fixtures.mjs";

test("typing into ten thousand lines leaves the page alive", async ({ app, folder, page }) => {
  const long = Array.from({ length: 10_000 }, (_, number) => `package-${number}==1.0.${number}`).join("\n");
  await app.open({ ...READY, "requirements.txt": long }, folder);
  await app.show("Files");
  await app.files.filter({ hasText: "requirements.txt" }).click();
  await expect(app.editor).toHaveValue(long);
  await page.evaluate(() => {
    window.handling = [];
    const observe = (list) => window.handling.push(...list.getEntries().filter(({ name }) => name === "input").map((entry) => entry.processingEnd - entry.processingStart));
    new PerformanceObserver(observe).observe({ type: "event", durationThreshold: 16 });
  });
  await app.editor.focus();
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press("x");
    await page.waitForTimeout(60);
  }
  await expect(app.id("undo")).toBeVisible();
  // The page's own share of a key press; the machine that the tests run on may be busy, so that only the best counts.
  const handling = await page.evaluate(() => window.handling);
  expect(Math.min(...handling)).toBeLessThan(50);
});
