// Holds that an installed program has the page in itself: what it serves opens in a browser, with the folder that it was given.
//
//   node tests/packages/served.mjs PROGRAM
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chromium } from "playwright";

const program = spawn(process.argv[2], ["serve", "--no-open", "--port", "0", "examples/flask-shop"], { stdio: ["ignore", "pipe", "pipe"] });
const address = new Promise((resolve, reject) => {
  let said = "";
  const take = (text) => {
    said += text;
    const [found] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(said) ?? [];
    if (found && said.includes("\n")) resolve(found);
  };
  program.stdout.setEncoding("utf8").on("data", take);
  program.stderr.setEncoding("utf8").on("data", take);
  program.once("exit", () => reject(new Error(said)));
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.goto(await address);
  const verdict = page.getByTestId("verdict");
  await verdict.waitFor();
  assert.match(await verdict.textContent(), /Ready to push/);
  console.error(`dist: ${process.argv[2]} serves its own page`);
} finally {
  await browser.close();
  program.removeAllListeners("exit");
  program.kill();
}
