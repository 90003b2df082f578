// The Firefox of this machine, driven over WebDriver BiDi.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

const NAMES = ["firefox-esr", "firefox"];

// A program of this name may only say that Firefox is to be had elsewhere.
const starts = (path) => spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;
const installed = () => NAMES.flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name))).find(starts);

// The one that FIREFOX names, else the first on the path; none if there is none.
export const program = process.env.FIREFOX || installed();

// A browser that saves what is downloaded in a folder of its own, without asking, and lets a test read what was copied.
export const launch = async (preferences = {}) => {
  const downloads = mkdtempSync(join(tmpdir(), "pushready-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    headless: true,
    extraPrefsFirefox: {
      "browser.download.alwaysOpenPanel": false,
      "browser.download.dir": downloads,
      "browser.download.folderList": 2,
      "browser.download.useDownloadDir": true,
      "dom.events.testing.asyncClipboard": true,
      // What a test serves is what the page gets.
      "dom.serviceWorkers.enabled": false,
      "intl.accept_languages": "en-GB",
      "layout.css.prefers-color-scheme.content-override": 1,
      ...preferences,
    },
  });
  const close = async () => {
    await browser.close();
    rmSync(downloads, { recursive: true });
  };
  return { browser, downloads, close };
};
