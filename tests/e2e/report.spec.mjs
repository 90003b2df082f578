import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.mjs";
import { printed, project } from "./session.mjs";

const FILES = project("missing-space", ["Procfile", "app.py", "requirements.txt", "runtime.txt"]);

const open = async (app) => {
  await app.dropInPage(FILES);
  await expect(app.problem("PSH203").first()).toBeVisible();
  await app.id("share").click();
};

const copied = async (app, id) => {
  await app.id(id).click();
  await expect(app.id(id)).toHaveText("Copied");
  return app.page.evaluate(() => navigator.clipboard.readText());
};

const downloaded = async (app, id) => {
  const started = app.page.waitForEvent("download");
  await app.id(id).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
};

test("the report is copied in the very words of the program", async ({ app }) => {
  await open(app);
  expect(await copied(app, "report-markdown")).toBe(printed("formats", "pushready check missing-space --format markdown"));
  expect(await copied(app, "report-text")).toBe(printed("check", "pushready check missing-space --format concise"));
});

test("the report is downloaded as the program writes it", async ({ app }) => {
  await open(app);
  expect(await downloaded(app, "report-json")).toEqual({ name: "pushready.json", text: printed("json", "pushready check missing-space --format json") });
  expect(await downloaded(app, "report-junit")).toEqual({ name: "pushready.xml", text: printed("formats", "pushready check missing-space --format junit") });
  expect(await downloaded(app, "report-sarif")).toEqual({ name: "pushready.sarif", text: printed("formats", "pushready check missing-space --format sarif") });
});

test("every form says what it is", async ({ app }) => {
  await open(app);
  const buttons = app.id("share-dialog").getByRole("region", { name: "Report on" }).getByRole("button");
  await expect(buttons).toHaveText(["Copy as Markdown", "Copy as text", "Download JSON", "Download SARIF", "Download JUnit"]);
});

test("where nothing is wrong there is no text to copy", async ({ app }) => {
  await app.dropInPage({ ...project("ready", ["Procfile", "app.py", "requirements.txt", "runtime.txt"]), "pushready.toml": 'ignore = ["PSH404"]\n' });
  await app.id("share").click();
  await expect(app.id("report-markdown")).toBeVisible();
  await expect(app.id("report-text")).toHaveCount(0);
});

test("the report follows the language", async ({ app }) => {
  await app.choose("language", "zh");
  await app.dropInPage(project("ready", ["Procfile", "app.py", "requirements.txt", "runtime.txt"]));
  await app.id("share").click();
  await app.id("report-markdown").click();
  await expect(app.id("report-markdown")).toHaveText("已复制");
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(printed("formats", "pushready check ready --format markdown --lang zh"));
  expect((await downloaded(app, "report-junit")).text).toBe(printed("formats", "pushready check ready --format junit --lang zh"));
});
