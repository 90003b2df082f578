// Holds what the page loads before its first verdict to the budget of docs/design.md, compressed with brotli 11.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 600_000;
const folder = process.argv[2] ?? "dist";

const rows = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    return { name: entry.name, raw: bytes.length, brotli: brotli.length };
  })
  .sort((a, b) => b.brotli - a.brotli);

const total = rows.reduce((sum, row) => sum + row.brotli, 0);
for (const { name, raw, brotli } of rows) console.log(`${String(raw).padStart(9)} ${String(brotli).padStart(8)} brotli  ${name}`);
console.log(`${String(total).padStart(18)} of ${BUDGET} bytes, all files together`);
if (total > BUDGET) {
  console.error("size: the page is over its budget");
  process.exit(1);
}
