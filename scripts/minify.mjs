// Minifies the page's own scripts, and what stands between the tags of the page.
import { transform } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const page = process.env.TRUNK_STAGING_DIR;
const change = async (name, to) => writeFileSync(join(page, name), await to(readFileSync(join(page, name), "utf8")));

for (const name of readdirSync(page).filter((name) => name.endsWith(".js"))) {
  await change(name, async (text) => {
    // The names at the top of a script that is no module are seen by others.
    const format = /^(?:import|export)\b/m.test(text) ? "esm" : undefined;
    return (await transform(text, { minify: true, format, target: "es2022" })).code;
  });
}
await change("index.html", (text) => text.replace(/<!--.*?-->/gs, "").replace(/\s*\n\s*/g, "\n"));
