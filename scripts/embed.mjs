// Packs the page in dist/ for the program that has it in itself (`cargo build --features embedded-page`): each file by gzip, which
// every browser unpacks, but for the page itself, which `pushready serve` adds a script to.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { constants, gzipSync } from "node:zlib";

const target = "target/page/embedded";
// What a program on this machine does not hand out.
const LEFT_OUT = ["service-worker.js", "updates.js"];

rmSync(target, { recursive: true, force: true });
for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const name = relative("dist", join(entry.parentPath, entry.name));
  if (!entry.isFile() || LEFT_OUT.includes(name)) continue;
  const bytes = readFileSync(join("dist", name));
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), name === "index.html" ? bytes : gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
