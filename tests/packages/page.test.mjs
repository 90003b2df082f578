// The page's archive, served by nginx as its site says: what a client is told, and what a browser makes of it.
import { chromium } from "@playwright/test";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { PackageIndex } from "../e2e/index-server.mjs";
import { hasBrotli, program, serve } from "./nginx.mjs";
import { skipped } from "./skipped.mjs";

const packages = "target/packages/page";
const archive = () => join(packages, readdirSync(packages).find((name) => name.endsWith(".tar.gz")));
const lacking = program ? {} : skipped("the_page_behind_nginx", "no nginx on this machine");

describe("the page behind nginx", lacking, () => {
  let server;
  before(async () => {
    server = await serve(archive(), join("target/packages/tried", "nginx"));
  });
  after(() => server?.stop());

  // The answer as it comes, still compressed.
  const ask = (path, encodings = "", headers = {}) =>
    new Promise((resolve, reject) => {
      get(new URL(path, server.address), { headers: { "accept-encoding": encodings, ...headers } }, (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part)).on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
      }).once("error", reject);
    });

  const files = readdirSync("dist", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice("dist/".length));
  const named = (pattern) => files.find((name) => pattern.test(name));

  test("every file comes as it is, with its type", async () => {
    const types = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", md: "text/markdown; charset=utf-8", json: "application/json", wasm: "application/wasm", webmanifest: "application/manifest+json; charset=utf-8", svg: "image/svg+xml; charset=utf-8", png: "image/png", txt: "text/plain; charset=utf-8" };
    for (const file of files) {
      const { status, headers, body } = await ask(file);
      assert.equal(status, 200, file);
      assert.equal(headers["content-type"], types[file.split(".").at(-1)], file);
      assert.equal(headers["content-encoding"], undefined, file);
      assert.ok(body.equals(readFileSync(join("dist", file))), file);
    }
  });

  test("what a client can unpack comes compressed", async () => {
    for (const file of ["", named(/^web-.*_bg\.wasm$/), named(/^page-.*\.css$/), "service-worker.js", "manifest.webmanifest", "rules/missing-space-after-colon.zh.md"]) {
      const plain = readFileSync(join("dist", file || "index.html"));
      const packed = await ask(file, "gzip");
      assert.equal(packed.headers["content-encoding"], "gzip", file);
      assert.match(packed.headers.vary, /Accept-Encoding/i);
      assert.ok(gunzipSync(packed.body).equals(plain), file);
      if (!hasBrotli) continue;
      const smaller = await ask(file, "gzip, deflate, br");
      assert.equal(smaller.headers["content-encoding"], "br", file);
      assert.ok(brotliDecompressSync(smaller.body).equals(plain) && smaller.body.length < packed.body.length, file);
    }
    if (!hasBrotli) skipped("the_page_behind_nginx_with_brotli", "no libnginx-mod-http-brotli-static on this machine");
  });

  test("a name with a digest is kept for ever, and nothing else is", async () => {
    const kept = [];
    for (const file of files) {
      const { headers } = await ask(file);
      if (headers["cache-control"].includes("immutable")) kept.push(file);
      else assert.equal(headers["cache-control"], "no-cache", file);
    }
    const withDigest = /^(web-\w+(_bg\.wasm|\.js)|theme-\w+\.js|page-\w+\.css|platforms-\w+\.txt|(chooser|editor|local|packages)\/[\w-]+-[0-9A-Z]{8}\.(js|css))$/;
    assert.deepEqual(kept, files.filter((file) => withDigest.test(file)));
    assert.ok(kept.length > 6);
    const { headers } = await ask("service-worker.js");
    assert.equal((await ask("service-worker.js", "", { "if-none-match": headers.etag })).status, 304);
    assert.equal((await ask("web-0000000000000000.js")).headers["cache-control"], undefined);
  });

  test("each page has the policy that it states, and may not be framed", async () => {
    const pages = files.filter((file) => file.endsWith(".html"));
    assert.ok(pages.length > 3);
    for (const file of ["", "docs/", ...pages]) {
      const framing = file === "asking.html" ? "'self'" : "'none'";
      const { headers, body } = await ask(file);
      const [, stated] = /Content-Security-Policy" content="([^"]*)"/.exec(body);
      assert.equal(headers["content-security-policy"], `${stated}; frame-ancestors ${framing}`);
    }
    const { status, headers } = await ask("nothing/here");
    assert.equal(status, 404);
    for (const [name, value] of [["x-content-type-options", "nosniff"], ["referrer-policy", "no-referrer"], ["cross-origin-opener-policy", "same-origin"]]) assert.equal(headers[name], value);
    assert.equal(headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'");
    assert.equal(headers.server, "nginx");
  });

  test("in a browser it opens, shows a rule, asks an index, and works without a network", async () => {
    const index = await new PackageIndex({ demo: { "1.0": {} } }).start();
    const place = mkdtempSync(join(tmpdir(), "pushready-"));
    const folder = join(place, "shop");
    mkdirSync(folder);
    const project = { Procfile: "web: gunicorn app:app\n", "requirements.txt": `--index-url ${index.url}\ndemo==1.0\n`, "app.py": "app = 1\n", ".python-version": "3.12\n" };
    for (const [name, text] of Object.entries(project)) writeFileSync(join(folder, name), text);
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const complaints = [];
      page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      const id = (name) => page.getByTestId(name);
      await page.goto(server.address);
      await page.locator("label:has(input[value='heroku'])").click();
      await id("folder-input").first().setInputFiles(folder);
      await id("ask-index").click();
      await id("package").filter({ hasText: "demo" }).first().waitFor();
      await page.goto(`${server.address}#rules/PSH203`);
      await page.getByRole("heading", { name: "PSH203 missing-space-after-colon" }).waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.reload();
      await context.setOffline(true);
      await server.stop();
      await page.goto(`${server.address}#rules/PSH304`);
      await page.reload();
      await page.getByRole("heading", { name: /^PSH304/ }).waitFor();
      assert.deepEqual(complaints.filter((complaint) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/.test(complaint)), []);
    } finally {
      await browser.close();
      index.stop();
      rmSync(place, { recursive: true });
    }
  });
});
