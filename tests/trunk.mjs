// Holds that Trunk, where there is one, makes of index.html and Trunk.toml the page that scripts/page.mjs makes of them, which
// has to be in dist/.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const NAME = "the_page_by_trunk";
const built = "target/page/by-trunk";

// The names differ in their digests, and what names them does too.
const withoutDigests = (text) => text.replace(/\b(web|theme|rest)-[0-9a-f]{8,16}(?=[._])/g, "$1-DIGEST").replace(/VERSION = "\w+"/, "VERSION");
const read = (folder) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [withoutDigests(path.slice(folder.length)), withoutDigests(readFileSync(path, "latin1"))]),
  );

if (spawnSync("trunk", ["--version"]).error) {
  const note = `skipped: ${NAME} (no Trunk on this machine)\n`;
  mkdirSync("target/skipped", { recursive: true });
  writeFileSync(join("target/skipped", NAME), note);
  process.stdout.write(note);
} else {
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  const { status } = spawnSync("trunk", ["build", "--release", "--dist", resolve(built)], { stdio: "inherit" });
  assert.equal(status, 0, "trunk build failed");
  const [ours, its] = [read("dist"), read(built)];
  const paths = new Set([...ours.keys(), ...its.keys()]);
  assert.deepEqual([...paths].filter((path) => ours.get(path) !== its.get(path)), [], "these files differ");
  console.log(`trunk: the same ${its.size} files`);
}
