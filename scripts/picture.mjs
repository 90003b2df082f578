// Takes the picture of the page that README.md shows, from dist/: a project that is blocked, as a visitor sees it.
//
//   node scripts/picture.mjs
import { once } from "node:events";
import { chromium } from "@playwright/test";
import { built, serve } from "./server.mjs";

const PICTURE = "docs/page.png";
const EXAMPLE = "no-server";
const args = ["--no-sandbox", "--disable-gpu", "--no-first-run"];

const server = serve(built, 0);
await once(server, "listening");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB", colorScheme: "light" });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.locator(`[data-example="${EXAMPLE}"]`).click();
  await page.getByTestId("problem").first().waitFor();
  // Every platform has its verdict, which follow one by one.
  await page.waitForFunction(() => [...document.querySelectorAll('[data-testid="platform"] label')].every((platform) => platform.querySelector("svg")));
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  server.close();
}
