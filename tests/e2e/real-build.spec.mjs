import { readFileSync } from "node:fs";
import { READY, expect, test } from "./fixtures.mjs";

const REPORT = readFileSync(new URL("data/build-report.json", import.meta.url), "utf8");

test("the command of the real build is copied", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.choose("platform", "kato");
  await app.show("Plan");
  await app.id("real-build").getByRole("button").click();
  await expect(app.live).toHaveText("Copied");
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe("pushready build --platform kato");
});

test("the report of a build stands beside the prediction", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.dropInPage({ "build-report.json": REPORT });
  const outcome = app.id("build-outcome");
  await expect(outcome).toContainText("The build for Rainbond V5 fails at “Install the dependencies” (no-matching-release)");
  await expect(outcome).toContainText("The check has not seen this coming.");
  await expect(outcome.getByRole("listitem")).toHaveText(["Install Python1.2 s", "Install the dependencies3.5 s"]);
  await outcome.getByTestId("build-rule").click();
  await expect(app.ruleDialog.getByRole("heading", { level: 2 })).toContainText("PSH510");
});

test("a report that cannot be shown says why", async ({ app, folder }) => {
  await app.dropInPage({ "build-report.json": REPORT });
  await expect(app.alert).toContainText("Open its project first");
  await app.open(READY, folder);
  await app.dropInPage({ "build-report.json": REPORT.replace('"schema": 1', '"schema": 7') });
  await expect(app.alert).toContainText("is of schema 7, and this page reads schema 1");
  await app.dropInPage({ "build-report.json": REPORT.replace('"ok": false,', "") });
  await expect(app.alert).toContainText("cannot be read: missing field ok");
});
