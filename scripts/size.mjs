// Holds what the page loads before its first verdict to the budget of docs/design.md, compressed with brotli 11. What is
// loaded after it is shown apart.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 450_000;
const LATE = [
  ["the page that fetches a project by its address", (path) => /^(import[.-].*|base\.css|theme\.js)$/.test(path)],
  ["what makes the page work without a network", (path) => /^(service-worker|updates)\.js$|\.webmanifest$/.test(path)],
  ["the functions that no first verdict needs, loaded once the page is drawn", (path) => path.startsWith("rest-")],
  ["the icons of the installed page", (path) => path.endsWith(".png")],
  ["the profiles of platforms, loaded when one is chosen or after the first verdict", (path) => /^platforms-\w+\.txt$/.test(path)],
  ["the chooser of platforms, fetched when it is opened", (path) => path.startsWith("chooser/")],
  ["loaded when the first Python file is looked into", (path) => /^python[_-](parser|worker)/.test(path)],
  ["what asks package indexes and shows what is installed, fetched with it", (path) => /^(packages\/|asking\.)/.test(path)],
  ["what only the page of `pushready serve` loads", (path) => path.startsWith("local/")],
  ["the editor, fetched when a project is open", (path) => /^editor\/(entry|chunk)-/.test(path)],
  ["the editor's Python, fetched when such a file is opened", (path) => path.startsWith("editor/python-")],
  ["the editor's TOML, fetched when such a file is opened", (path) => path.startsWith("editor/toml-")],
  ["the pages of the rules, each loaded when it is opened", (path) => path.startsWith("rules/")],
  ["the documents, which are pages of their own", (path) => path.startsWith("docs/")],
];
const folder = process.argv[2] ?? "dist";

const rows = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    return { name: relative(folder, path), raw: bytes.length, brotli: brotli.length };
  })
  .sort((a, b) => b.brotli - a.brotli);

const total = (rows) => rows.reduce((sum, row) => sum + row.brotli, 0);
const line = (raw, brotli, text) => console.log(`${String(raw).padStart(9)} ${String(brotli).padStart(8)} ${text}`);

const first = rows.filter((row) => !LATE.some(([, isPart]) => isPart(row.name)));
for (const { name, raw, brotli } of first) line(raw, brotli, `brotli  ${name}`);
line("", total(first), `of ${BUDGET} bytes, the first load`);
for (const [what, isPart] of LATE) line("", total(rows.filter((row) => isPart(row.name))), `bytes, ${what}`);
line("", total(rows), "bytes, all files together");
if (total(first) > BUDGET) {
  console.error("size: the page is over its budget");
  process.exit(1);
}
