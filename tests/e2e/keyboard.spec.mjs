import { BROKEN, expect, test } from "./fixtures.mjs";

const FILES = { ...BROKEN, "runtime.txt": "3.6.6\n" };

test("from the example to the fixed text without a mouse", { tag: "@keyboard" }, async ({ app }) => {
  const { page } = app;
  await page.keyboard.press("Tab");
  await expect(page.getByText("Skip to the result")).toBeFocused();
  const example = page.locator("[data-example='missing-space']");
  for (let presses = 0; presses < 40 && !(await example.evaluate((element) => element === document.activeElement)); presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(app.verdict).toContainText("Blocked");
  await page.keyboard.press("F8");
  await expect(app.problems.first()).toBeFocused();
  const apply = app.problem("PSH203").getByTestId("apply");
  for (let presses = 0; presses < 12 && !(await apply.evaluate((element) => element === document.activeElement)); presses += 1) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(app.problem("PSH203")).toHaveCount(0);
  await expect(page.locator("#problems-heading")).toBeFocused();
});

test("Tab leaves the editor, and F8 in it goes to the next problem's place", { tag: "@keyboard" }, async ({ app, folder }) => {
  await app.open(FILES, folder);
  await app.editor.focus();
  await app.page.keyboard.press("Tab");
  await expect(app.editor).not.toBeFocused();
  await app.editor.focus();
  await app.page.keyboard.press("F8");
  await expect(app.editor).toBeFocused();
  await expect(app.page.locator(".explanation b")).toHaveText("PSH203");
  await app.page.keyboard.press("F8");
  await app.expectText("3.6.6\n");
  await app.page.keyboard.press("Shift+F8");
  await app.expectText(/^web:gunicorn/);
});

test("the place of a problem leads to the text, and the text to the problem", { tag: "@keyboard" }, async ({ app, folder }) => {
  await app.open(FILES, folder);
  await app.problem("PSH402").getByTestId("problem-place").click();
  await expect(app.editor).toBeFocused();
  await app.expectText("3.6.6\n");
  await app.files.filter({ hasText: "Procfile" }).click();
  await app.editor.click({ position: { x: 40, y: 20 } });
  await expect(app.problem("PSH203")).toHaveClass(/selected/);
});

test("the platform is chosen with arrow keys", { tag: "@keyboard" }, async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.page.locator("input[name='platform']:checked").focus();
  await app.page.keyboard.press("ArrowLeft");
  await expect(app.verdict).not.toContainText("Rainbond");
});
