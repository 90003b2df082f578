import { READY, expect, test } from "./fixtures.mjs";

const row = (app) => app.id("platform").locator("input").evaluateAll((inputs) => inputs.map((input) => input.value));
const open = (app) => app.id("all-platforms").click();
const entry = (app, id) => app.id("platform-chooser").locator(`[data-platform="${id}"]`);

test("the row begins with a few platforms, and all of them are a click away", async ({ app }) => {
  expect(await row(app)).toEqual(["digitalocean", "heroku", "kato", "rainbond"]);
  await open(app);
  await expect(app.id("platform-find")).toBeFocused();
  const all = Number(await app.id("all-platforms").locator(".count").textContent());
  await expect(app.id("platform-chooser").locator("[data-platform]")).toHaveCount(all);
  await expect(app.id("platform-chooser").getByRole("heading", { level: 3 }).first()).toHaveText("Rainbond, and what comes of it");
  await app.page.keyboard.press("Escape");
  await expect(app.id("platform-chooser")).not.toBeVisible();
});

test("a platform is found by typing and chosen with Enter, and each says what becomes of the project there", async ({ app, folder }) => {
  await app.open(READY, folder);
  await open(app);
  await expect(entry(app, "digitalocean").locator(".verdict-chip")).toHaveText("Blocked");
  await expect(entry(app, "kato").locator(".verdict-chip")).toHaveText("Ready to push");
  await app.id("platform-find").fill("heroku cnb");
  await expect(app.id("platform-chooser").locator("[data-platform]")).toHaveCount(1);
  await app.page.keyboard.press("Enter");
  await expect(app.verdict).toContainText("on Heroku CNB");
  expect(await row(app)).toEqual(["digitalocean", "heroku", "heroku-cnb", "kato", "rainbond"]);
  await app.page.reload();
  await expect(app.verdict).toContainText("on Heroku CNB");
});

test("arrow keys walk through the platforms", { tag: "@keyboard" }, async ({ app }) => {
  await open(app);
  await expect(entry(app, "kato")).toBeVisible();
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("ArrowUp");
  await expect(app.id("platform-chooser").locator("[data-platform] button").first()).toBeFocused();
  await app.page.keyboard.press("ArrowUp");
  await expect(app.id("platform-find")).toBeFocused();
});

test("what is ticked stays in the row, also on another day", async ({ app }) => {
  await open(app);
  await entry(app, "rainbond-cnb").getByRole("checkbox").check();
  await entry(app, "kato").getByRole("checkbox").uncheck();
  await expect(entry(app, "rainbond").getByRole("checkbox")).toBeDisabled();
  await app.page.keyboard.press("Escape");
  expect(await row(app)).toEqual(["digitalocean", "heroku", "rainbond", "rainbond-cnb"]);
  await app.page.reload();
  await expect(app.id("platform").locator("input")).toHaveCount(4);
  expect(await row(app)).toEqual(["digitalocean", "heroku", "rainbond", "rainbond-cnb"]);
});

test("what nothing is called like is said, with the way to a platform of one's own", async ({ app }) => {
  await open(app);
  await app.id("platform-find").fill("nowhere");
  await expect(app.id("platform-nothing")).toContainText("No platform is called like that.");
});

test("the table has what breaks first at the top", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.show("Plan");
  const all = Number(await app.id("all-platforms").locator(".count").textContent());
  await expect(app.id("platform-row")).toHaveCount(all);
  const ranks = { "not-python": 0, blocked: 1, risky: 2, ready: 3 };
  const classes = () => app.id("platform-row").locator(".verdict-chip").evaluateAll((chips) => chips.map((chip) => chip.classList[1]));
  await expect(async () => {
    const order = (await classes()).map((name) => ranks[name]);
    expect(order).toEqual([...order].sort((one, other) => one - other));
  }).toPass();
});

test.describe("without the profiles", () => {
  test.use({ tolerated: { patterns: [/platforms-\w+\.txt/, /Failed to load resource/] } });

  test("a platform that cannot be loaded is said, and the one before stays", async ({ app, folder }) => {
    await app.page.route(/platforms-\w+\.txt/, (route) => route.abort());
    await app.page.reload();
    await app.open(READY, folder);
    await expect(app.verdict).toContainText("on Rainbond V5");
    await app.choose("platform", "heroku");
    await expect(app.alert).toContainText("What is known of this platform did not load.");
    await expect(app.verdict).toContainText("on Rainbond V5");
    await expect(app.id("platform").locator("input:checked")).toHaveValue("rainbond");
    await app.page.unroute(/platforms-\w+\.txt/);
    await app.choose("platform", "heroku");
    await expect(app.verdict).toContainText("on Heroku");
    await expect(app.alert).not.toBeVisible();
  });
});

test("a folder that is set as the root is the one that is judged", async ({ app, folder }) => {
  const below = Object.fromEntries(Object.entries(READY).map(([path, text]) => [`backend/${path}`, text]));
  await app.open({ ...below, "README.md": "x\n", "pushready.toml": 'root = "backend"\n' }, folder);
  await expect(app.verdict).toContainText("Ready to push");
  await expect(app.files.filter({ hasText: "backend/Procfile" })).toHaveCount(1);
});

test("the plan says what a platform does without", async ({ app, folder }) => {
  await app.open(READY, folder);
  await expect(app.id("plan-panel").locator(":scope > .note")).toHaveCount(0);
  await open(app);
  await app.id("platform-find").fill("render");
  await app.page.keyboard.press("Enter");
  await expect(app.id("plan-panel").locator(":scope > .note")).toContainText(["Procfile"]);
});
