import { READY, expect, test } from "./fixtures.mjs";

const REQUIREMENTS = "Flask==2.0.3\ngunicorn==20.1.0\nredis==3.5.3\n";

const selected = (page) => page.evaluate(() => getSelection().toString());

test("a word is found and replaced @keyboard", async ({ app, folder, page }) => {
  await app.open({ ...READY, "requirements.txt": REQUIREMENTS }, folder);
  await app.openFile("requirements.txt");
  await app.editor.focus();
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("textbox", { name: "Find" })).toBeFocused();
  await page.keyboard.type("redis");
  await page.keyboard.press("Enter");
  await expect(page.locator(".cm-searchMatch-selected")).toHaveText("redis");
  await page.getByRole("textbox", { name: "Replace" }).fill("celery");
  await page.getByRole("button", { name: "replace all" }).click();
  await app.expectText(REQUIREMENTS.replace("redis", "celery"));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Find" })).toHaveCount(0);
  await expect(app.editor).toBeFocused();
});

test("a line is gone to by its number @keyboard", async ({ app, folder, page }) => {
  await app.open({ ...READY, "requirements.txt": REQUIREMENTS }, folder);
  await app.openFile("requirements.txt");
  await app.editor.focus();
  await page.keyboard.press("Control+Alt+g");
  await page.getByRole("textbox", { name: "Go to line" }).fill("3");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+End");
  expect(await selected(page)).toBe("redis==3.5.3");
});

test("a finger finds as well, with targets that it hits @finger", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  await app.show("Text");
  await app.id("find").tap();
  await page.getByRole("textbox", { name: "Find" }).fill("gunicorn");
  await page.getByRole("button", { name: "next" }).tap();
  await expect(page.locator(".cm-searchMatch-selected")).toHaveText("gunicorn");
  const small = await page.locator(".cm-panel button, .cm-panel label, .cm-panel input:not([type=checkbox])").evaluateAll((parts) =>
    parts.map((part) => [part.textContent || part.name, part.getBoundingClientRect().height]).filter(([, height]) => height < 43.5),
  );
  expect(small).toEqual([]);
});

test("the search speaks Chinese", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  await app.choose("language", "zh");
  await page.getByRole("button", { name: "文本" }).click().catch(() => {});
  await app.id("find").click();
  await expect(page.getByRole("textbox", { name: "查找" })).toBeVisible();
  await expect(page.getByRole("button", { name: "全部替换" })).toBeVisible();
  const words = await page.locator(".cm-panel").innerText();
  expect(words.match(/[a-z]{2,}/gi)).toBeNull();
});
