import { unzipSync } from "fflate";
import { readFileSync } from "node:fs";
import { BROKEN, expect, test } from "./fixtures.mjs";

const download = async (app, id) => {
  const started = app.page.waitForEvent("download");
  await app.id(id).click();
  const file = await started;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

test("a file is downloaded byte for byte, with its own line ends", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.applySafe.click();
  await app.show("Text");
  const { name, bytes } = await download(app, "download");
  expect(name).toBe("Procfile");
  expect(bytes.toString()).toBe("web: gunicorn app:app --log-file -\r\n");
});

test("the changed files are downloaded as a zip", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.show("Files");
  await expect(app.id("download-changed")).toBeDisabled();
  await app.applySafe.click();
  await app.show("Files");
  const { name, bytes } = await download(app, "download-changed");
  expect(name).toBe("pushready-changed.zip");
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(["Procfile"]);
  expect(Buffer.from(files.Procfile).toString()).toBe("web: gunicorn app:app --log-file -\r\n");
});

test("a text is copied", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.show("Text");
  await app.id("copy").click();
  await expect(app.id("copy")).toHaveText("Copied");
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe("web:gunicorn app:app --log-file -\n");
});
