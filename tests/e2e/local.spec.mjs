import { spawnSync } from "node:child_process";
import { check } from "./access.mjs";
import { expect, skip, test } from "./served.mjs";

const HOOK = (lines) => ({ "app.py": "app = None\n", Procfile: "web: gunicorn app:app\n", "requirements.txt": "gunicorn==20.1.0\n", "bin/pre_compile": `#!/bin/bash\n${lines}\n` });

test("the folder is open, and its token is nowhere to be seen", async ({ app, served }) => {
  await expect(app.problem("PSH203")).toHaveCount(1);
  await app.show("Files");
  await expect(app.page.locator(".project-name")).toContainText("shop");
  await expect(app.page.locator("local-folder")).toContainText(served.project);
  expect(new URL(app.page.url()).hash).toBe("");
  await expect(app.id("local-write")).toBeDisabled();
});

test("an edit on the disk shows on the page, which stays where it is", async ({ app, served }) => {
  await app.openFile("requirements.txt");
  await app.expectText("gunicorn==20.1.0\n");
  served.write("requirements.txt", "gunicorn==21.2.0\n");
  await app.expectText("gunicorn==21.2.0\n");
  served.write("Procfile", "web: gunicorn app:app\n");
  await expect(app.problem("PSH203")).toHaveCount(0);
  await app.expectText("gunicorn==21.2.0\n");
  await expect(app.id("local-conflict")).toHaveCount(0);
});

test("a fix is written back when it is asked for, and not before", async ({ app, served }) => {
  await app.show("Problems");
  await app.applySafe.click();
  await expect(app.problem("PSH203")).toHaveCount(0);
  await app.show("Files");
  await app.id("local-write").click();
  const dialog = app.id("local-dialog");
  await expect(dialog.locator("del")).toHaveText(["-web:gunicorn app:app\n"]);
  await expect(dialog.locator("ins")).toHaveText(["+web: gunicorn app:app\n"]);
  expect(served.read("Procfile")).toBe("web:gunicorn app:app\n");
  await app.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(served.read("Procfile")).toBe("web:gunicorn app:app\n");
  await app.id("local-write").click();
  await app.id("local-write-now").click();
  await expect(app.id("local-status")).toHaveText("Written: Procfile");
  expect(served.read("Procfile")).toBe("web: gunicorn app:app\n");
  await expect(app.id("local-write")).toBeDisabled();
  await expect(app.id("local-conflict")).toHaveCount(0);
});

test("what was changed in both places is told, and the user chooses", async ({ app, served }) => {
  await app.openFile("Procfile");
  await app.write("web: gunicorn mine:app\n");
  await app.show("Files");
  await expect(app.id("local-write")).toBeEnabled();
  served.write("Procfile", "web: gunicorn theirs:app\n");
  const notice = app.id("local-conflict");
  await expect(notice).toContainText("Changed both on the disk and here: Procfile.");
  await app.expectText("web: gunicorn mine:app\n");
  await notice.getByRole("button", { name: "Keep my text" }).click();
  await app.id("local-write").click();
  await expect(app.id("local-dialog").locator("del")).toHaveText(["-web: gunicorn theirs:app\n"]);
  await app.page.keyboard.press("Escape");
  served.write("Procfile", "web: gunicorn others:app\n");
  await notice.getByRole("button", { name: "Take what is on the disk" }).click();
  await app.expectText("web: gunicorn others:app\n");
  await expect(app.id("local-write")).toBeDisabled();
});

test.describe("refusals", () => {
  test.use({ tolerated: { patterns: [/status of 409/] } });

  test("a patch that is out of date is not written", async ({ app, served }) => {
    await app.show("Problems");
    await app.applySafe.click();
    await app.show("Files");
    await app.id("local-write").click();
    await expect(app.id("local-dialog").locator("ins")).toHaveCount(1);
    served.write("Procfile", "web: gunicorn theirs:app\n");
    await expect(app.id("local-conflict")).toHaveCount(1);
    await app.id("local-write-now").click();
    await expect(app.id("local-dialog")).toContainText("The folder has changed since the page has read it; nothing was written.");
    expect(served.read("Procfile")).toBe("web: gunicorn theirs:app\n");
  });
});

test("what was changed is there after the page is loaded again", async ({ app, served }) => {
  await app.openFile("Procfile");
  await app.write("web: gunicorn mine:app\n");
  await app.show("Files");
  await expect(app.id("local-write")).toBeEnabled();
  served.write("app.py", "app = 1\n");
  await app.page.reload();
  await expect(app.id("local-write")).toHaveText("Write 1 changed file to the folder…");
  await app.openFile("Procfile");
  await app.expectText("web: gunicorn mine:app\n");
});

test("another project on the page is not written into the folder", async ({ app, folder, served }) => {
  await app.drop([folder({ Procfile: "web:other\n", "requirements.txt": "\n" }, "other")]);
  await expect(app.page.locator(".project-name")).toContainText("other");
  await app.show("Files");
  await expect(app.id("local-write")).toHaveText(`Open ${served.project} again`);
  served.write("Procfile", "web: x\n");
  await app.show("Plan");
  await expect(app.id("local-build")).toBeHidden();
  await app.show("Files");
  await app.id("local-write").click();
  await expect(app.page.locator(".project-name")).toContainText("shop");
  await app.openFile("Procfile");
  await app.expectText("web: x\n");
});

