import { BROKEN, expect, test } from "./fixtures.mjs";

const panic = (page) => page.evaluate(() => void setTimeout(() => dispatchEvent(new Event("pushready-panic"))));

test.describe("after a panic", () => {
  test.use({ tolerated: { patterns: [/a panic that was asked for/, /unreachable/, /RuntimeError/] } });

  test("the text comes back", async ({ app, folder }) => {
    await app.open(BROKEN, folder);
    await panic(app.page);
    await expect(app.page.getByRole("alertdialog")).toBeVisible();
    await expect(app.page.locator("#crash-message")).toContainText("a panic that was asked for");
    await app.id("crash-restart").click();
    await expect(app.problem("PSH203")).toHaveCount(1);
    await expect(app.page.getByRole("alertdialog")).toBeHidden();
  });

  test("the page can start empty", async ({ app, folder }) => {
    await app.open(BROKEN, folder);
    await panic(app.page);
    await app.id("crash-empty").click();
    await expect(app.id("drop-zone")).toBeVisible();
  });

  test("starting empty forgets what was kept after the panic too", async ({ app, folder }) => {
    await app.open(BROKEN, folder);
    await panic(app.page);
    await expect(app.page.getByRole("alertdialog")).toBeVisible();
    await app.page.evaluate(() => {
      const kept = sessionStorage.getItem("pushready.project");
      document.getElementById("crash-empty").click();
      sessionStorage.setItem("pushready.project", kept);
    });
    await expect(app.id("drop-zone")).toBeVisible();
  });

  test("a text that has stopped the page twice waits to be asked for", async ({ app, folder }) => {
    await app.open(BROKEN, folder);
    await app.page.evaluate(() => sessionStorage.setItem("pushready.crashes", "1"));
    await panic(app.page);
    await app.id("crash-restart").click();
    await expect(app.id("held")).toContainText("it was not opened");
    await expect(app.id("drop-zone")).toBeVisible();
    await app.id("held-open").click();
    await expect(app.problem("PSH203")).toHaveCount(1);
  });
});

test.describe("without the program", () => {
  test.use({ tolerated: { patterns: [/Failed to load resource/, /preload/] } });

  test("the page says why it does not start", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto("");
    await expect(page.locator("#failed")).toContainText("could not be started");
    await expect(page.getByRole("heading", { name: "pushready" })).toBeVisible();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, tolerated: { patterns: [/preload/] } });

  test("the page says what it needs", async ({ page }) => {
    await page.goto("");
    await expect(page.getByText("Switch JavaScript on")).toBeVisible();
    await expect(page.locator("#loading")).toBeHidden();
  });
});

test("a browser that refuses storage gets a page that works", async ({ page, isMobile, folder }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("refused", "SecurityError");
        },
      });
    }
  });
  const { App } = await import("./fixtures.mjs");
  const app = new App(page, isMobile);
  await app.goto();
  await app.choose("theme", "dark");
  await app.choose("language", "zh");
  await app.open(BROKEN, folder);
  await expect(app.verdict).toContainText("会失败");
});
