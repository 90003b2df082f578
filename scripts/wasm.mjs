// Compiles the crate to WebAssembly, and makes of a program what a browser loads.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assembled, custom, namedSections, sections } from "./module.mjs";

const TRIPLE = "wasm32-unknown-unknown";
// How often a log is told how far the compiler is; a terminal sees it all the time.
const PAUSE = 15_000;

const target = process.env.CARGO_TARGET_DIR ?? "target";
export const say = (text) => console.error(`build: ${text}`);

// Does the work of a script, and says in one line what has failed.
export const work = (steps) =>
  steps().catch((error) => {
    say(error.message);
    process.exit(1);
  });

// Runs a program, and waits for it.
export const run = (program, args, { env = {}, listen } = {}) =>
  new Promise((resolve, reject) => {
    const stdio = ["ignore", "inherit", listen ? "pipe" : "inherit"];
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio });
    child.once("error", reject);
    if (listen) listen(child.stderr);
    child.once("close", (status) => (status === 0 ? resolve() : reject(new Error(`${program} ${args[0]} failed`))));
  });

// What cargo says, with a count now and then in place of a line for every crate.
const counting = (stderr) => {
  let told = Date.now();
  let rest = "";
  stderr.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split(/[\r\n]/);
    rest = lines.pop();
    for (const line of lines) {
      const [, done, all] = /Building \[.*\] (\d+)\/(\d+)/.exec(line) ?? [];
      if (all && Date.now() - told > PAUSE) {
        told = Date.now();
        say(`compiled ${done} of ${all} parts`);
      } else if (!all && !/^\s*(Compiling .*|\x1b\[K)?$/.test(line)) {
        console.error(line);
      }
    }
  });
};

// Compiles what these arguments of cargo name, and gives the folder with the modules.
export const compile = async (command, profile, args) => {
  const options = ["--locked", "--target", TRIPLE, "--profile", profile, "--no-default-features", ...args];
  if (process.stderr.isTTY) await run("cargo", [command, ...options]);
  else await run("cargo", [command, ...options], { env: { CARGO_TERM_PROGRESS_WHEN: "always", CARGO_TERM_PROGRESS_WIDTH: "80" }, listen: counting });
  return join(target, TRIPLE, profile);
};

// Writes NAME.js, NAME_bg.wasm and their types into a folder; `kind` is the kind of JavaScript, as wasm-bindgen calls it. Functions keep the names
// that the linker knows them by where that is asked for.
export const bind = async (module, { folder, name, kind, keepsNames = false }) => {
  await run("wasm-bindgen", [module, "--out-dir", folder, "--out-name", name, "--target", kind, ...(keepsNames ? ["--no-demangle"] : [])]);
  if (keepsNames) keepOnlyNames(join(folder, `${name}_bg.wasm`));
};

// What the linker wrote down is no longer true of what wasm-bindgen has made, and wasm-opt warns of it.
const keepOnlyNames = (module) => {
  const bytes = readFileSync(module);
  writeFileSync(module, Buffer.concat([assembled(sections(bytes)), custom("name", namedSections(bytes).get("name"))]));
};

// What every browser of the last years has.
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "reference-types", "multivalue", "sign-ext", "mutable-globals"];

const optimise = (module, options) => run("wasm-opt", [module, "--output", module, ...FEATURES.map((feature) => `--enable-${feature}`), ...options]);

const BY_NAME = "--reorder-functions-by-name";

// Makes a module smaller, in its place. The lowest memory is the end of the stack, where nothing has its address plus something else. Functions of one source file have numbers near each other, and no large one is copied into
// its only caller: brotli finds more that is alike.
export const shrink = (module, level, { keepsNames = false } = {}) =>
  optimise(module, [level, "--low-memory-unused", "--one-caller-inline-max-function-size=20", BY_NAME, ...(keepsNames ? ["--debuginfo"] : [])]);

// Lays its functions by their names, which are then gone.
export const reorderByName = (module) => optimise(module, ["--generate-stack-ir", "--optimize-stack-ir", BY_NAME]);
