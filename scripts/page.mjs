// Puts the page together from index.html and Trunk.toml, as Trunk does, which takes minutes to be compiled itself.
//
//   node scripts/page.mjs           into dist/, as small as it is released
//   node scripts/page.mjs trying    into target/page/trying, as soon as it can be compiled
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { bind, compile, run, say, shrink, work } from "./wasm.mjs";

const isForTrying = process.argv[2] === "trying";
const bound = "target/page/bound";
const staging = "target/page/next";
const finished = isForTrying ? "target/page/trying" : "dist";

const source = readFileSync("index.html", "utf8");
const attributes = (tag) => Object.fromEntries([...tag.matchAll(/ ([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, value]));
const assets = [...source.matchAll(/<(?:link|script) data-trunk [^>]*>(?:<\/script>)?/g)].map(([tag]) => ({ tag, ...attributes(tag) }));
const programs = assets.filter((asset) => asset.rel === "rust");

const trunk = readFileSync("Trunk.toml", "utf8");
const pattern = (name, values) => new RegExp(`^${name} = '(.*)'$`, "m").exec(trunk)[1].replace(/\{(\w+)\}/g, (_, key) => values[key]);

// Compiles all programs at once, since they share a library.
const compilePrograms = () => {
  const [{ "data-cargo-features": features, "data-cargo-profile": profile }] = programs;
  const names = programs.flatMap((program) => ["--bin", program["data-bin"]]);
  say(isForTrying ? "compiling a page for trying; the first time takes minutes" : "compiling the page as small as it is released, which takes minutes");
  return compile("build", isForTrying ? "wasm-serve" : profile, ["--features", features, ...names]);
};

const bindProgram = async (modules, program) => {
  const name = program["data-bin"];
  const keepsNames = !isForTrying && "data-no-demangle" in program;
  await bind(join(modules, `${name}.wasm`), { folder: bound, name, kind: program["data-bindgen-target"] ?? "web", keepsNames });
  if (!isForTrying) await shrink(join(bound, `${name}_bg.wasm`), `-O${program["data-wasm-opt"]}`, { keepsNames });
};

const copy = (file, name = basename(file)) => {
  copyFileSync(file, join(staging, name));
  return name;
};

const digest = (...files) => files.reduce((hash, file) => hash.update(readFileSync(file)), createHash("sha256")).digest("hex").slice(0, 16);

// Takes an asset along, and gives what stands in the place of its tag, and at the end of the head.
const place = (asset) => {
  if (asset.src) {
    const name = copy(asset.src, `${basename(asset.src, ".js")}-${digest(asset.src)}.js`);
    return [`<script src="./${name}"></script>`];
  }
  if (asset.rel === "copy-file") return copy(asset.href) && [];
  const files = [".js", "_bg.wasm"].map((ending) => join(bound, asset["data-bin"] + ending));
  // Whoever starts a worker knows its name.
  if (asset["data-type"] === "worker") return files.map((file) => copy(file)) && [];
  const base = `${asset["data-bin"]}-${digest(...files)}`;
  const values = { base: "./", js: copy(files[0], `${base}.js`), wasm: copy(files[1], `${base}_bg.wasm`) };
  return [pattern("pattern_script", values), pattern("pattern_preload", values)];
};

const assemble = () => {
  const page = assets.reduce((html, asset) => {
    const [inPlace = "", inHead = ""] = place(asset);
    return html.replace(asset.tag, () => inPlace).replace("</head>", () => `${inHead}</head>`);
  }, source);
  writeFileSync(join(staging, "index.html"), page);
};

const build = async () => {
  const [modules] = await Promise.all([compilePrograms(), run("scripts/setup", ["page"])]);
  for (const folder of [bound, staging]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  await Promise.all(programs.map((program) => bindProgram(modules, program)));
  assemble();
  await run("node", ["scripts/after-build.mjs"], { env: { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: isForTrying ? "debug" : "release" } });
  rmSync(finished, { recursive: true, force: true });
  renameSync(staging, finished);
  say(`it is in ${finished}`);
};

await work(build);
