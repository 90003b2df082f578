import { BROKEN, READY, expect, test } from "./fixtures.mjs";

const BUNDLE = /\/editor\/.*\.js$/;
const LONG = Array.from({ length: 400 }, (_, number) => `package-${number}==1.0.${number}\n`).join("");

test("the editor is fetched when a project is open, and not before", async ({ app, folder, page }) => {
  const fetched = [];
  page.on("request", (request) => BUNDLE.test(request.url()) && fetched.push(request.url()));
  // The last that the page fetches by itself.
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/updates.js")))).toBe(true);
  expect(fetched).toEqual([]);
  await app.open(READY, folder);
  await app.show("Text");
  await expect(app.editor).toBeVisible();
  expect(fetched.length).toBeGreaterThan(0);
});

test("it is there again for the next project", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.id("start-over").click();
  await app.open(BROKEN, folder);
  await app.show("Text");
  await expect(app.editor).toBeVisible();
  await app.expectText("web:gunicorn app:app --log-file -\n");
});

test("text, caret, scroll and focus stay when the editor takes over @keyboard", async ({ app, folder, page }) => {
  let arrive;
  const gate = new Promise((resolve) => (arrive = resolve));
  await page.route(BUNDLE, async (route) => {
    await gate;
    await route.continue();
  });
  await app.open({ ...READY, "requirements.txt": LONG }, folder);
  await app.openFile("requirements.txt");
  const field = app.id("plain-editor");
  await field.focus();
  await field.evaluate((field) => {
    field.setSelectionRange(9_000, 9_000);
    field.scrollTop = 9_000;
  });
  const scrolled = await field.evaluate((field) => field.scrollTop);
  await page.keyboard.type("before ");
  const typed = await app.text();
  const caret = await field.evaluate((field) => field.selectionStart);
  expect(typed.slice(caret - 7, caret)).toBe("before ");
  const before = await field.evaluate((field) => field.scrollTop);
  expect(Math.abs(before - scrolled)).toBeLessThan(2_000);
  arrive();
  await expect(app.editor).toBeFocused();
  await expect(field).toBeHidden();
  await app.expectText(typed);
  await expect.poll(async () => Math.abs((await page.locator(".cm-scroller").evaluate((scroller) => scroller.scrollTop)) - before)).toBeLessThan(40);
  await page.keyboard.type("after ");
  await app.expectText(`${typed.slice(0, caret)}after ${typed.slice(caret)}`);
});

test.describe("without the editor", () => {
  test.use({ tolerated: { patterns: [/Failed to load resource|ERR_FAILED/] } });

  test("the plain field stays, and everything works", async ({ app, folder, page, isMobile }) => {
    await page.route(BUNDLE, (route) => route.abort());
    await app.open({ ...BROKEN, "requirements.txt": "Flask==2.0.3\ngunicorn\n" }, folder);
    await app.show("Text");
    const field = app.id("plain-editor");
    await expect(field).toHaveValue("web:gunicorn app:app --log-file -\n");
    await expect(app.id("find")).toBeHidden();
    await app.show("Problems");
    await app.problem("PSH203").getByTestId("problem-place").click();
    await expect(field).toBeFocused();
    await expect.poll(() => field.evaluate((field) => field.selectionStart)).toBe(4);
    await page.keyboard.type(" ");
    await app.expectText("web: gunicorn app:app --log-file -\n");
    await expect(app.verdict).toContainText("Ready to push");
    await app.undo.click();
    await app.expectText("web:gunicorn app:app --log-file -\n");
    await expect(app.verdict).toContainText("Blocked");
    if (!isMobile) {
      await field.focus();
      await page.keyboard.press("Tab");
      await expect(field).not.toBeFocused();
    }
  });
});
