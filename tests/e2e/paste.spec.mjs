import { BROKEN, expect, test } from "./fixtures.mjs";

const cases = [
  ["web:gunicorn app:app", "Procfile"],
  ["python-3.6.6", "runtime.txt"],
  ["Flask==2.0.3\ngunicorn", "requirements.txt"],
  ["STATIC_URL = '/static/'", "settings.py"],
];

for (const [text, name] of cases) {
  test(`a pasted ${name} is recognised by its content`, async ({ app }) => {
    await app.id("paste-text").fill(text);
    await expect(app.id("paste-name")).toHaveValue(name);
    await app.id("paste-check").click();
    await app.expectText(text);
  });
}

test("a pasted text can be called something else", async ({ app }) => {
  await app.id("paste-text").fill(BROKEN.Procfile);
  await app.id("paste-name").fill("procfile.txt");
  await app.id("paste-check").click();
  await app.show("Files");
  await expect(app.files.first()).toContainText("procfile.txt");
});

test("a file is added to the open project", async ({ app, folder }) => {
  await app.open({ Procfile: BROKEN.Procfile }, folder);
  await app.show("Files");
  await app.id("add-file").click();
  await app.page.getByRole("dialog").getByTestId("paste-text").fill("Flask==2.0.3\ngunicorn==20.1.0\n");
  await app.page.getByRole("dialog").getByTestId("paste-check").click();
  await expect(app.verdict).toContainText("Blocked");
});

test("a file that is missing is added with one press", async ({ app, folder }) => {
  await app.open({ Procfile: BROKEN.Procfile }, folder);
  await app.show("Files");
  await app.page.getByRole("button", { name: "Add requirements.txt" }).click();
  await expect(app.verdict).toContainText("Blocked");
  await app.expectText("");
});
