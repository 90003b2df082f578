import { readFileSync } from "node:fs";
import { check } from "./access.mjs";
import { BROKEN, READY, expect, test } from "./fixtures.mjs";

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the empty page", async ({ app, page }) => {
      await expect(app.id("gallery")).toBeVisible();
      await check(page);
    });

    test("a blocked project, in each part", async ({ app, folder, page }) => {
      await app.open({ ...BROKEN, "runtime.txt": "3.6.6\n", "logo.png": "\u0089PNG" }, folder);
      for (const part of app.isPhone ? ["Files", "Text", "Problems", "Plan"] : ["all"]) {
        await app.show(part);
        await check(page);
      }
    });

    test("a blocked project, with more contrast", async ({ app, folder, page }) => {
      await page.emulateMedia({ contrast: "more", colorScheme });
      await app.open({ ...BROKEN, "runtime.txt": "3.6.6\n" }, folder);
      await check(page);
    });

    test("a ready project", async ({ app, folder, page }) => {
      await app.open(READY, folder);
      await check(page);
    });

    test("a project that is not Python, in Chinese", async ({ app, folder, page }) => {
      await app.open({ Procfile: BROKEN.Procfile }, folder);
      await app.choose("language", "zh");
      await check(page);
    });

    test("the editor, with what is said of a place, and with the search", async ({ app, folder, page }) => {
      await app.open({ ...BROKEN, "runtime.txt": "3.6.6\n" }, folder);
      await app.show("Text");
      await page.locator(".cm-lint-marker-error").click();
      await expect(page.locator(".explanation:visible")).toHaveCount(1);
      await check(page);
      await page.keyboard.press("Escape");
      await app.id("find").click();
      await expect(page.locator(".cm-search")).toBeVisible();
      await check(page);
    });

    test("a rule's page", async ({ app, folder, page }) => {
      await app.open(BROKEN, folder);
      await app.problem("PSH203").getByTestId("problem-rule").click();
      await check(page);
    });

    test("what is taken out of the page", async ({ app, folder, page }) => {
      await app.open({ ...BROKEN, "settings.py": "SECRET_KEY = 'abc'\n" }, folder);
      await app.id("share").click();
      await app.id("link-make").click();
      await expect(app.id("link")).toBeVisible();
      await check(page);
    });

    test("what a real build came to, a text about a wrong result, and an offered link", async ({ app, folder, page }) => {
      await app.open(BROKEN, folder);
      await app.dropInPage({ "build-report.json": readFileSync(new URL("data/build-report.json", import.meta.url), "utf8") });
      await expect(app.id("build-outcome")).toBeVisible();
      await page.evaluate(() => (location.hash = "p9=x"));
      await expect(app.alert).not.toBeEmpty();
      await check(page);
      await (await app.unfold("PSH203")).getByTestId("bug-report-open").click();
      await check(page);
    });

    test("what is kept, and what was forgotten", async ({ app, folder, page }) => {
      await app.open(BROKEN, folder);
      await app.comeAnotherDay();
      await expect(app.id("draft")).toBeVisible();
      await check(page);
      await app.id("forget-everything").click();
      await expect(app.id("forgotten")).toBeVisible();
      await check(page);
    });

    test("a message about bad input", async ({ app, page }) => {
      await app.dropInPage({ "a.zip": "x" });
      await expect(app.alert).not.toBeEmpty();
      await check(page);
    });
  });
}
