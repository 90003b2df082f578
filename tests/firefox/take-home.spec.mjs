import { unzipSync } from "fflate";
import { BOTH, BROKEN, WIDE, assert, id, test } from "./fixtures.mjs";

test("a text is copied, and downloaded byte for byte", BOTH, async (app) => {
  await app.open(BROKEN);
  await app.show("Text");
  await app.click(id("copy"));
  await app.sees(id("copy"), "Copied");
  assert.equal(await app.copied(), "web:gunicorn app:app --log-file -\n");
  const { name, bytes } = await app.download(id("download"));
  assert.deepEqual([name, bytes.toString()], ["Procfile", BROKEN.Procfile]);
});

test("the changed files are downloaded as a zip", WIDE, async (app) => {
  await app.open(BROKEN);
  await app.click(id("apply-safe"));
  const { name, bytes } = await app.download(`${id("download-changed")}:enabled`);
  assert.equal(name, "pushready-changed.zip");
  const files = Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content).toString()]);
  assert.deepEqual(files, [["Procfile", "web: gunicorn app:app --log-file -\r\n"]]);
});
