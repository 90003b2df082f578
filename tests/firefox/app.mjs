// The page as its user has it, in a browser context that knows nothing of any other.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { drop } from "../e2e/in-page.mjs";

const PARTS = ["Files", "Text", "Problems", "Plan"];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export const id = (name) => `[data-testid="${name}"]`;
export const problem = (code) => `${id("problem")}[data-code="${code}"]`;

// Asks until the answer is the expected one.
export const eventually = async (ask, expected) => {
  let answer = await ask();
  for (let asked = 0; asked < 400 && !isDeepStrictEqual(answer, expected); asked += 1) {
    await setTimeout(25);
    answer = await ask();
  }
  assert.deepEqual(answer, expected);
};

// Opens the page at an address for as long as something is done there.
export const visit = async (firefox, viewport, address, complaints, body) => {
  const app = new App(firefox, viewport, address, complaints);
  try {
    await app.arrive();
    await body(app);
  } finally {
    await app.leave();
  }
};

class App {
  constructor(firefox, viewport, address, complaints) {
    this.firefox = firefox;
    this.viewport = viewport;
    this.isPhone = viewport === PHONE;
    this.address = address;
    this.complaints = complaints;
    this.folders = [];
  }

  async arrive() {
    this.context = await this.firefox.browser.createBrowserContext();
    this.page = await this.context.newPage();
    const complain = (text) => this.complaints.push(text);
    this.page.on("pageerror", (error) => complain(`exception: ${error.message}`));
    this.page.on("console", (message) => ["error", "warn"].includes(message.type()) && complain(`${message.type()}: ${message.text()}`));
    this.page.on("request", (request) => /^(blob|data|about):/.test(request.url()) || request.url().startsWith(this.address) || complain(`request to ${request.url()}`));
    this.page.on("response", (response) => response.status() >= 400 && complain(`${response.status()} for ${response.url()}`));
    await this.page.evaluateOnNewDocument(() => {
      addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => console.error(`refused by ${effectiveDirective}: ${blockedURI}`));
    });
    await this.page.setViewport(this.viewport);
    await this.goto();
  }

  async goto(path = "") {
    await this.page.goto(this.address + path);
    await this.there(id("version"));
  }

  async reload() {
    await this.page.reload();
    await this.there(id("version"));
  }

  async leave() {
    await this.context?.close();
    for (const folder of this.folders) rmSync(folder, { recursive: true });
  }

  // The page as another person sees it, who has nothing of this one's.
  elsewhere(body, address = this.address) {
    return visit(this.firefox, this.viewport, address, this.complaints, body);
  }

  // Narrow screens show one part at a time.
  async show(part) {
    if (this.isPhone) await this.click(`${id("tab")}:nth-child(${PARTS.indexOf(part) + 1})`);
  }

  // Waits until it is there and shown.
  there(selector) {
    return eventually(() => this.page.evaluate((selector) => document.querySelector(selector)?.checkVisibility() ?? false, selector), true);
  }

  async click(selector) {
    await this.there(selector);
    await this.page.click(selector);
  }

  async focus(selector) {
    await this.there(selector);
    await this.page.focus(selector);
  }

  async type(selector, text) {
    await this.focus(selector);
    await this.page.keyboard.type(text);
  }

  choose(control, value) {
    return this.click(`${id(control)} label:has(input[value="${value}"])`);
  }

  // Gives files of these contents to the input of files, as the dialog for picking them does.
  async pick(files) {
    const root = mkdtempSync(join(tmpdir(), "pushready-"));
    this.folders.push(root);
    const paths = Object.entries(files).map(([name, content]) => {
      const path = join(root, name);
      writeFileSync(path, content);
      return path;
    });
    const input = await this.page.$(id("files-input"));
    await input.uploadFile(...paths);
  }

  // The driver of Firefox gives no folders to an input: what a picked one holds is put there.
  pickFolder(files, folder = "shop") {
    return this.page.$eval(
      id("folder-input"),
      (input, files, folder) => {
        const transfer = new DataTransfer();
        for (const [path, text] of Object.entries(files)) {
          const file = new File([text], path.split("/").pop());
          Object.defineProperty(file, "webkitRelativePath", { value: `${folder}/${path}` });
          transfer.items.add(file);
        }
        input.files = transfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      },
      files,
      folder,
    );
  }

  // Opens these files as a picked folder.
  async open(files, folder) {
    await this.pickFolder(files, folder);
    await this.there(id("verdict"));
  }

  drop(files) {
    return this.page.evaluate(drop, files);
  }

  // What the places say, each with its lines in one.
  texts(selector) {
    return this.page.evaluate((selector) => [...document.querySelectorAll(selector)].map((place) => place.innerText.replace(/\s+/g, " ").trim()), selector);
  }

  sees(selector, expected) {
    return eventually(() => this.texts(selector), [expected].flat());
  }

  seesNo(selector) {
    return this.sees(selector, []);
  }

  // The words of the verdict, and all that is said above the details of each problem.
  async judged({ verdict, problems }) {
    await this.sees(".verdict-words", verdict);
    await this.show("Problems");
    await this.sees(`${id("problem")} > :is(.problem-head, h3)`, problems);
  }

  // The text of the open file, in the editor or in the plain field that stands in for it.
  text() {
    return this.page.evaluate(() => {
      const editor = document.querySelector("code-editor");
      return editor.text ?? editor.querySelector("textarea").value;
    });
  }

  expectText(text) {
    return eventually(() => this.text(), text);
  }

  // Selects all of the open file's text and types another.
  async write(text) {
    await this.focus(id("editor"));
    await this.press("Control", "a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.type(text);
  }

  async press(modifier, key) {
    await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    await this.page.keyboard.up(modifier);
  }

  value(selector) {
    return this.page.evaluate((selector) => document.querySelector(selector)?.value, selector);
  }

  holds(selector, expected) {
    return eventually(() => this.value(selector), expected);
  }

  // Keeps back the answers to such requests. Gives what lets them come.
  async hold(pattern) {
    const waiting = [];
    const answer = (request) => (pattern.test(request.url()) ? waiting.push(request) : request.continue());
    await this.page.setRequestInterception(true);
    this.page.on("request", answer);
    return async () => {
      this.page.off("request", answer);
      this.page.on("request", (request) => request.continue());
      await Promise.all(waiting.map((request) => request.continue()));
    };
  }

  // Opens a file from the list.
  async openFile(name) {
    await this.show("Files");
    await this.click(`${id("file-row")}[data-path="${name}"]`);
  }

  focused(selector) {
    return eventually(() => this.page.evaluate((selector) => document.activeElement.matches(selector), selector), true);
  }

  copied() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  // Presses the button, and gives the file that it saves.
  async download(selector) {
    const { downloads } = this.firefox;
    // Until all of it is there, an empty file keeps the name, and another the beginning.
    const isWhole = (name) => !name.endsWith(".part") && statSync(join(downloads, name), { throwIfNoEntry: false })?.size > 0;
    await this.click(selector);
    await eventually(async () => readdirSync(downloads).map(isWhole), [true]);
    const [name] = readdirSync(downloads);
    const path = join(downloads, name);
    const bytes = readFileSync(path);
    rmSync(path);
    return { name, bytes };
  }
}
