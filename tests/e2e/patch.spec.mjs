import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { READY, expect, test } from "./fixtures.mjs";

const saved = async (app, id) => {
  const started = app.page.waitForEvent("download");
  await app.id(id).click();
  return readFileSync(await (await started).path());
};

for (const [name, Procfile] of [["line feeds", "web:gunicorn app:app\n"], ["carriage returns", "# start\r\nweb:gunicorn app:app\r\n"], ["no final newline", "web:gunicorn app:app"]]) {
  test(`git applies the patch to the original tree: ${name}`, async ({ app, folder }) => {
    const files = { ...READY, Procfile, "runtime.txt": "3.6.6" };
    await app.open(files, folder, "shop");
    await app.applySafe.click();
    await expect(app.verdict).toContainText("Ready to push");
    await app.id("share").click();
    const patch = await saved(app, "download-patch");
    const root = folder(files, "tree");
    writeFileSync(join(root, "..", "change.patch"), patch);
    execFileSync("git", ["apply", "--whitespace=nowarn", "../change.patch"], { cwd: root });
    expect(readFileSync(join(root, "Procfile"), "utf8")).toBe(Procfile.replace("web:g", "web: g"));
    await app.page.keyboard.press("Escape");
    await app.show("Text");
    await app.show("Files");
    await app.files.filter({ hasText: "runtime.txt" }).click();
    expect(readFileSync(join(root, "runtime.txt"), "utf8")).toBe((await saved(app, "download")).toString());
  });
}

test("without a change there is no patch", async ({ app, folder }) => {
  await app.open(READY, folder);
  await app.id("share").click();
  await expect(app.id("download-patch")).toBeDisabled();
});
