// Reads and writes WebAssembly modules, as far as moving functions needs it.

// The numbers of the sections.
export const SECTION = { CUSTOM: 0, TYPE: 1, IMPORT: 2, FUNCTION: 3, TABLE: 4, MEMORY: 5, GLOBAL: 6, EXPORT: 7, START: 8, ELEMENT: 9, CODE: 10, DATA: 11, DATA_COUNT: 12 };
// What is imported or exported, by its number.
export const KIND = { FUNCTION: 0, TABLE: 1, MEMORY: 2, GLOBAL: 3 };
export const TYPE = { FUNCTION: 0x60, FUNCREF: 0x70, I32: 0x7f };

/** Reads what a section holds. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** A number as LEB128 writes it. */
  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number >>> 0;
    }
  }

  /** The same with a sign; an address becomes a number without one again. */
  signed() {
    let [number, shift, byte] = [0, 0, 0];
    do {
      byte = this.byte();
      number |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    return (shift < 32 && byte & 0x40 ? number | (-1 << shift) : number) >>> 0;
  }

  /** Goes over a number of any size, with a sign or without. */
  skipNumber() {
    while (this.byte() >= 0x80);
  }

  /** As many bytes as a number before them says. */
  sized() {
    const size = this.number();
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  name() {
    return this.sized().toString();
  }

  list(item) {
    return Array.from({ length: this.number() }, item);
  }

  limits() {
    const hasMost = this.byte() & 1;
    const least = this.number();
    return { least, most: hasMost ? this.number() : null };
  }

  /** All bytes that a step goes over. */
  over(step) {
    const start = this.at;
    step();
    return this.bytes.subarray(start, this.at);
  }
}

export const number = (value) => {
  const bytes = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value);
  return Buffer.from(bytes);
};

/** A constant number of an instruction, which has a sign. */
export const constant = (value) => {
  const bytes = [];
  for (; value > 0x3f; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
};

export const sized = (...parts) => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([number(bytes.length), bytes]);
};
export const name = (text) => sized(Buffer.from(text));
export const list = (items) => Buffer.concat([number(items.length), ...items]);
export const limits = ({ least, most }) => Buffer.concat([Buffer.from([most === null ? 0 : 1]), number(least), most === null ? Buffer.alloc(0) : number(most)]);

/** Behind the magic word and the version. */
const START = 8;

/** What each section holds, by its number. */
export const sections = (bytes) => {
  const found = new Map();
  const reader = new Reader(bytes, START);
  while (!reader.isAtEnd) found.set(reader.byte(), reader.sized());
  found.delete(SECTION.CUSTOM);
  return found;
};

/** What the sections hold that have names in place of numbers, by their names. */
export const namedSections = (bytes) => {
  const found = new Map();
  const reader = new Reader(bytes, START);
  while (!reader.isAtEnd) {
    const [id, content] = [reader.byte(), new Reader(reader.sized())];
    if (id === SECTION.CUSTOM) found.set(content.name(), content.bytes.subarray(content.at));
  }
  return found;
};

// The order that sections have to have, which is not that of their numbers.
const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];

/** A module of these sections. */
export const assembled = (sections) =>
  Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), ...ORDER.filter((id) => sections.has(id)).flatMap((id) => [Buffer.from([id]), sized(sections.get(id))])]);

/** A section that has a name in place of a number. */
export const custom = (title, content) => Buffer.concat([Buffer.from([SECTION.CUSTOM]), sized(name(title), content)]);

/** The bodies of a module's own functions. */
export const bodies = (sections) => {
  const reader = new Reader(sections.get(SECTION.CODE));
  return reader.list(() => reader.sized());
};

/** The items of a list that a section is, each with its bytes. */
export const items = (section, read) => {
  if (!section) return [];
  const reader = new Reader(section);
  return reader.list(() => {
    let item;
    const bytes = reader.over(() => (item = read(reader)));
    return { ...item, bytes };
  });
};

export const readTable = (reader) => ({ type: reader.byte(), limits: reader.limits() });
export const readGlobalType = (reader) => reader.over(() => (reader.at += 2));

export const readImport = (reader) => {
  const [module, field, kind] = [reader.name(), reader.name(), reader.byte()];
  if (kind === KIND.FUNCTION) return { module, field, kind, type: reader.number() };
  if (kind === KIND.TABLE) return { module, field, kind, table: readTable(reader) };
  if (kind === KIND.MEMORY) return { module, field, kind, limits: reader.limits() };
  return { module, field, kind, global: readGlobalType(reader) };
};

