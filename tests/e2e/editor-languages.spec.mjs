import { READY, expect, test } from "./fixtures.mjs";

const coloured = async (page) => {
  await expect(page.locator(".cm-line span[class]").first()).toBeVisible();
  return page.evaluate(() => {
    const seen = {};
    for (const span of document.querySelectorAll(".cm-line span[class]:not(.cm-widgetBuffer, .cm-lintRange)")) (seen[getComputedStyle(span).color] ??= []).push(span.textContent);
    return Object.values(seen);
  });
};

test("Procfiles and requirements have colours of their own", async ({ app, folder, page }) => {
  await app.open({ ...READY, Procfile: "# all\nweb: gunicorn app:app --bind $HOST\n", "requirements.txt": "# all\nFlask==2.0.3 ; python_version < \"3.8\"\n" }, folder);
  await app.openFile("Procfile");
  expect((await coloured(page)).map((words) => words.join(" "))).toEqual(["# all", "web", ":", "--bind $HOST"]);
  await app.openFile("requirements.txt");
  expect((await coloured(page)).map((words) => words.join(" "))).toEqual(["# all", "Flask", "== <", "2.0.3", "python_version", '"3.8"']);
});

for (const [name, text, bundle, keyword] of [
  ["app.py", "def hello():\n    return 1\n", "python", "def"],
  ["pyproject.toml", "[project]\nname = \"shop\"\n", "toml", "name"],
]) {
  test(`what colours ${name} is fetched when such a file is opened`, async ({ app, folder, page }) => {
    const fetched = [];
    page.on("request", (request) => request.url().includes(`/editor/${bundle}-`) && fetched.push(request.url()));
    await app.open({ ...READY, [name]: text }, folder);
    await app.show("Text");
    await expect(app.editor).toBeVisible();
    expect(fetched).toEqual([]);
    await app.openFile(name);
    await expect(page.locator(".cm-line span[class]").filter({ hasText: keyword }).first()).toBeVisible();
    expect(fetched).toHaveLength(1);
  });
}

test.describe("without the colours of Python", () => {
  test.use({ tolerated: { patterns: [/Failed to load resource|ERR_FAILED/] } });

  test("its text is plain, and edited all the same", async ({ app, folder, page }) => {
    await page.route(/\/editor\/python-/, (route) => route.abort());
    await app.open(READY, folder);
    await app.openFile("app.py");
    await app.expectText("app = 1\n");
    await app.write("app = 2\n");
    await app.expectText("app = 2\n");
  });
});
