// Holds that a program which the build has split does what it did before, whichever half a call begins in, and loads the rest once.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { bodies, renumbered, sections } from "../../scripts/module.mjs";
import { split } from "../../scripts/split.mjs";

const folder = mkdtempSync(join(tmpdir(), "pushready-"));
const file = join(folder, "small.wasm");
execFileSync("node_modules/.bin/wasm-as", ["tests/split/small.wat", "--all-features", "--output", file]);
const whole = readFileSync(file);
rmSync(folder, { recursive: true });

// Starts the program, of whose functions the first two are needed at once.
const started = (isWithout) => {
  const { first, rest } = split(whole, 2, isWithout);
  const [seen, loads] = [[], []];
  const load = () => {
    loads.push(seen.length);
    const functions = new Proxy({}, { get: (_, place) => exports.table0.get(Number(place)) });
    new WebAssembly.Instance(new WebAssembly.Module(rest), { first: exports, functions });
  };
  const imports = { "./web_bg.js": { seen: (calls) => seen.push(calls) }, rest: { load } };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(first), imports);
  const memory = new Uint8Array(exports.memory.buffer);
  return { ...exports, memory, seen, loads };
};

const ALL = { data: () => false, place: () => false };
// What only `later` refers to, and its own place in the table.
const LESS = { data: (place) => place === 32 || place === 36, place: (place) => place === 3 };

for (const [name, isWithout] of Object.entries({ ALL, LESS })) {
  test(`a call of the rest loads it once and goes on, without ${name}`, () => {
    const { first, seen, loads } = started(isWithout);
    assert.deepEqual(loads, []);
    assert.equal(first(10), 27);
    assert.equal(first(1), 9);
    assert.deepEqual([seen, loads], [[1, 2], [0]]);
  });

  test(`a call through the table loads it as well, without ${name}`, () => {
    const { apply, loads } = started(isWithout);
    assert.equal(apply(2, 5), 10);
    assert.deepEqual(loads, [0]);
  });
}

test("what only the rest refers to comes with it", () => {
  const { apply, first, memory } = started(LESS);
  assert.deepEqual([memory[16], memory[32], memory[36]], [7, 0, 0]);
  assert.throws(() => apply(3, 1), WebAssembly.RuntimeError);
  first(1);
  assert.deepEqual([memory[16], memory[32], memory[36]], [7, 5, 6]);
  assert.equal(apply(3, 1), 8);
});

test("what the program has written before stays", () => {
  const { apply, memory } = started(LESS);
  [memory[16], memory[34]] = [8, 9];
  apply(2, 1);
  assert.deepEqual([memory[16], memory[32], memory[34]], [8, 5, 9]);
});

test("a body is read as it is written", () => {
  for (const body of bodies(sections(whole))) assert.deepEqual(renumbered(body, (index) => index), Buffer.from(body));
});
