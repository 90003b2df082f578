// Lays the functions of the page's modules so that those that are alike follow one another, and makes a module of their own of those that
// the page's program does without until the first verdict. It comes after everything else that changes them, when the page can run.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calledUntilTheFirstVerdict } from "./first-verdict.mjs";
import { beyond } from "./beyond.mjs";
import { byLikeness } from "./likeness.mjs";
import { KIND, SECTION, assembled, bodies, custom, functionNames, items, list, name, number, readImport, sections, sized } from "./module.mjs";
import { linked } from "./relocations.mjs";
import { split } from "./split.mjs";
import { reorderByName, say, work } from "./wasm.mjs";

const { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: profile } = process.env;
const change = (file, to) => writeFileSync(join(staging, file), to(readFileSync(join(staging, file))));

const replaced = (text, what, by) => {
  if (text.split(what).length !== 2) throw new Error(`${what} stands not once where it is to be replaced`);
  return text.replace(what, () => by);
};

// The section that gives each function a name, which is its place in the line.
const names = (line, firstIndex) => {
  const places = line.map((index, place) => [firstIndex + index, place]).sort(([one], [other]) => one - other);
  const named = places.map(([index, place]) => Buffer.concat([number(index), name(String(place).padStart(6, "0"))]));
  return custom("name", Buffer.concat([Buffer.from([1]), sized(list(named))]));
};

// Lays the functions that `comesFirst` says before the others, and gives the names that they had, in their order now.
const lay = async (file, comesFirst) => {
  const path = join(staging, file);
  const bytes = readFileSync(path);
  const found = sections(bytes);
  const functions = bodies(found);
  const line = [true, false].flatMap((isFirst) => {
    const part = [...functions.keys()].filter((index) => comesFirst(index) === isFirst);
    return byLikeness(part.map((index) => functions[index])).map((place) => part[place]);
  });
  const imported = items(found.get(SECTION.IMPORT), readImport).filter(({ kind }) => kind === KIND.FUNCTION).length;
  const had = functionNames(bytes);
  writeFileSync(path, Buffer.concat([assembled(found), names(line, imported)]));
  await reorderByName(path);
  return line.map((index) => had.get(imported + index));
};

// What the first functions of the program do without, by what the linker wrote down.
const without = (bytes, count, names) => {
  const module = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/wasm-release/web.wasm");
  const all = new Set(names);
  return beyond(linked(readFileSync(module)), {
    names: names.slice(0, count),
    bodies: bodies(sections(bytes)).slice(0, count),
    isThere: (name) => all.has(name),
  });
};

// Short names for what the program takes from its script: each has a digest in its name, in both.
const shortenImports = (program) => {
  const script = join(staging, program.replace("_bg.wasm", ".js"));
  const found = sections(readFileSync(join(staging, program)));
  let text = readFileSync(script, "utf8");
  const imports = items(found.get(SECTION.IMPORT), readImport).map(({ module, field, bytes }, index) => {
    const short = index.toString(36);
    text = replaced(text, ` ${field}: function(`, ` "${short}": function(`);
    return Buffer.concat([name(module), name(short), bytes.subarray(name(module).length + name(field).length)]);
  });
  found.set(SECTION.IMPORT, list(imports));
  writeFileSync(join(staging, program), assembled(found));
  writeFileSync(script, text);
};

// The rest is asked for by the module itself, in the middle of a call; www/start.js loads it before that, if it can.
const splitOff = (program, count, names) => {
  const bytes = readFileSync(join(staging, program));
  const { first, rest } = split(bytes, count, without(bytes, count, names));
  writeFileSync(join(staging, program), first);
  const file = `rest-${createHash("sha256").update(rest).digest("hex").slice(0, 16)}.wasm`;
  writeFileSync(join(staging, file), rest);
  const imports = '"./web_bg.js": import0,';
  change(program.replace("_bg.wasm", ".js"), (text) => replaced(text.toString(), imports, `${imports} "rest": { load: () => globalThis.loadRest(wasm) },`));
  change("index.html", (text) => replaced(text.toString(), " data-module=", ` data-rest="./${file}" data-module=`));
};

await work(async () => {
  // A page for trying is there sooner without.
  if (profile === "debug") return;
  say("laying functions beside those that are like them");
  const [[program], others] = [true, false].map((isProgram) => readdirSync(staging).filter((file) => file.endsWith(".wasm") && /^web-\w+_bg\.wasm$/.test(file) === isProgram));
  for (const file of others) await lay(file, () => true);
  const called = await calledUntilTheFirstVerdict(staging, program, readFileSync(join(staging, program)));
  if (!called) {
    say("there is no Chromium that could say what the first verdict needs, so the page loads its whole program before it");
    await lay(program, () => true);
    return;
  }
  const names = await lay(program, (index) => called[index]);
  shortenImports(program);
  splitOff(program, called.filter((isCalled) => isCalled).length, names);
});