export const readExport = (reader) => ({ name: reader.name(), kind: reader.byte(), index: reader.number() });

// The instructions by what follows them.
const BLOCKS = [0x02, 0x03, 0x04];
const CALLS = [0x10, 0x12, 0xd2];
const ONE_NUMBER = [0x0c, 0x0d, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42, 0xd0];
const TWO_NUMBERS = [0x11, 0x13];
const CONST_I32 = 0x41;
const [BRANCHES, SELECT_TYPED, F32, F64, PREFIXED] = [0x0e, 0x1c, 0x43, 0x44, 0xfc];
const isMemory = (code) => code >= 0x28 && code <= 0x3e;
const isPlain = (code) => code <= 0x01 || code === 0x05 || code === 0x0b || code === 0x0f || code === 0x1a || code === 0x1b || (code >= 0x45 && code <= 0xc4) || code === 0xd1;
// How many numbers follow the second number of an instruction with two: conversions, then memory, then tables.
const PREFIXED_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

const walk = (reader, seeCall) => {
  const code = reader.byte();
  if (CALLS.includes(code)) seeCall(code);
  else if (BLOCKS.includes(code) || ONE_NUMBER.includes(code)) reader.skipNumber();
  else if (TWO_NUMBERS.includes(code) || isMemory(code)) [0, 1].forEach(() => reader.skipNumber());
  else if (code === BRANCHES) [...reader.list(() => reader.skipNumber()), reader.skipNumber()];
  else if (code === SELECT_TYPED) reader.list(() => reader.skipNumber());
  else if (code === F32) reader.at += 4;
  else if (code === F64) reader.at += 8;
  else if (code === PREFIXED) {
    const second = reader.number();
    if (PREFIXED_NUMBERS[second] === undefined) throw new Error(`no such instruction: 0xfc ${second}`);
    for (let left = PREFIXED_NUMBERS[second]; left > 0; left--) reader.skipNumber();
  } else if (!isPlain(code)) throw new Error(`no such instruction: 0x${code.toString(16)}`);
};

/** Where the instructions of a function begin, behind its variables. */
export const instructionsAt = (body) => {
  const reader = new Reader(body);
  reader.list(() => (reader.number(), reader.byte()));
  return reader.at;
};

/** A function's body with other numbers for the functions that it names. */
export const renumbered = (body, to) => {
  const reader = new Reader(body, instructionsAt(body));
  const parts = [];
  let copied = 0;
  while (!reader.isAtEnd) {
    walk(reader, () => {
      parts.push(body.subarray(copied, reader.at), number(to(reader.number())));
      copied = reader.at;
    });
  }
  return Buffer.concat([...parts, body.subarray(copied)]);
};

/** The constants and offsets in a function's body: the addresses are among them. */
export const constants = (body) => {
  const reader = new Reader(body, instructionsAt(body));
  const found = [];
  while (!reader.isAtEnd) {
    const code = reader.bytes[reader.at];
    const start = ++reader.at;
    if (code === CONST_I32) found.push(reader.signed());
    if (isMemory(code)) {
      reader.skipNumber();
      found.push(reader.number());
    }
    reader.at = start - 1;
    walk(reader, () => reader.skipNumber());
  }
  return found;
};

/** The data that lies in memory from the start, by its place there; `at` is where it lies in the section. */
export const readData = (reader) => {
  if (reader.number() !== 0 || reader.byte() !== CONST_I32) throw new Error("data that does not lie at a fixed place from the start");
  const place = reader.signed();
  reader.byte();
  const content = reader.sized();
  return { place, content, at: reader.at - content.length };
};

/** The names of a module's functions, by their numbers. */
export const functionNames = (bytes) => {
  const reader = new Reader(namedSections(bytes).get("name") ?? Buffer.alloc(0));
  while (!reader.isAtEnd) {
    const [kind, content] = [reader.byte(), reader.sized()];
    if (kind === 1) return new Map(items(content, (reader) => ({ index: reader.number(), name: reader.name() })).map(({ index, name }) => [index, name]));
  }
  return new Map();
};

/** Functions that are put into the first table, from a place on. */
export const readElements = (reader) => {
  if (reader.number() !== 0 || reader.byte() !== CONST_I32) throw new Error("functions that are not put at a fixed place of the first table");
  const place = reader.signed();
  reader.byte();
  return { place, functions: reader.list(() => reader.number()) };
};
