import { BROKEN, READY, expect, test } from "./fixtures.mjs";

const BEFORE = "web:gunicorn app:app --log-file -\n";
const AFTER = "web: gunicorn app:app --log-file -\n";

// What is changed before the editor has taken the plain field's place is not in its history.
async function openInEditor(app, folder) {
  await app.open(BROKEN, folder);
  await expect(app.editor).toBeVisible();
}

test("the undo key takes a fix back in one step, and the page knows it @keyboard", async ({ app, folder, page }) => {
  await openInEditor(app, folder);
  await app.applySafe.click();
  await app.expectText(AFTER);
  await app.editor.focus();
  await page.keyboard.press("Control+z");
  await app.expectText(BEFORE);
  await expect(app.undo).toHaveCount(0);
  await expect(app.verdict).toContainText("Blocked");
  await page.keyboard.press("Control+y");
  await app.expectText(AFTER);
  await expect(app.verdict).toContainText("Ready to push");
  await expect(app.undo).toHaveAttribute("title", /Put a space after/);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await app.expectText(AFTER);
  await expect(app.undo).toHaveAttribute("title", /Put a space after/);
});

test("the page's undo goes back in the editor's history @keyboard", async ({ app, folder, page }) => {
  await openInEditor(app, folder);
  await app.applySafe.click();
  await app.editor.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# x");
  await app.expectText(`${AFTER}# x`);
  await app.undo.click();
  await app.expectText(AFTER);
  await app.undo.click();
  await app.expectText(BEFORE);
  await expect(app.undo).toHaveCount(0);
  await app.editor.focus();
  await page.keyboard.press("Control+z");
  await app.expectText(BEFORE);
  await page.keyboard.press("Control+y");
  await app.expectText(AFTER);
});

test("every file has a history of its own @keyboard", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  await app.write("web: python app.py\n");
  await app.openFile("runtime.txt");
  await app.write("python-3.6.10\n");
  await app.openFile("Procfile");
  await app.editor.focus();
  await page.keyboard.press("Control+z");
  await app.expectText(READY.Procfile);
  await page.keyboard.press("Control+z");
  await app.expectText(READY.Procfile);
  await app.openFile("runtime.txt");
  await app.expectText("python-3.6.10\n");
});

test("nothing is before the text that was opened @keyboard", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  await app.id("start-over").click();
  await app.open(BROKEN, folder);
  await app.editor.focus();
  await page.keyboard.press("Control+z");
  await app.expectText(BEFORE);
});

test("another project begins with an empty history @keyboard", async ({ app, folder, page }) => {
  await app.open(BROKEN, folder);
  await app.write("web: python app.py\n");
  await app.drop([folder({ ...READY, Procfile: BEFORE }, "other")]);
  await app.expectText(BEFORE);
  await app.editor.focus();
  await page.keyboard.press("Control+z");
  await app.expectText(BEFORE);
});
