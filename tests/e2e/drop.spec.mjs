import { zipSync, strToU8 } from "fflate";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BROKEN, READY, expect, test } from "./fixtures.mjs";

const zip = (files) => zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

test("a picked folder is taken as the root, and said", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await expect(app.verdict).toContainText("Blocked");
  await expect(app.verdict).toContainText("1 problem stops the build on Rainbond V5");
  await app.show("Files");
  await expect(app.id("root")).toHaveText("The folder shop/ was taken as the root");
});

test("a dropped folder is walked, and what is left out is listed with the reason", async ({ app, folder }) => {
  const path = folder({ ...READY, "venv/pyvenv.cfg": "home", ".gitignore": "venv/\n", "node_modules/a/b.js": "", ".git/HEAD": "x", "logo.png": "\u0089PNG" });
  await app.drop([path]);
  await expect(app.verdict).toContainText("Ready to push");
  await app.show("Files");
  await app.id("left-out").locator("summary").click();
  await expect(app.id("left-out")).toContainText("venv/virtual environment");
  await expect(app.id("left-out")).toContainText("node_modules/Node packages");
  await expect(app.id("left-out")).toContainText(".git/version control");
  await expect(app.id("left-out")).toContainText("logo.pngnot text");
});

test("what is dropped counts where the page has just drawn something else there", async ({ app, folder }) => {
  const draw = () => document.body.append(Object.assign(document.createElement("div"), { style: "position: fixed; inset: 0" }));
  await app.drop([folder(READY)], () => app.page.evaluate(draw));
  await expect(app.verdict).toContainText("Ready to push");
});

test("a dropped zip is read like the folder in it", async ({ app, folder }) => {
  const path = join(folder({ x: "" }), "shop.zip");
  writeFileSync(path, zip(Object.fromEntries(Object.entries(BROKEN).map(([name, text]) => [`shop/${name}`, text]))));
  await app.drop([path]);
  await expect(app.problem("PSH203")).toHaveCount(1);
  await app.show("Files");
  await expect(app.id("root")).toContainText("shop/");
});

test("a picked zip is read as well", async ({ app }) => {
  await app.id("files-input").setInputFiles({ name: "shop.zip", mimeType: "application/zip", buffer: Buffer.from(zip(READY)) });
  await expect(app.verdict).toContainText("Ready to push");
});

test("single files are a project, and further ones are added to it", async ({ app }) => {
  await app.dropInPage({ Procfile: BROKEN.Procfile });
  await expect(app.verdict).toContainText("Not a Python project");
  await app.dropInPage({ "requirements.txt": READY["requirements.txt"], "runtime.txt": READY["runtime.txt"], "app.py": "" });
  await expect(app.verdict).toContainText("Blocked");
  await app.undo.click();
  await expect(app.verdict).toContainText("Not a Python project");
});

test("a bundle opens with its platform", async ({ app }) => {
  await app.dropInPage({ "case.json": JSON.stringify({ schema: 1, files: BROKEN, platform: "kato" }) });
  await expect(app.verdict).toContainText("on Kato");
});

test("thousands of files are listed and checked while the page stays alive", async ({ app, folder }) => {
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, number) => [`data/part${number % 40}/file${number}.py`, `x = ${number}\n`]));
  const path = folder({ ...READY, ...many });
  await app.page.evaluate(() => {
    window.drawn = 0;
    const draw = () => {
      window.drawn += 1;
      if (!document.querySelector("[data-testid='verdict']")) requestAnimationFrame(draw);
    };
    requestAnimationFrame(draw);
  });
  await app.drop([path]);
  await expect(app.verdict).toContainText("Ready to push", { timeout: 60_000 });
  // At the least one frame for a hundred files.
  expect(await app.page.evaluate(() => window.drawn)).toBeGreaterThan(20);
  await app.show("Files");
  await app.id("other-files").click();
  await expect(app.id("files-panel")).toContainText("and 1900 more");
});
