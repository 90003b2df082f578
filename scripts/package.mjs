// Builds the npm package into pkg/: the JavaScript API, as small as it is released.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bind, compile, run, say, shrink, work } from "./wasm.mjs";

const folder = "pkg";
const metadata = execFileSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], { encoding: "utf8" });
const [{ name, version, description, license, keywords }] = JSON.parse(metadata).packages;
const files = [`${name}_bg.wasm`, `${name}.js`, `${name}.d.ts`];
const [module, main, types] = files;

await work(async () => {
  say("compiling the npm package, which takes minutes");
  const [modules] = await Promise.all([
    compile("rustc", "wasm-release", ["--features", "js", "--lib", "--crate-type", "cdylib"]),
    run("scripts/setup", ["page"]),
  ]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  await bind(join(modules, `${name}.wasm`), { folder, name, kind: "web" });
  await shrink(join(folder, module), "-Oz");
  for (const file of ["README.md", "LICENSE"]) copyFileSync(file, join(folder, file));
  const stated = { name, type: "module", description, version, license, files, main, types, sideEffects: ["./snippets/*"], keywords };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(stated, null, 2)}\n`);
  say(`it is in ${folder}/`);
});
