// Builds the npm package: the JavaScript API for browsers, bundlers and Node, and the program of npm/ on it.
//
//   node scripts/package.mjs           into pkg/, as small as it is released
//   node scripts/package.mjs trying    into target/packages/trying, as soon as it can be compiled
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bind, compile, run, say, shrink, work } from "./wasm.mjs";

const isForTrying = process.argv[2] === "trying";
const folder = isForTrying ? "target/packages/trying" : "pkg";
const metadata = execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { encoding: "utf8" });
const [{ name, version, description, license, keywords, repository }] = JSON.parse(metadata).packages;
const module = `${name}_bg.wasm`;

// Of Node, nobody has to know what a browser loads a module from.
const typesForNode = `${readFileSync("src/js/types.d.ts", "utf8")}
/** There is nothing to wait for: Node has the module at once. Code that also runs in browsers may wait all the same. */
export default function init(): Promise<void>;
`;

// CommonJS knows its own place by another name.
const writeCommonJs = () =>
  build({
    entryPoints: [join(folder, "node.js")],
    outfile: join(folder, "node.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    banner: { js: 'const ownAddress = require("node:url").pathToFileURL(__filename).href;' },
    define: { "import.meta.url": "ownAddress" },
    logLevel: "warning",
  });

const stated = {
  name,
  version,
  description,
  license,
  keywords,
  ...(repository && { repository }),
  type: "module",
  engines: { node: ">=20" },
  bin: { [name]: "bin/pushready.js" },
  files: ["*.js", "*.cjs", "*.ts", "*.cts", "*.wasm", "bin"],
  main: "node.cjs",
  module: `${name}.js`,
  types: `${name}.d.ts`,
  exports: {
    ".": {
      node: {
        import: { types: "./node.d.ts", default: "./node.js" },
        require: { types: "./node.d.cts", default: "./node.cjs" },
      },
      default: { types: `./${name}.d.ts`, default: `./${name}.js` },
    },
    [`./${module}`]: `./${module}`,
    "./package.json": "./package.json",
  },
  sideEffects: ["./node.js", "./node.cjs", "./bin/*"],
};

await work(async () => {
  say("compiling the npm package, which takes minutes");
  const [modules] = await Promise.all([
    compile("rustc", isForTrying ? "wasm-serve" : "wasm-release", ["--features", "js", "--lib", "--crate-type", "cdylib"]),
    run("scripts/setup", ["page"]),
  ]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bind(join(modules, `${name}.wasm`), { folder, name, kind: "web" });
  if (!isForTrying) await shrink(join(folder, module), "-Oz");
  cpSync("npm", folder, { recursive: true });
  copyFileSync("docs/npm.md", join(folder, "README.md"));
  copyFileSync("LICENSE", join(folder, "LICENSE"));
  for (const ending of ["ts", "cts"]) writeFileSync(join(folder, `node.d.${ending}`), typesForNode);
  await writeCommonJs();
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(stated, null, 2)}\n`);
  say(`it is in ${folder}/`);
});
