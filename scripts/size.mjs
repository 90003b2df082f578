// Holds what the page loads before its first verdict to the budget of docs/design.md, compressed with brotli 11. What is
// loaded after it is shown apart.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 600_000;
const LATE = /^python[_-](parser|worker)/;
const folder = process.argv[2] ?? "dist";

const rows = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    return { name: entry.name, raw: bytes.length, brotli: brotli.length };
  })
  .sort((a, b) => b.brotli - a.brotli);

const print = (rows) => {
  for (const { name, raw, brotli } of rows) console.log(`${String(raw).padStart(9)} ${String(brotli).padStart(8)} brotli  ${name}`);
  return rows.reduce((sum, row) => sum + row.brotli, 0);
};
const first = print(rows.filter((row) => !LATE.test(row.name)));
console.log(`${String(first).padStart(18)} of ${BUDGET} bytes, the first load`);
const late = print(rows.filter((row) => LATE.test(row.name)));
console.log(`${String(late).padStart(18)} bytes, loaded when the first Python file is looked into`);
console.log(`${String(first + late).padStart(18)} bytes, all files together`);
if (first > BUDGET) {
  console.error("size: the page is over its budget");
  process.exit(1);
}
