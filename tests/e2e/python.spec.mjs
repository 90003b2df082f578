import { READY, expect, test } from "./fixtures.mjs";

const WALRUS = { ...READY, "app.py": "app = 1\nif (name := app):\n    pass\n" };
const PARSER = /\/python_parser_bg\.wasm$/;

test("what is in Python files is said once their parser has arrived", async ({ app, folder, page }) => {
  let arrive;
  const gate = new Promise((resolve) => (arrive = resolve));
  await page.context().route(PARSER, async (route) => {
    await gate;
    await route.continue();
  });
  await app.open(WALRUS, folder);
  await expect(app.verdict).toContainText("Ready to push");
  await expect(app.problem("PSH411")).toHaveCount(0);
  arrive();
  await expect(app.problem("PSH411")).toHaveCount(1);
  await expect(app.verdict).toContainText("Blocked");
  await expect(app.id("not-parsed")).toHaveCount(0);
});

test("what is typed is looked into as well @keyboard", async ({ app, folder }) => {
  await app.open(WALRUS, folder);
  await expect(app.problem("PSH411")).toHaveCount(1);
  await app.files.filter({ hasText: "app.py" }).click();
  await app.write("app = 1\n");
  await expect(app.problem("PSH411")).toHaveCount(0);
  await expect(app.verdict).toContainText("Ready to push");
  await app.write("app = 1\nmatch app:\n    case 1:\n        pass\n");
  await expect(app.problem("PSH411")).toContainText("match statement");
});

test("a project without Python files and requirements loads no parser", async ({ app, folder, page }) => {
  // Whoever starts a worker has said so at once.
  await page.evaluate(() => {
    window.workers = 0;
    window.Worker = class extends Worker {
      constructor(script) {
        super(script);
        window.workers += 1;
      }
    };
  });
  const { "app.py": app_py, "requirements.txt": _, ...others } = READY;
  await app.open(others, folder);
  expect(await page.evaluate(() => window.workers)).toBe(0);
  await app.dropInPage({ "app.py": app_py });
  await expect.poll(() => page.evaluate(() => window.workers)).toBe(1);
});

test("what pip will not find is told once the tables are there", async ({ app, folder }) => {
  await app.open({ ...READY, "requirements.txt": "Flask==2.0.3\ngunicorn==20.1.0\ndjoser==1.3.0\nufw==0.36\n" }, folder);
  await expect(app.problem("PSH525")).toContainText("djoser==1.3.0");
  await expect(app.problem("PSH524")).toContainText("ufw");
  await expect(app.verdict).toContainText("2 problems");
});

test.describe("without the parser", () => {
  test.use({ tolerated: { patterns: [/Failed to load resource|ERR_FAILED|python/] } });

  // A parser that meets a text that it stops at: the worker is there, and has nothing to say any more.
  const STOPS = `
    const wasm_bindgen = Object.assign(async () => {}, {
      parse: () => { throw new WebAssembly.RuntimeError("unreachable"); },
    });`;

  test("a parser that stops at a text is said to be missing, and the page goes on", async ({ app, folder, page }) => {
    await page.context().route(/\/python_parser\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: STOPS }));
    await app.open({ ...WALRUS, Procfile: "web:gunicorn app:app\n" }, folder);
    await app.show("Problems");
    await expect(app.id("not-parsed")).toContainText("nothing is said of what is in them");
    await expect(app.problem("PSH411")).toHaveCount(0);
    await app.applySafe.click();
    await expect(app.verdict).toContainText("Ready to push");
    await app.openFile("app.py");
    await app.show("Text");
    await app.write("app = 2\n");
    await app.expectText("app = 2\n");
    await app.show("Problems");
    await expect(app.id("not-parsed")).toBeVisible();
    await expect(page.locator("#crash")).toBeHidden();
  });

  for (const [what, pattern] of [["module", PARSER], ["worker", /\/python-worker\.js$/]]) {
    test(`the first verdict stands, and the page says what it lacks: ${what}`, async ({ app, folder, page }) => {
      await page.context().route(pattern, (route) => route.abort());
      await app.open(WALRUS, folder);
      await app.show("Problems");
      await expect(app.id("not-parsed")).toContainText("could not be loaded");
      await expect(app.verdict).toContainText("Ready to push");
      await expect(app.problem("PSH411")).toHaveCount(0);
    });
  }
});
