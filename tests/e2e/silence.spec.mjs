import { BROKEN, expect, test } from "./fixtures.mjs";

test("one place is ignored by a comment, counted, and taken back", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await (await app.unfold("PSH203")).getByTestId("ignore-here").click();
  await expect(app.problem("PSH203")).toHaveCount(0);
  await expect(app.id("hidden")).toHaveText("1 ignored as the project asks");
  await app.undo.click();
  await expect(app.problem("PSH203")).toHaveCount(1);
});

test("a rule is ignored in the project's configuration", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await (await app.unfold("PSH203")).getByTestId("ignore-all").click();
  await expect(app.problem("PSH203")).toHaveCount(0);
  await app.show("Files");
  await expect(app.files.filter({ hasText: "pushready.toml" })).toHaveCount(1);
  await app.undo.click();
  await expect(app.files.filter({ hasText: "pushready.toml" })).toHaveCount(0);
});

test("severities are hidden and counted", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.show("Problems");
  const count = await app.problems.count();
  await app.page.locator("[data-testid='filter'][data-severity='error']").click();
  await expect(app.problems).toHaveCount(count - 1);
  await expect(app.id("hidden")).toHaveText("1 not shown");
  await app.page.locator("[data-testid='filter'][data-severity='error']").click();
  await expect(app.problems).toHaveCount(count);
  await expect(app.id("hidden")).toHaveCount(0);
});

test("a result that is wrong becomes a text to copy, without secrets", async ({ app, folder }) => {
  await app.open({ ...BROKEN, Procfile: "web:gunicorn app:app --env API_TOKEN=abc123\n" }, folder);
  await (await app.unfold("PSH203")).getByTestId("bug-report-open").click();
  const text = app.id("bug-report-text");
  await expect(text).toHaveValue(/This result is wrong: PSH203 [^]*platform: `rainbond`[^]*web:gunicorn app:app --env API_TOKEN=\*{4}\n/);
  await app.id("bug-report-copy").click();
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(await text.inputValue());
});