test("a change that is told while the folder is opened again is not lost", async ({ app, folder, page, served }) => {
  await app.drop([folder({ Procfile: "web:other\n", "requirements.txt": "\n" }, "other")]);
  await expect(app.page.locator(".project-name")).toContainText("other");
  await app.show("Files");
  let isFirst = true;
  await page.route("**/api/project", async (route) => {
    const request = route.request();
    const read = () => page.request.get(request.url(), { headers: request.headers() });
    const response = await route.fetch();
    if (isFirst) {
      isFirst = false;
      // It is held until the page has been told of the change after it.
      served.write("Procfile", "web: x\n");
      await expect.poll(async () => (await read()).headers()["x-version"]).not.toBe(response.headers()["x-version"]);
      await page.waitForTimeout(300);
    }
    await route.fulfill({ response });
  });
  await app.id("local-write").click();
  await expect(app.page.locator(".project-name")).toContainText("shop");
  await app.openFile("Procfile");
  await app.expectText("web: x\n");
});

test.describe("a build", () => {
  test.use({ files: HOOK("echo building; sleep 0.2; echo 'no luck' >&2; exit 3") });

  test("runs step by step beside what was predicted", async ({ app }) => {
    await app.show("Plan");
    await app.id("local-force").check();
    await app.id("local-build-button").click();
    const first = app.id("local-step").first();
    await expect(first).toHaveAttribute("data-state", "broken");
    await expect(first).toContainText("no luck");
    await expect(first).toContainText("predicted: goes well");
    await expect(app.id("local-verdict")).toHaveText("The build for Rainbond V5 has failed.");
    await expect(app.id("build-outcome")).toContainText("The check has not seen this coming.");
  });
});

// The Python of this machine, as runtime.txt names it.
const [, PYTHON] = /Python (3\.\d+\.\d+)$/.exec(spawnSync("python3", ["--version"], { encoding: "utf8" }).stdout?.trim()) ?? [];

test.describe("a build of what needs no package", () => {
  test.use({ files: { Procfile: "web: python -m http.server $PORT\n", "requirements.txt": "", "runtime.txt": `python-${PYTHON}\n` } });

  test("goes well, and what it made is started", async ({ app }, { title }) => {
    test.setTimeout(300_000);
    await app.choose("platform", "heroku");
    await app.show("Plan");
    await app.id("local-start").check();
    await app.id("local-nearest").check();
    await app.id("local-force").check();
    await app.id("local-build-button").click();
    await expect(app.id("local-verdict")).toHaveText(/^Built for Heroku|has failed/, { timeout: 240_000 });
    const outcome = await app.id("build-outcome").innerText();
    if (outcome.includes("python-not-installed")) skip(title, `no Python ${PYTHON} that Heroku knows`);
    await expect(app.id("build-outcome")).toContainText("The check has predicted this.");
    await expect(app.id("build-start")).toContainText("the first request is answered with 200");
    await expect(app.id("local-step").last()).toHaveAttribute("data-state", "done");
    await check(app.page);
  });
});

test("what is added can be used by all", async ({ app }) => {
  await app.show("Problems");
  await app.applySafe.click();
  await app.show("Files");
  await app.id("local-write").click();
  await expect(app.id("local-dialog").locator("ins")).toHaveCount(1);
  await check(app.page);
});

test.describe("a long build", () => {
  test.use({ files: HOOK("echo building; sleep 1000") });

  test("is stopped, and a page that is loaded again is told of it", async ({ app }) => {
    await app.show("Plan");
    await app.id("local-force").check();
    await app.id("local-build-button").click();
    await expect(app.id("local-step").first()).toContainText("building");
    await app.page.reload();
    await app.show("Plan");
    await expect(app.id("local-step").first()).toHaveAttribute("data-state", "running");
    await expect(app.id("local-step").first()).toContainText("building");
    await app.id("local-build-button").click();
    await expect(app.id("local-verdict")).toHaveText("The build was stopped.");
    await expect(app.id("local-build-button")).toHaveText("Build it for real");
  });
});

test("a build that is foretold to fail is not begun", async ({ app }) => {
  await app.show("Plan");
  await app.id("local-build-button").click();
  await expect(app.id("local-verdict")).toHaveText("Not begun: the check is certain that it fails.");
  await expect(app.id("local-step").last()).toContainText("predicted: fails (PSH203)");
});

test.describe("at the end", () => {
  test.use({ tolerated: { patterns: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/] } });

  test("the end of the program is told, and an address without its token", async ({ app, served, page }) => {
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(new URL("/", served.address).href);
    await expect(app.id("local-noToken")).toContainText("its address lacks the token");
    await page.goto(served.address);
    await page.reload();
    await app.show("Files");
    await expect(page.locator("local-folder")).toContainText(served.project);
    await served.end();
    await expect(app.id("local-unreachable")).toContainText("has ended");
    await expect(app.id("local-write")).toBeDisabled();
  });
});
