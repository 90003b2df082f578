// Writes the page's service worker: www/service-worker.js with the names of all files, and a version from their digest.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const target = process.env.TRUNK_STAGING_DIR;
const files = readdirSync(target, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(target, join(entry.parentPath, entry.name)).split(sep).join("/"))
  // Only what a program on this machine hands out loads it.
  .filter((file) => !file.startsWith("local/"))
  .sort();
const worker = readFileSync("www/service-worker.js", "utf8");
const digest = createHash("sha256").update(worker);
for (const file of files) digest.update(`${file}\0`).update(readFileSync(join(target, file)));
const version = digest.digest("hex").slice(0, 16);
const constants = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\n`;
writeFileSync(join(target, "service-worker.js"), constants + worker);
