// Lays the functions of the page's modules so that those that are alike follow one another: brotli then says more of each by what
// came just before. It comes after everything else that changes them.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reorderByName, say, work } from "./wasm.mjs";

const { TRUNK_STAGING_DIR: staging, TRUNK_PROFILE: profile } = process.env;

// The numbers of the sections.
const [CUSTOM, IMPORT, CODE] = [0, 2, 10];
// What is imported, by its number.
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

// Functions are alike by pieces of four bytes. Those that more functions than this have say nothing.
const MOST = 2_000;
// A small function is alike by chance, which counts as so many pieces more.
const CHANCE = 20;

// Reads what a section holds.
class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  // A number as LEB128 writes it.
  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number >>> 0;
    }
  }

  // As many bytes as a number before them says.
  sized() {
    const size = this.number();
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  list(item) {
    return Array.from({ length: this.number() }, item);
  }

  limits() {
    const hasMost = this.byte() & 1;
    this.number();
    if (hasMost) this.number();
  }
}

const written = (number) => {
  const bytes = [];
  do {
    bytes.push((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
    number >>>= 7;
  } while (number);
  return Buffer.from(bytes);
};
const sized = (...parts) => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([written(bytes.length), bytes]);
};

const sections = (bytes) => {
  const found = new Map();
  // Behind the magic word and the version.
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) found.set(reader.byte(), reader.sized());
  return found;
};

const importedFunctions = (section) => {
  const reader = new Reader(section, 0);
  const kinds = reader.list(() => {
    reader.sized();
    reader.sized();
    const kind = reader.byte();
    if (kind === FUNCTION) reader.number();
    if (kind === TABLE) reader.byte();
    if (kind === TABLE || kind === MEMORY) reader.limits();
    if (kind === GLOBAL) reader.at += 2;
    return kind;
  });
  return kinds.filter((kind) => kind === FUNCTION).length;
};

const piecesOf = (body) => {
  const pieces = new Set();
  for (let at = 0; at + 4 <= body.length; at++) pieces.add(body.readInt32LE(at));
  return [...pieces];
};

// The place of each function in a line in which each is followed by the one, of those that are left, that is most like it.
const places = (bodies) => {
  const pieces = bodies.map(piecesOf);
  const having = new Map();
  pieces.forEach((own, index) => own.forEach((piece) => (having.get(piece) ?? having.set(piece, []).get(piece)).push(index)));

  const places = new Array(bodies.length);
  const likeness = new Float64Array(bodies.length);
  const left = new Set(bodies.keys());
  let current = 0;
  while (left.size > 0) {
    left.delete(current);
    places[current] = bodies.length - left.size - 1;
    likeness.fill(0);
    for (const others of pieces[current].map((piece) => having.get(piece)).filter((others) => others.length <= MOST)) {
      // What few have says more.
      const weight = 1 / Math.log2(1 + others.length);
      for (const other of others) likeness[other] += weight;
    }
    let most = -1;
    for (const other of left) {
      const part = likeness[other] / (CHANCE + pieces[other].length);
      if (part > most) [most, current] = [part, other];
    }
  }
  return places;
};

// The section that gives each function a name, which is its place.
const names = (places, firstIndex) => {
  const name = (place, index) => Buffer.concat([written(firstIndex + index), sized(Buffer.from(String(place).padStart(6, "0")))]);
  const functions = sized(written(places.length), ...places.map(name));
  return Buffer.concat([Buffer.from([CUSTOM]), sized(sized(Buffer.from("name")), Buffer.from([1]), functions)]);
};

const order = async (module) => {
  const bytes = readFileSync(module);
  const found = sections(bytes);
  const code = new Reader(found.get(CODE), 0);
  const bodies = code.list(() => code.sized());
  writeFileSync(module, Buffer.concat([bytes, names(places(bodies), importedFunctions(found.get(IMPORT)))]));
  await reorderByName(module);
};

await work(async () => {
  // A page for trying is there sooner without.
  if (profile === "debug") return;
  say("laying functions beside those that are like them");
  const modules = readdirSync(staging).filter((name) => name.endsWith(".wasm"));
  for (const name of modules) await order(join(staging, name));
});
