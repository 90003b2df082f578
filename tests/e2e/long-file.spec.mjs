import { READY, expect, test } from "./fixtures.mjs";

test("ten thousand lines are edited like ten", async ({ app, folder, page }) => {
  const long = Array.from({ length: 10_000 }, (_, number) => `package-${number}==1.0.${number}`).join("\n");
  await app.open({ ...READY, "requirements.txt": long }, folder);
  await app.show("Files");
  await app.files.filter({ hasText: "requirements.txt" }).click();
  await app.expectText(long);
  await app.editor.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("abc");
  await app.expectText(`abc${long}`);
  await expect(app.id("undo")).toBeVisible();
});
