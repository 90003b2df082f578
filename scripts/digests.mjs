// Names the page's programs and early scripts by what they hold in the end. What came before has changed them since they got their names,
// and by more than their sources: which functions come first is found out by running them. A name that is kept for years must never mean
// another content, the less so since the parts of a program fit only each other.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const page = process.env.TRUNK_STAGING_DIR;
const html = join(page, "index.html");
let text = readFileSync(html, "utf8");
for (const name of readdirSync(page)) {
  const [, base, had, ending] = /^(web|theme)-([0-9a-f]{8,16})((?:_bg)?\.(?:js|wasm))$/.exec(name) ?? [];
  if (!had) continue;
  const digest = createHash("sha256").update(readFileSync(join(page, name))).digest("hex").slice(0, 16);
  const named = `${base}-${digest}${ending}`;
  renameSync(join(page, name), join(page, named));
  text = text.replaceAll(name, named);
}
writeFileSync(html, text);
