import { BROKEN, READY, expect, test } from "./fixtures.mjs";

// A page that is too wide makes a phone's window wider, so that only the screen itself can be compared with. What grows
// into the margin beside it is too wide as well.
const overflow = async (page) => {
  const [width, ...grown] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    ...[...document.querySelectorAll("main > *")].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ]);
  return Math.max(width - page.viewportSize().width, ...grown);
};

test("nothing is wider than the screen", async ({ app, folder, page }) => {
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const long = `web: gunicorn ${"--a-long-option=value ".repeat(12)}app:app\n`;
  const files = { ...READY, Procfile: long, "a/very/long/path/that/goes/on/and/on/requirements-of-the-whole-company.txt": "Flask\n" };
  await app.open(files, folder);
  for (const part of ["Files", "Text", "Problems", "Plan"]) {
    await app.show(part);
    expect(await overflow(page), part).toBeLessThanOrEqual(0);
  }
});

for (const language of ["en", "zh"]) {
  test(`no example is wider than the screen in ${language}`, async ({ app, page }) => {
    await app.choose("language", language);
    const ids = await app.id("example").evaluateAll((cards) => cards.map((card) => card.dataset.example));
    for (const id of ids) {
      await page.locator(`[data-example="${id}"]`).click();
      await expect(app.verdict).toBeVisible();
      expect(await overflow(page), id).toBeLessThanOrEqual(0);
      await app.id("start-over").click();
    }
  });
}

test("targets are large enough for a finger", { tag: "@finger" }, async ({ app, folder, page }) => {
  const small = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("button, summary, label.segment, input:not([type=radio]):not([type=file])")]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
        .map((element) => ({ name: element.textContent.trim().slice(0, 30), height: element.getBoundingClientRect().height }))
        .filter(({ height }) => height < 43.5),
    );
  expect(await small()).toEqual([]);
  await app.open(BROKEN, folder);
  for (const part of ["Files", "Text", "Problems", "Plan"]) {
    await app.show(part);
    expect(await small(), part).toEqual([]);
  }
});

test("fields are written in a size that phones do not zoom into", { tag: "@finger" }, async ({ app, folder, page }) => {
  const sizes = () => page.evaluate(() => [...document.querySelectorAll("textarea, input[type=text], .cm-content")].map((field) => parseFloat(getComputedStyle(field).fontSize)));
  for (const size of await sizes()) expect(size).toBeGreaterThanOrEqual(16);
  await app.open(READY, folder);
  await app.show("Text");
  for (const size of await sizes()) expect(size).toBeGreaterThanOrEqual(16);
});
