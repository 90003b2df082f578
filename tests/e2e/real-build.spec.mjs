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

test("what came of the start stands beneath the build", async ({ app, folder }) => {
  const failure = {
    step: "start",
    class: "start-missing-variable",
    subject: "API_KEY",
    message: "The variable `API_KEY` is not set, and the application does not start without it",
    advice: "Set it on the platform.",
    evidence: ["KeyError: 'API_KEY'"],
    codes: ["PSH607"],
  };
  const prediction = { expected: "started", actual: "failed", held: false };
  const started = { command: "gunicorn app:app", port: 5000, listening: null, request: null, seconds: 1.25, ok: false, failure, diagnostics: [], prediction };
  const report = { ...JSON.parse(REPORT), ok: true, failure: null, started };
  await app.open(READY, folder);
  await app.dropInPage({ "build-report.json": JSON.stringify(report) });
  const start = app.page.getByTestId("build-start");
  await expect(start).toContainText("The start fails after 1.3 s (start-missing-variable)");
  await expect(start).toContainText("gunicorn app:app Port 5000, nothing listens");
  await expect(start).toContainText("The check has not seen this coming.");
  await expect(start.locator("pre")).toHaveText("KeyError: 'API_KEY'");
  await expect(app.id("build-outcome")).toHaveClass(/blocked/);
  const well = { ...started, listening: "0.0.0.0:5000", request: { status: 200 }, ok: true, failure: null, prediction: { expected: "started", actual: "started", held: true } };
  await app.dropInPage({ "build-report.json": JSON.stringify({ ...report, started: well }) });
  await expect(start).toContainText("the first request is answered with 200");
  await expect(start).toContainText("listens on 0.0.0.0:5000");
  await expect(start.locator("pre")).toHaveCount(0);
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
