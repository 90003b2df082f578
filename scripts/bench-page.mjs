// Times pushready in headless Chromium, in one run: its module and ruff's, in turns, from fetching to the first check; the
// whole page from its address to the first verdict; a check after a change, and from a key press to the verdict on it; the
// longest frame while ten thousand files are dropped; and how long it takes to ask an index for forty requirements.
//
//   node scripts/bench-page.mjs [ROUNDS]      after `make page package`
import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PackageIndex, application } from "../tests/e2e/index-server.mjs";

const ROUNDS = Number(process.argv[2] ?? 7);
const KEYS = 100;
const CHECKS = 300;
const PAUSE = 150; // as in src/web/state/edits.rs
const PORTS = { page: 4197, ruff: 4198, package: 4199 };
const address = (which) => `http://127.0.0.1:${PORTS[which]}/`;
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];

const median = (values) => quantile(values, 0.5);
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
const row = (what, ...numbers) => console.log(`${what.padEnd(58)}${numbers.map((number) => `${number < 20 ? number.toFixed(1) : Math.round(number)} ms`.padStart(10)).join("")}`);
const head = (...names) => console.log(`\n${"".padEnd(58)}${names.map((name) => name.padStart(10)).join("")}`);

const SHOP = {
  "Procfile": "web: gunicorn app:app\n",
  "requirements.txt": "Flask==2.0.3\ngunicorn==20.1.0\n",
  "runtime.txt": "python-3.6.6\n",
  "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
};
const shopWith = (count) => ({ ...SHOP, ...Object.fromEntries(Array.from({ length: count - 4 }, (_, n) => [`shop/part${n % 40}/module${n}.py`, `x = ${n}\n`])) });

const serve = (which, root) => spawn("node", ["scripts/server.mjs"], { env: { ...process.env, PORT: PORTS[which], ROOT: root }, stdio: "inherit" });

const fill = (folder, files) => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
};

// A page of its own, without what an earlier one has kept.
const withPage = async (browser, which, use) => {
  const context = await browser.newContext({ baseURL: address(which), viewport: { width: 1440, height: 900 } });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
};

// The project lies in the storage of the session, where the page finds it after it was loaded again.
const startOurs = async (page) => {
  await page.addInitScript((kept) => {
    sessionStorage.setItem("pushready.project", kept);
    new MutationObserver(() => {
      if (document.querySelector("[data-testid='verdict']")) window.verdictAt ??= performance.now();
    }).observe(document, { childList: true, subtree: true });
  }, JSON.stringify({ schema: 1, files: SHOP }));
  await page.goto("");
  return (await page.waitForFunction(() => window.verdictAt)).jsonValue();
};

const startRuff = async (page) => {
  await page.goto("ruff_wasm.js"); // shown as text; any page of this address would do
  return page.evaluate(async (text) => {
    const start = performance.now();
    const ruff = await import("/ruff_wasm.js");
    await ruff.default();
    new ruff.Workspace(ruff.Workspace.defaultSettings(), ruff.PositionEncoding.Utf16).check(text);
    return performance.now() - start;
  }, SHOP["app.py"]);
};

const startPackage = async (page) => {
  await page.goto("pushready.js");
  return page.evaluate(async (files) => {
    const start = performance.now();
    const pushready = await import("/pushready.js");
    await pushready.default();
    pushready.check({ files });
    return performance.now() - start;
  }, SHOP);
};

// As after a key press in the Procfile: everything is read and judged anew.
const checkAgain = async (page, files) => {
  await page.goto("pushready.js");
  return page.evaluate(
    async ([files, times]) => {
      const pushready = await import("/pushready.js");
      await pushready.default();
      return Array.from({ length: times }, (_, time) => {
        const start = performance.now();
        pushready.check({ files: { ...files, Procfile: time % 2 ? files.Procfile : files.Procfile.replace(" ", "") } });
        return performance.now() - start;
      });
    },
    [files, CHECKS],
  );
};

