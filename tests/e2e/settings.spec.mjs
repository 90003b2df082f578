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

test("the address chooses the language of a visit, and is remembered only when the user switches", async ({ app, page }) => {
  const html = page.locator("html");
  await app.goto("?lang=zh");
  await expect(html).toHaveAttribute("lang", "zh");
  await app.id("import-open").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("按地址导入");
  await page.getByRole("link").click();
  await expect(html).toHaveAttribute("lang", "zh");
  await app.goto("");
  await expect(html).toHaveAttribute("lang", "en");
  await app.goto("?lang=zh");
  await app.choose("language", "en");
  await expect(page).toHaveURL(/\/\?lang=en$/);
  await app.choose("language", "zh");
  await expect(page).toHaveURL(/\/\?lang=zh$/);
  await app.goto("");
  await expect(html).toHaveAttribute("lang", "zh");
});

test("the address of a rule's page keeps the language that it names, whatever was chosen before", async ({ app, page }) => {
  await app.choose("language", "en");
  await app.page.goto("/?lang=zh#rules/PSH203");
  await expect(app.ruleDialog).toContainText("检查内容");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/\?lang=zh$/);
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
