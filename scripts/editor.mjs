// Bundles the editor beside the page that fetches it, under names that change with the content, and tells the page the
// name. Trunk runs it.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const SOURCE = "www/editor/entry.js";
const NAMED_IN_PAGE = "editor/entry.js";

const page = process.env.TRUNK_STAGING_DIR;
const { metafile } = await build({
  entryPoints: { entry: SOURCE },
  outdir: join(page, "editor"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  banner: { js: "/* CodeMirror, by Marijn Haverbeke and others, under the MIT license */" },
  logLevel: "warning",
});
const [entry] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === SOURCE);
const html = join(page, "index.html");
writeFileSync(html, readFileSync(html, "utf8").replace(NAMED_IN_PAGE, relative(page, entry)));
