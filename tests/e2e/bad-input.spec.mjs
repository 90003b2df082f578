import { closeSync, openSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { READY, expect, test } from "./fixtures.mjs";

const upload = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

test("a broken zip is said, and nothing is opened", async ({ app }) => {
  await app.id("files-input").setInputFiles(upload("shop.zip", "PK\x03\x04 and nothing more"));
  await expect(app.alert).toContainText("shop.zip: the archive is damaged");
  await expect(app.id("drop-zone")).toBeVisible();
});

test("what was open is open still", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.dropInPage({ "notes.zip": "<html>" });
  await expect(app.alert).toContainText("notes.zip: the name ends in .zip, but the content is no archive");
  await expect(app.verdict).toContainText("Ready to push");
  await app.id("alert-close").click();
  await expect(app.alert).toBeEmpty();
});

test("a file that is no text is said", async ({ app }) => {
  await app.id("files-input").setInputFiles(upload("logo.png", "\x89PNG\0\0"));
  await expect(app.alert).toContainText("logo.png is neither text nor an archive");
});

test("an archive over the limit is refused before it is read", async ({ app, folder }) => {
  const path = join(folder({ x: "" }), "huge.zip");
  closeSync(openSync(path, "w"));
  truncateSync(path, 257 * 1024 * 1024);
  await app.drop([path]);
  await expect(app.alert).toContainText("huge.zip: the archive is over 256 MiB");
});

test("a text over the limit is refused", async ({ app, folder }) => {
  const path = folder({ "big.txt": "x".repeat(1024 * 1024 + 1) });
  await app.drop([join(path, "big.txt")]);
  await expect(app.alert).toContainText("big.txt is over 1 MiB");
});

test("files in foreign encodings can be read and edited without harm", async ({ app, folder }) => {
  const utf16 = Buffer.from("\ufeffweb: gunicorn app:app\r\n", "utf16le");
  await app.open({ ...READY, Procfile: utf16 }, folder);
  await expect(app.verdict).toContainText("Blocked");
  await app.show("Files");
  await app.files.filter({ hasText: "Procfile" }).click();
  await app.expectText("\ufeffweb: gunicorn app:app\n");
});
