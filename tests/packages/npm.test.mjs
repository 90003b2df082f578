// The npm package as it is installed: from Node in both kinds of modules, from TypeScript, from a page that Vite bundles, and as a
// program. PACKAGE names another folder than pkg/.
import { chromium } from "@playwright/test";
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { replay, sessions } from "./sessions.mjs";

const modules = resolve("node_modules");
const SHOP = { "requirements.txt": "Flask==2.0.3\n", Procfile: "web:gunicorn app:app\n" };
const uses = `check({ files: ${JSON.stringify(SHOP)} }).reports[0].verdict`;

describe("the npm package", () => {
  let place;
  before(() => {
    place = mkdtempSync(join(tmpdir(), "pushready-"));
    const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", resolve(process.env.PACKAGE ?? "pkg"), "--json", "--pack-destination", place], { encoding: "utf8" }));
    writeFileSync(join(place, "package.json"), "{}");
    execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${filename}`], { cwd: place, stdio: "ignore" });
    // What the pages and types are made with stands beside it.
    for (const name of ["vite", "@types"]) symlinkSync(join(modules, name), join(place, "node_modules", name));
  });
  after(() => rmSync(place, { recursive: true }));

  const write = (files) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(place, name, ".."), { recursive: true });
      writeFileSync(join(place, name), text);
    }
  };
  const node = (...args) => execFileSync(process.execPath, args, { cwd: place, encoding: "utf8" });

  test("both kinds of modules of Node have all of it", () => {
    const names = ["check", "default", "describe", "fix", "platforms", "render", "rules", "version"];
    write({
      "one.mjs": `import init, * as all from "pushready"; const { check } = all; await init(); console.log(Object.keys(all).sort().join(), ${uses});`,
      "two.cjs": `const all = require("pushready"); const { check } = all; console.log(Object.keys(all).sort().join(), ${uses});`,
    });
    assert.equal(node("one.mjs"), `${names.join()} blocked\n`);
    assert.equal(node("two.cjs"), `${names.join()} blocked\n`);
  });

  test("the types hold in every way to resolve them", () => {
    const text = `import init, { check, fix, render, describe, type Input, type Rendered } from "pushready";
const input: Input = { files: { Procfile: "web: a", "logo.png": null }, platforms: ["kato"], lang: "zh" };
const verdict: "ready" | "risky" | "blocked" | "not-python" = check(input).reports[0]!.verdict;
const rendered: Rendered = render(input, "sarif", { color: false });
const page: string | undefined = describe("rule", "PSH203", { lang: "en" });
const all: string = describe("rules");
for (const change of fix({ ...input, unsafe: true }).changes) if (change.kind === "rename") console.log(change.from);
// @ts-expect-error: one project alone
check({ files: {}, bundle: "{}" });
// @ts-expect-error: no such format
render(input, "yaml");
export default init().then(() => [verdict, rendered.worst, page, all]);
`;
    write({ "types.mts": text, "types.cts": text, "types.ts": text });
    const tsc = (...args) => {
      const { status, stdout } = spawnSync(join(modules, ".bin/tsc"), ["--strict", "--noEmit", "--target", "es2022", ...args], { cwd: place, encoding: "utf8" });
      assert.equal(status, 0, stdout);
    };
    tsc("--module", "nodenext", "--types", "node", "--lib", "es2022", "types.mts", "types.cts");
    tsc("--module", "esnext", "--moduleResolution", "bundler", "types.ts");
  });

  test("a page that Vite bundles, or serves while it is written, checks a project", async () => {
    write({
      "page/index.html": `<!doctype html><title>page</title><p id="verdict"></p><script type="module" src="main.js"></script>`,
      "page/vite.config.js": `export default { optimizeDeps: { exclude: ["pushready"] } };`,
      "page/main.js": `import init, { check } from "pushready"; await init(); document.getElementById("verdict").textContent = ${uses};`,
    });
    const vite = (...args) => spawn(process.execPath, [join(modules, "vite/bin/vite.js"), ...args], { cwd: join(place, "page"), stdio: ["ignore", "pipe", "inherit"] });
    const build = vite("build", "--logLevel", "warn");
    assert.equal(await new Promise((end) => build.once("exit", end)), 0);
    assert.equal(readdirSync(join(place, "page/dist/assets")).filter((name) => name.endsWith(".wasm")).length, 1);
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
    try {
      for (const command of ["preview", "dev"]) {
        const server = vite(...(command === "dev" ? [] : [command]), "--host", "127.0.0.1", "--port", "0");
        try {
          const address = await new Promise((found) => {
            let said = "";
            server.stdout.on("data", (part) => {
              said += part;
              const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said.replaceAll(/\x1b\[\d+m/g, "")) ?? [];
              if (url) found(url);
            });
          });
          const page = await browser.newPage();
          const complaints = [];
          page.on("pageerror", (error) => complaints.push(error.message));
          await page.goto(address);
          await page.getByText("blocked").waitFor().catch((error) => assert.fail(`${command}: ${complaints.join("; ")} ${error.message}`));
          await page.close();
        } finally {
          server.kill();
        }
      }
    } finally {
      await browser.close();
    }
  });

  test("a page without a bundler loads it from the file beside it", async () => {
    const { serve } = await import("../../scripts/server.mjs");
    const root = join(place, "plain");
    cpSync(join(place, "node_modules/pushready"), root, { recursive: true });
    writeFileSync(join(root, "index.html"), `<!doctype html><p id="verdict"></p><script type="module">import init, { check } from "./pushready.js"; await init(); document.getElementById("verdict").textContent = ${uses};</script>`);
    const server = serve(root, 0);
    await new Promise((next) => server.once("listening", next));
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await page.getByText("blocked").waitFor();
    } finally {
      await browser.close();
      server.closeAllConnections();
      server.close();
    }
  });

  test("a folder is read where it is asked for, and links out of it are not followed", () => {
    write({
      "folder.mjs": `import { check, fix } from "pushready";
const asked = [];
const files = { Procfile: "web:gunicorn app:app\\n", "requirements.txt": "Flask==2.0.3\\ngunicorn==20.1.0\\n", "notes.md": "x" };
const folder = {
  list: (path) => path === "" ? [...Object.keys(files).map((name) => ({ name, kind: "file", size: files[name].length })), { name: "venv", kind: "folder" }, { name: "node_modules", kind: "folder" }] : [{ name: "pyvenv.cfg", kind: "file", size: 1 }],
  read: (path) => (asked.push(path), path in files ? new TextEncoder().encode(files[path]) : null),
};
const { project, reports } = check({ folder });
console.log(project.skipped.map(({ path }) => path).join(), reports[0].verdict, asked.includes("notes.md"));
const { changes, patch } = fix({ folder });
console.log(changes.map(({ kind, path }) => kind + " " + path).join(), new TextDecoder().decode(patch).includes("+web: gunicorn"));
try { check({ folder: { list() { throw new Error("gone"); }, read: () => null } }); } catch (error) { console.log(error.message); }`,
    });
    assert.equal(node("folder.mjs"), "node_modules/,venv/ blocked false\nmodify Procfile,create runtime.txt true\n`folder`: the folder cannot be read (gone); check its permissions\n");
  });

  // What the two programs have in common is the same to the byte. Help and what is wrong with a request are each program's own
  // words, with the same status; what only the native program does, the other one names as that.
  describe("the program", () => {
    const same = [];
    // Completions and manuals are the native program's.
    for (const session of sessions.filter((name) => name !== "shells.txt")) {
      test(`says in ${session} what the native one says`, () => {
        for (const { command, expected, now } of replay(session, join(place, "node_modules/.bin"))) {
          if (/native program|本机程序/.test(now.err)) continue;
          if (expected.status === 2) assert.deepEqual([now.out, now.status], ["", 2], command);
          else if (/pushready.* (-h|--help)\b/.test(command)) assert.deepEqual([now.err, now.status], ["", 0], command);
          else same.push(assert.deepEqual(now, expected, command));
        }
      });
    }
    after(() => assert.ok(same.length > 80, `only ${same.length} commands were the same`));
  });
});
