import AxeBuilder from "@axe-core/playwright";
import { BROKEN, expect, test } from "./fixtures.mjs";

const HEADERS = { "access-control-allow-origin": "*", "access-control-expose-headers": "x-next-page" };

test.use({ tolerated: { patterns: [/^request to https:\/\/(api\.github\.com|raw\.githubusercontent\.com|gist\.githubusercontent\.com|gitlab\.com)\//, /Failed to load resource/] } });

// Answers in the place of every other host, and says what was asked for.
const stub = async (page, answers) => {
  const asked = [];
  await page.route(/^https:/, (route) => {
    const url = route.request().url();
    asked.push(url);
    const answer = answers[url];
    return answer === undefined ? route.fulfill({ status: 404, headers: HEADERS }) : route.fulfill({ body: answer, headers: HEADERS });
  });
  return asked;
};

const TREE = "https://api.github.com/repos/me/shop/git/trees/HEAD?recursive=1";
const RAW = "https://raw.githubusercontent.com/me/shop/HEAD/";
const blob = (path) => ({ path, type: "blob", size: 10 });

test("a repository is fetched when the button that names the host is pressed", async ({ app, page }) => {
  const paths = [...Object.keys(BROKEN), "logo.png", "node_modules/a.py"];
  const tree = JSON.stringify({ tree: [...paths.map(blob), { path: "docs", type: "tree" }] });
  const asked = await stub(page, { [TREE]: tree, ...Object.fromEntries(Object.entries(BROKEN).map(([path, text]) => [RAW + path, text])) });
  await app.id("import-open").click();
  await app.id("import-address").fill("https://github.com/me/shop");
  await expect(app.id("import-fetch")).toHaveText("Fetch from api.github.com");
  await expect(app.id("import-consent")).toContainText("api.github.com and raw.githubusercontent.com will be asked");
  expect(asked).toEqual([]);
  await app.id("import-fetch").click();
  await expect(app.problem("PSH203")).toHaveCount(1);
  expect(asked.toSorted()).toEqual([TREE, ...Object.keys(BROKEN).map((path) => RAW + path)].toSorted());
});

test("a repository that the host lists only in part is opened when that is wanted", async ({ app, page }) => {
  const tree = JSON.stringify({ tree: Object.keys(BROKEN).map(blob), truncated: true });
  await stub(page, { [TREE]: tree, ...Object.fromEntries(Object.entries(BROKEN).map(([path, text]) => [RAW + path, text])) });
  await page.goto("import.html");
  await app.id("import-address").fill("https://github.com/me/shop");
  await app.id("import-fetch").click();
  await expect(app.id("import-problem")).toContainText("only 4 of its files are listed");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await app.id("import-address").fill("https://github.com/me/shop2");
  await expect(app.id("import-problem")).toBeEmpty();
  await app.id("import-address").fill("https://github.com/me/shop");
  await expect(app.id("import-fetch")).toHaveText("Fetch from api.github.com");
  await app.id("import-fetch").click();
  await app.id("import-fetch").filter({ hasText: "Open this part" }).click();
  await expect(app.problem("PSH203")).toHaveCount(1);
});

test("a folder of a repository on GitLab is taken as the root", async ({ app, page }) => {
  const base = "https://gitlab.com/api/v4/projects/me%2Fgroup%2Fshop/repository";
  const file = (path) => `${base}/files/${encodeURIComponent(`web/${path}`)}/raw?ref=main`;
  const answers = Object.fromEntries(Object.entries(BROKEN).map(([path, text]) => [file(path), text]));
  answers[`${base}/tree?recursive=true&per_page=100&page=1&ref=main&path=web`] = JSON.stringify(Object.keys(BROKEN).map((path) => blob(`web/${path}`)));
  await stub(page, answers);
  await page.goto("import.html");
  await app.id("import-address").fill("https://gitlab.com/me/group/shop/-/tree/main/web");
  await app.id("import-fetch").click();
  await expect(app.problem("PSH203")).toHaveCount(1);
});

test("a gist is fetched file by file", async ({ app, page }) => {
  const id = "0123456789abcdef0123";
  const raw = (name) => `https://gist.githubusercontent.com/me/${id}/raw/${name}`;
  const files = Object.fromEntries(Object.keys(BROKEN).map((filename) => [filename, { filename, size: 9, raw_url: raw(filename) }]));
  await stub(page, { [`https://api.github.com/gists/${id}`]: JSON.stringify({ files }), ...Object.fromEntries(Object.entries(BROKEN).map(([name, text]) => [raw(name), text])) });
  await page.goto("import.html");
  await app.id("import-address").fill(`https://gist.github.com/me/${id}`);
  await app.id("import-fetch").click();
  await expect(app.problem("PSH203")).toHaveCount(1);
});

test("what cannot be fetched is said", async ({ app, page }) => {
  await stub(page, {});
  await page.goto("import.html");
  await app.id("import-address").fill("https://example.org/me/shop");
  await expect(app.id("import-problem")).toContainText("no address of a repository");
  await expect(app.id("import-fetch")).toBeDisabled();
  await app.id("import-address").fill("https://github.com/me/none");
  await app.id("import-fetch").click();
  await expect(app.id("import-problem")).toContainText("does not know this address");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
