import { BROKEN, READY, expect, test } from "./fixtures.mjs";

const explanation = (app) => app.page.locator(".explanation:visible");
const POINT = ".cm-lintPoint-error";

test("a marked place says what is wrong, what the platform prints, and how to mend it @keyboard", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  const { x, y } = await page.locator(POINT).evaluate((point) => point.getBoundingClientRect().toJSON());
  await page.mouse.move(x + 2, y + 5);
  await expect(explanation(app).locator(".explanation-message")).toHaveText("PSH203 web: has no space before its command");
  await expect(explanation(app).locator(".explanation-says")).toContainText("undefined method `keys' for \"web:gunicorn");
  await explanation(app).getByRole("button", { name: "Apply" }).click();
  await app.expectText("web: gunicorn app:app --log-file -\n");
  await expect(app.verdict).toContainText("Ready to push");
  await expect(app.editor).toBeFocused();
  await expect(explanation(app)).toHaveCount(0);
});

test("a finger on the mark beside a line says the same @finger", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await app.show("Text");
  await page.locator(".cm-lint-marker-error").tap();
  await expect(explanation(app)).toHaveCount(1);
  const button = explanation(app).getByRole("button", { name: "Apply" });
  expect((await button.boundingBox()).height).toBeGreaterThanOrEqual(44);
  await button.tap();
  await app.expectText("web: gunicorn app:app --log-file -\n");
});

test("what is wrong with a whole file is said beside its first line", async ({ app, folder, page, isMobile }) => {
  await app.open({ ...READY, Procfile: Buffer.from("\ufeff# The shop\nweb: gunicorn app:app\n", "utf16le") }, folder);
  await app.openFile("Procfile");
  const marker = page.locator(".cm-lint-marker-error");
  await expect(marker).toHaveCount(1);
  const line = await page.locator(".cm-line").first().boundingBox();
  expect(Math.abs((await marker.boundingBox()).y - line.y)).toBeLessThan(line.height);
  await (isMobile ? marker.tap() : marker.hover());
  await expect(explanation(app).locator(".explanation-message")).toHaveText("PSH209 The Procfile is written in UTF-16 LE, not in UTF-8");
});

test("a press beside it takes it away @finger", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await app.show("Text");
  await page.locator(".cm-lint-marker-error").tap();
  await expect(explanation(app)).toHaveCount(1);
  await page.locator("#editor-hint").tap();
  await expect(explanation(app)).toHaveCount(0);
});

test("a finger on a marked place says the same @finger", async ({ app, folder, page }) => {
  await app.open({ ...BROKEN, Procfile: "web: gunicorn app:app\n", "runtime.txt": "3.6.6\n" }, folder);
  await app.openFile("runtime.txt");
  await page.locator(".cm-lintRange-error").first().tap();
  await expect(explanation(app).first()).toContainText("PSH402");
});

test("the keyboard opens it, goes through its buttons, and comes back @keyboard", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await app.editor.focus();
  await page.keyboard.press("F8");
  await expect(explanation(app)).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(explanation(app)).toHaveCount(0);
  await expect(app.editor).toBeFocused();
  await page.keyboard.press("Control+.");
  await expect(explanation(app).getByRole("button", { name: "Apply" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(app.editor).toBeFocused();
  await page.keyboard.press("Control+.");
  await page.keyboard.press("Enter");
  await app.expectText("web: gunicorn app:app --log-file -\n");
  await expect(app.editor).toBeFocused();
});

test("all of a kind are mended from one place @keyboard", async ({ app, folder, page }) => {
  await app.open({ ...BROKEN, Procfile: "web:gunicorn app:app\nworker:python app.py\n" }, folder);
  await app.editor.focus();
  await page.keyboard.press("F8");
  await explanation(app).first().getByRole("button", { name: "Apply all 2 of PSH203" }).click();
  await app.expectText("web: gunicorn app:app\nworker: python app.py\n");
});

test("marks move along while the user types, and come back with what was taken away @keyboard", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  const left = () => page.locator(POINT).evaluate((point) => point.getBoundingClientRect().x);
  const before = await left();
  await app.editor.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("a-");
  expect(await left()).toBeGreaterThan(before + 10);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(app.problem("PSH203")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(app.problem("PSH203")).toHaveCount(1);
  await expect.poll(left).toBeGreaterThan(before + 10);
});

test("who goes to a marked place sees its problem in the list @keyboard", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await app.editor.focus();
  await page.keyboard.press("Control+Home");
  await expect(app.problem("PSH203")).not.toHaveClass(/selected/);
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("ArrowRight");
  await expect(app.problem("PSH203")).toHaveClass(/selected/);
});

test("places are right behind a byte order mark, Chinese and emoji", async ({ app, folder, page }) => {
  await app.open({ ...BROKEN, Procfile: "\ufeff# 注释 🚀\r\nrelease: echo 🚀\r\nweb:gunicorn app:app\r\n" }, folder);
  await app.show("Problems");
  const problem = app.problem("PSH203").first();
  await problem.getByTestId("problem-place").click();
  await expect(app.editor).toBeFocused();
  await page.keyboard.insertText("|");
  await app.expectText("\ufeff# 注释 🚀\nrelease: echo 🚀\nweb:|gunicorn app:app\n");
});