// A space after the colon is written and taken away, so that every key press changes the verdict.
const pressKeys = async (page, folder) => {
  await page.goto("");
  await page.getByTestId("folder-input").first().setInputFiles(folder);
  await page.getByTestId("file-row").filter({ hasText: "Procfile" }).click();
  await page.getByTestId("editor").click();
  await page.keyboard.press("Control+Home");
  for (let presses = 0; presses < "web: ".length; presses += 1) await page.keyboard.press("ArrowRight");
  await page.evaluate(() => {
    addEventListener("keydown", (event) => (window.pressedAt = event.timeStamp), { capture: true });
    const word = () => document.querySelector(".verdict-word")?.textContent;
    let before = word();
    new MutationObserver(() => {
      if (word() === before) return;
      before = word();
      window.answeredIn = performance.now() - window.pressedAt;
    }).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
  });
  const times = [];
  for (let press = 0; press < KEYS; press += 1) {
    await page.evaluate(() => delete window.answeredIn);
    await page.keyboard.press(press % 2 ? "Space" : "Backspace");
    await page.waitForFunction(() => window.answeredIn !== undefined);
    times.push(await page.evaluate(() => window.answeredIn));
  }
  return times;
};

const dropMany = async (page, folder) => {
  await page.goto("");
  await page.getByTestId("version").waitFor();
  await page.evaluate(() => {
    window.frameTimes = [];
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      window.frameTimes.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  const start = Date.now();
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: 150, y: 300, data });
  await page.getByTestId("verdict").waitFor({ timeout: 120_000 });
  const total = Date.now() - start;
  await page.waitForTimeout(1_000);
  return { total, longest: Math.max(...(await page.evaluate(() => window.frameTimes))) };
};

// From the press of the button until all packages stand in the table.
const askIndex = async (page, folder) => {
  await page.goto("");
  await page.locator("label:has(input[value='heroku'])").click();
  await page.getByTestId("folder-input").first().setInputFiles(folder);
  await page.getByTestId("ask-index").waitFor();
  const start = Date.now();
  await page.getByTestId("ask-index").click();
  await page.getByTestId("package").nth(119).waitFor();
  const time = Date.now() - start;
  return time;
};

const servers = [serve("page", "dist"), serve("package", "pkg"), serve("ruff", "node_modules/@astral-sh/ruff-wasm-web")];
const folder = mkdtempSync(join(tmpdir(), "pushready-bench-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
try {
  const starts = { ours: [], package: [], ruff: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    starts.ours.push(await withPage(browser, "page", startOurs));
    starts.package.push(await withPage(browser, "package", startPackage));
    starts.ruff.push(await withPage(browser, "ruff", startRuff));
  }
  head("median", "fastest");
  row("pushready: the page from its address to the first verdict", median(starts.ours), Math.min(...starts.ours));
  row("pushready: its module from fetching to the first check", median(starts.package), Math.min(...starts.package));
  row("ruff-wasm-web: its module from fetching to the first check", median(starts.ruff), Math.min(...starts.ruff));

  const checks = await withPage(browser, "package", (page) => checkAgain(page, shopWith(40)));
  const keys = await withPage(browser, "page", (page) => pressKeys(page, fill(join(folder, "forty"), shopWith(40))));
  head("median", "p99");
  row("a check after a change, 40 files", median(checks), quantile(checks, 0.99));
  row("from a key press to its verdict, 40 files", median(keys), quantile(keys, 0.99));
  row(`the same without the pause of ${PAUSE} ms`, median(keys) - PAUSE, quantile(keys, 0.99) - PAUSE);

  const { recipe, requirements } = application();
  const index = await new PackageIndex(recipe, { latency: 50 }).start();
  const project = { ".python-version": "3.12\n", "Procfile": SHOP.Procfile, "requirements.txt": `--index-url ${index.url}\n${requirements}` };
  const asking = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    asking.push(await withPage(browser, "page", (page) => askIndex(page, fill(join(folder, "asking"), project))));
  }
  index.stop();
  head("median", "fastest");
  row("40 requirements, asked of an index with 50 ms of latency", median(asking), Math.min(...asking));

  const dropped = await withPage(browser, "page", (page) => dropMany(page, fill(join(folder, "many"), shopWith(10_000))));
  head("longest", "in all");
  row("10,000 dropped files: frames until the verdict", dropped.longest, dropped.total);
} finally {
  await browser.close();
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true });
}
