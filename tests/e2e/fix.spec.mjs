import { BROKEN, READY, expect, test } from "./fixtures.mjs";

const TWO = { ...BROKEN, "runtime.txt": "3.6.6\n" };

test("a fix shows what it changes, is applied, and is taken back", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  const problem = await app.unfold("PSH203");
  await expect(problem.getByTestId("preview").locator("del")).toContainText("− web:gunicorn app:app --log-file -");
  await expect(problem.getByTestId("preview").locator("ins b")).toHaveText(" ");
  await problem.getByTestId("apply").click();
  await expect(app.verdict).toContainText("Ready to push");
  await app.show("Text");
  await app.expectText("web: gunicorn app:app --log-file -\n");
  await app.undo.click();
  await expect(app.verdict).toContainText("Blocked");
  await app.expectText("web:gunicorn app:app --log-file -\n");
  await expect(app.undo).toHaveCount(0);
});

test("all safe fixes are applied in one step", async ({ app, folder }) => {
  await app.open(TWO, folder);
  await expect(app.verdict).toContainText("2 problems stop the build");
  await app.applySafe.click();
  await expect(app.verdict).toContainText("Ready to push");
  await app.undo.click();
  await expect(app.verdict).toContainText("2 problems stop the build");
});

test("the focus is not lost when a fix is applied", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  const problem = await app.unfold("PSH203");
  await problem.getByTestId("apply").click();
  await expect(app.page.locator("#problems-heading")).toBeFocused();
});

test("what the platform prints is quoted", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  const problem = await app.unfold("PSH203");
  await expect(problem.getByTestId("says")).toContainText("undefined method `keys' for \"web:gunicorn");
});

test("typing is checked after a pause and can be taken back", async ({ app, folder }) => {
  await app.open(READY, folder);
  await expect(app.verdict).toContainText("Ready to push");
  await app.show("Text");
  await app.expectText(READY.Procfile);
  await app.write("web:gunicorn app:app\n");
  await expect(app.verdict).toContainText("Blocked");
  await expect(app.page.locator(".cm-lintPoint-error")).toHaveCount(1);
  await app.undo.click();
  await expect(app.verdict).toContainText("Ready to push");
});

test("what the user does next is kept when the page is loaded again", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.applySafe.click();
  await app.page.reload();
  await expect(app.verdict).toContainText("Ready to push");
  await app.id("start-over").click();
  await app.page.reload();
  await expect(app.id("drop-zone")).toBeVisible();
});
