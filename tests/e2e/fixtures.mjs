// What every test of the page starts from: a page that may neither call another host nor complain, and names for its parts.
import { test as base, expect } from "@playwright/test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { drop } from "./in-page.mjs";

export { expect };
export { BROKEN, READY, REQUIREMENTS } from "./projects.mjs";

export const test = base.extend({
  // Complaints that a test expects, as patterns.
  tolerated: [{ patterns: [] }, { option: true }],

  page: async ({ page, baseURL, tolerated }, use) => {
    const complaints = [];
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL) && !/^(blob|data):/.test(url)) complaints.push(`request to ${url}`);
    });
    page.on("console", (message) => {
      const isTestsOwn = message.text().startsWith("Service Worker registration blocked by Playwright");
      if (["error", "warning"].includes(message.type()) && !isTestsOwn) complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
    await use(page);
    expect(complaints.filter((complaint) => !tolerated.patterns.some((pattern) => pattern.test(complaint)))).toEqual([]);
  },

  app: async ({ page, isMobile }, use) => {
    const app = new App(page, isMobile);
    await app.goto();
    await use(app);
  },

  // Writes files into a folder of its own, and gives its path.
  folder: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), "pushready-"));
    await use((files, name = "shop") => {
      for (const [path, content] of Object.entries(files)) {
        const file = join(root, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
      return join(root, name);
    });
    rmSync(root, { recursive: true });
  },
});

export class App {
  constructor(page, isPhone) {
    this.page = page;
    this.isPhone = isPhone;
    const id = (name) => page.getByTestId(name);
    this.verdict = id("verdict");
    this.editor = id("editor");
    this.problems = id("problem");
    this.files = id("file-row");
    this.alert = id("alert");
    this.live = id("live");
    this.undo = id("undo");
    this.applySafe = id("apply-safe");
    this.ruleDialog = id("rule-dialog");
    this.stages = id("stage");
  }

  id(name) {
    return this.page.getByTestId(name);
  }

  async goto(path = "") {
    await this.page.goto(path);
    await expect(this.id("version")).toBeVisible();
  }

  // What a tab keeps is gone on another day. An answer that is under way keeps the project once more: it goes last.
  async comeAnotherDay() {
    await this.page.evaluate(() => addEventListener("pagehide", () => sessionStorage.clear()));
    await this.page.reload();
    await expect(this.id("version")).toBeVisible();
  }

  // Narrow screens show one part at a time.
  async show(part) {
    if (this.isPhone) await this.page.getByRole("navigation").getByRole("button", { name: part }).click();
  }

  async openFolder(path) {
    await this.id("folder-input").first().setInputFiles(path);
  }

  // Opens these files as a picked folder would.
  async open(files, folder) {
    await this.openFolder(folder(files));
    await expect(this.verdict).toBeVisible();
  }

  async choose(control, value) {
    await this.id(control).locator(`label:has(input[value="${value}"])`).click();
  }

  // Drops what lies at these paths, folders included, as a person does: when the page has seen what is above it, of which it is
  // told again and again. `before` is what happens while it is held there.
  async drop(paths, before = async () => {}) {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    const send = (type) => session.send("Input.dispatchDragEvent", { type, x: 150, y: 300, data });
    const seen = await this.page.evaluateHandle(() => ({ isOver: new Promise((resolve) => addEventListener("dragover", resolve, { once: true })) }));
    await send("dragEnter");
    const isSeen = () => seen.evaluate(({ isOver }) => Promise.race([isOver.then(() => true), new Promise((resolve) => setTimeout(resolve, 200, false))]));
    do await send("dragOver");
    while (!(await isSeen()));
    await before();
    await send("drop");
  }

  // Drops files that exist in the page only.
  async dropInPage(files) {
    await this.page.evaluate(drop, files);
  }

  problem(code) {
    return this.page.locator(`[data-testid="problem"][data-code="${code}"]`);
  }

  // The text of the open file, in the editor or in the plain field that stands in for it.
  text() {
    return this.page.locator("code-editor").evaluate((editor) => editor.text ?? editor.querySelector("textarea").value);
  }

  // Waits until the open file has this text, or one like this.
  async expectText(text) {
    const expected = expect.poll(() => this.text());
    await (text instanceof RegExp ? expected.toMatch(text) : expected.toBe(text));
  }

  // Selects all of the open file's text and writes another.
  async write(text) {
    await this.editor.focus();
    await this.page.keyboard.press("Control+a");
    await (text ? this.page.keyboard.insertText(text) : this.page.keyboard.press("Delete"));
  }

  // Opens a file from the list, in which another may have come under the pointer: those with errors stand first.
  async openFile(name) {
    const row = this.files.filter({ hasText: name });
    await expect(async () => {
      await this.show("Files");
      await row.click();
      await expect(row).toHaveAttribute("aria-current", "true", { timeout: 2_000 });
    }).toPass();
  }

  // Makes sure that a problem's card shows all of it.
  async unfold(code) {
    await this.show("Problems");
    const toggle = this.problem(code).first().locator("[aria-expanded='false']");
    if (await toggle.count()) await toggle.click();
    return this.problem(code).first();
  }
}
