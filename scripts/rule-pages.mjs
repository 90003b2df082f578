// Lays the pages of the rules beside the page that shows them: rules/NAME.md and rules/NAME.zh.md.
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const source = "src/rules";
const target = join(process.env.TRUNK_STAGING_DIR, "rules");
mkdirSync(target, { recursive: true });
for (const file of readdirSync(source, { recursive: true })) {
  if (file.endsWith(".md")) cpSync(join(source, file), join(target, basename(file)));
}
