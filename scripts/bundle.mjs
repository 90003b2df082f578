// Bundles the editor, the panel of packages, the chooser of platforms, what `pushready serve` adds, and the styles into one file, beside the page that fetches them, under names that
// change with the content, and tells the page the names.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

// What index.html calls them, and their sources; `pushready serve` puts the last one into the page that it hands out.
const ENTRIES = { "editor/entry.js": "www/editor/entry.js", "packages/entry.js": "www/packages/entry.js", "chooser/entry.js": "www/chooser/entry.js", "page.css": "www/page.css", "local/entry.js": "www/local/entry.js" };
// What is not our own.
const LICENCES = { "editor/entry.js": "/* CodeMirror, by Marijn Haverbeke and others, under the MIT license */" };

const page = process.env.TRUNK_STAGING_DIR;
const bundle = ([name, source]) =>
  build({
    entryPoints: [{ in: source, out: name.replace(/\.\w+$/, "") }],
    outdir: page,
    entryNames: "[dir]/[name]-[hash]",
    chunkNames: "editor/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    metafile: true,
    banner: { js: LICENCES[name] ?? "" },
    logLevel: "warning",
  });
const built = (await Promise.all(Object.entries(ENTRIES).map(bundle))).flatMap(({ metafile }) => Object.entries(metafile.outputs));
const html = join(page, "index.html");
const named = Object.entries(ENTRIES).reduce((text, [name, source]) => {
  const [file] = built.find(([, output]) => output.entryPoint === source);
  return text.replace(name, relative(page, file));
}, readFileSync(html, "utf8"));
writeFileSync(html, named);
