// Runs the tests of this folder in one process, since they share a browser: all of them, or those that are named.
//
//   node --test-reporter=spec tests/firefox/run.mjs fix link
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { program } from "./browser.mjs";

const ENDING = ".spec.mjs";
const folder = new URL("./", import.meta.url);
const skipped = new URL("../../target/skipped/", folder);
const TEST = "the_page_in_firefox";

const names = process.argv.slice(2);
if (program) {
  const all = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  for (const name of names.length ? names.map((name) => name + ENDING) : all) await import(new URL(name, folder));
} else {
  const note = `skipped: ${TEST} (no Firefox on this machine)\n`;
  mkdirSync(skipped, { recursive: true });
  writeFileSync(new URL(TEST, skipped), note);
  process.stdout.write(note);
}
