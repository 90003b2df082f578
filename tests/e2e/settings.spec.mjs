import { BROKEN, expect, test } from "./fixtures.mjs";

test("the language changes every sentence and is remembered", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await app.choose("language", "zh");
  await expect(app.verdict).toContainText("1 个问题会让 Rainbond V5 上的构建失败");
  await expect(app.problem("PSH203")).toContainText("与命令之间缺少空格");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
  await page.reload();
  await expect(app.verdict).toContainText("会失败");
});

test.describe("in a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("the page starts in Chinese", async ({ app }) => {
    await expect(app.page.getByRole("heading", { level: 1 })).toContainText("Python 项目");
  });
});

test("the theme follows the system until one is chosen", async ({ app, page }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await paper();
  expect(dark).not.toBe(light);
  await app.choose("theme", "light");
  expect(await paper()).toBe(light);
  await page.reload();
  expect(await paper()).toBe(light);
  await app.choose("theme", "system");
  expect(await paper()).toBe(dark);
});

test("the verdict is announced, and the title says it", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await expect(app.live).toContainText("Blocked. 1 problem stops the build on Rainbond V5.");
  await expect(page).toHaveTitle(/^Blocked · shop/);
});
