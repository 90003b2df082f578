import { READY, expect, test } from "./fixtures.mjs";

test("what is set on the platform counts, and is remembered", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.show("Files");
  await app.id("platform-settings-open").click();
  await app.id("settings-env").fill("BUILD_PIP_INDEX_ULR=https://example.org/simple\n");
  await app.id("settings-procfile").fill("web:gunicorn app:app");
  await app.id("settings-apply").click();
  await expect(app.id("platform-settings")).toBeHidden();
  await app.show("Problems");
  await expect(app.problem("PSH701")).toBeVisible();
  await expect(app.problem("PSH203")).toBeVisible();
  await app.page.reload();
  await app.show("Problems");
  await expect(app.problem("PSH701")).toBeVisible();
});

test("a line that is no variable is named, and nothing is lost", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.show("Files");
  await app.id("platform-settings-open").click();
  await app.id("settings-env").fill("nonsense\n");
  await app.id("settings-apply").click();
  await expect(app.id("settings-problem")).toContainText("line 1");
  await expect(app.id("settings-env")).toHaveValue("nonsense\n");
});

test("the table shows every platform, and its rows choose one", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.show("Plan");
  const kato = app.id("platform-row").filter({ hasText: "Kato" });
  await expect(kato).toContainText("Ready to push");
  await expect(kato).toContainText("3.6.6");
  await kato.getByRole("button", { name: "Kato" }).click();
  await expect(app.verdict).toContainText("on Kato");
});

test("a configuration that is not understood is told with its place", async ({ app, folder }) => {
  await app.open({ ...READY, "pushready.toml": "ignroe = []\n" }, folder);
  await expect(app.id("alert")).toContainText("pushready.toml:1:1: there is no key `ignroe`".replaceAll("`", ""));
  await expect(app.verdict).toContainText("Ready to push");
});
