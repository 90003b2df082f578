// Finds out which functions the page calls until the first verdict: the module with a mark in each of them runs in Chromium, on the
// page as it opens and on a small project. What comes after the first verdict is held back meanwhile, so that the answer is the
// same each time.
import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { serve } from "./server.mjs";
import { KIND, SECTION, TYPE, assembled, bodies, constant, instructionsAt, items, list, name, number, readExport, readGlobalType, readImport, sections } from "./module.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
// How long the page is left alone after it has drawn something.
const PAUSE = 1_000;

/** The project that the page gives its first verdict on. */
export const PROJECT = {
  "Procfile": "web: gunicorn app:app\n",
  "requirements.txt": "Flask==2.0.3\ngunicorn==20.1.0\n",
  "runtime.txt": "python-3.6.6\n",
  "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
};

const [CONST_I32, SET_GLOBAL, END] = [0x41, 0x24, 0x0b];
const markOf = (index) => `called${index}`;

/** The module with a variable for each function, which is 1 once the function was called. */
const marked = (bytes) => {
  const found = sections(bytes);
  const functions = bodies(found);
  const imported = items(found.get(SECTION.IMPORT), readImport).filter(({ kind }) => kind === KIND.GLOBAL).length;
  const globals = items(found.get(SECTION.GLOBAL), (reader) => {
    readGlobalType(reader);
    while (reader.byte() !== END);
    return {};
  });
  const exports = items(found.get(SECTION.EXPORT), readExport);
  const globalOf = (index) => number(imported + globals.length + index);
  const withMark = (body, index) => {
    const start = instructionsAt(body);
    const mark = Buffer.concat([Buffer.from([CONST_I32]), constant(1), Buffer.from([SET_GLOBAL]), globalOf(index)]);
    const changed = Buffer.concat([body.subarray(0, start), mark, body.subarray(start)]);
    return Buffer.concat([number(changed.length), changed]);
  };
  const variable = Buffer.from([TYPE.I32, 1, CONST_I32, 0, END]);
  found.set(SECTION.GLOBAL, list([...globals.map(({ bytes }) => bytes), ...functions.map(() => variable)]));
  found.set(SECTION.EXPORT, list([...exports.map(({ bytes }) => bytes), ...functions.map((_, index) => Buffer.concat([name(markOf(index)), Buffer.from([KIND.GLOBAL]), globalOf(index)]))]));
  found.set(SECTION.CODE, list(functions.map(withMark)));
  return { module: assembled(found), count: functions.length };
};

// The scripts that are loaded with the page's parts call the program as they arrive, and come along.
const isLate = (address) => /\/(platforms-\w+\.txt|python[-_][\w-]+\.(js|wasm)|updates\.js)$|\/rules\//.test(address);

const calledIn = async (browser, origin, { program, module, count, kept, until }) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    await page.route("**/*", (route) => {
      const address = route.request().url();
      if (address.endsWith(program)) return route.fulfill({ body: module, contentType: "application/wasm" });
      return isLate(address) ? undefined : route.continue();
    });
    await page.addInitScript((kept) => {
      if (kept) sessionStorage.setItem("pushready.project", kept);
      // What is dropped when memory is short comes at any moment.
      delete window.FinalizationRegistry;
      // What waits for the rest of the program goes on waiting.
      new MutationObserver(() => document.documentElement.removeAttribute("data-whole")).observe(document, { subtree: true, attributeFilter: ["data-whole"] });
      const { instantiateStreaming } = WebAssembly;
      WebAssembly.instantiateStreaming = async (...all) => {
        const made = await instantiateStreaming.apply(WebAssembly, all);
        window.marks = made.instance.exports;
        return made;
      };
    }, kept);
    await page.goto(origin);
    for (const part of until) await page.locator(part).first().waitFor();
    await page.waitForTimeout(PAUSE);
    const names = Array.from({ length: count }, (_, index) => markOf(index));
    return await page.evaluate((names) => names.map((name) => window.marks[name].value === 1), names);
  } finally {
    await context.close();
  }
};

/**
 * Says of each function of a page's program whether it is called until the first verdict; nothing where there is no Chromium.
 * `folder` holds the page, and `program` is the name of the program's file in it.
 */
export const calledUntilTheFirstVerdict = async (folder, program, bytes) => {
  if (!existsSync(CHROMIUM)) return null;
  const server = serve(folder, 0);
  await new Promise((resolve) => server.once("listening", resolve));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const run = { program, ...marked(bytes) };
    const origin = `http://127.0.0.1:${server.address().port}/`;
    const welcome = await calledIn(browser, origin, { ...run, until: ["[data-testid='gallery']"] });
    const verdict = await calledIn(browser, origin, { ...run, until: ["[data-testid='verdict']", ".cm-editor"], kept: JSON.stringify({ schema: 1, files: PROJECT }) });
    return welcome.map((isCalled, index) => isCalled || verdict[index]);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
};
