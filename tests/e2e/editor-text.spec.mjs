import { readFileSync } from "node:fs";
import { READY, expect, test } from "./fixtures.mjs";

const saved = async (app) => {
  const started = app.page.waitForEvent("download");
  await app.id("download").click();
  return readFileSync(await (await started).path());
};

for (const [what, before, after] of [
  ["Windows line ends and no last one", "Flask==2.0.3\r\ngunicorn==20.1.0", "xFlask==2.0.3\r\ngunicorn==20.1.0"],
  ["mixed line ends", "Flask==2.0.3\r\ngunicorn==20.1.0\nredis\r", "xFlask==2.0.3\r\ngunicorn==20.1.0\nredis\r"],
  ["a byte order mark", "\ufeffFlask==2.0.3\r\n", "x\ufeffFlask==2.0.3\r\n"],
]) {
  test(`${what}: kept byte for byte`, async ({ app, folder, page }) => {
    await app.open({ ...READY, "requirements.txt": before }, folder);
    await app.openFile("requirements.txt");
    await app.expectText(before.replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
    expect((await saved(app)).toString()).toBe(before);
    await app.editor.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("x");
    await expect(app.undo).toBeVisible();
    expect((await saved(app)).toString()).toBe(after);
  });
}

test("a text of no known encoding is read, not edited", async ({ app, folder, page }) => {
  await app.open({ ...READY, "requirements.txt": Buffer.from("Flask==2.0.3\n# caf\xe9\n", "latin1") }, folder);
  await app.openFile("requirements.txt");
  await app.expectText("Flask==2.0.3\n# caf\ufffd\n");
  await expect(app.page.locator("#editor-hint")).toContainText("can be read here but not edited");
  await app.editor.focus();
  await page.keyboard.type("x");
  await app.expectText("Flask==2.0.3\n# caf\ufffd\n");
  await expect(app.undo).toHaveCount(0);
});

test("long lines are wrapped, and every line has its number", async ({ app, folder, page }) => {
  await app.open({ ...READY, Procfile: `web: gunicorn ${"--a-long-option=value ".repeat(30)}app:app\nworker: x\n` }, folder);
  await app.openFile("Procfile");
  await expect(page.locator(".cm-lineNumbers .cm-gutterElement:visible")).toHaveText(["1", "2", "3"]);
  const { scrollWidth, clientWidth } = await page.locator(".cm-scroller").evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
  expect(scrollWidth).toBe(clientWidth);
});

test("a file that is dropped onto the editor is added, not written into the text", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  await app.openFile("Procfile");
  await app.editor.evaluate((editor) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["python-3.6.10\n"], "runtime.txt"));
    editor.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await app.expectText("python-3.6.10\n");
  await app.openFile("Procfile");
  await app.expectText(READY.Procfile);
});
