// Reads what the linker knew when it wrote a module, in the form of its conventions (WebAssembly/tool-conventions, Linking.md): which
// functions each function calls, and to which data and to which places of the table functions and data refer.
import { KIND, Reader, SECTION, functionNames, items, namedSections, readData, readElements, readImport, sections } from "./module.mjs";

const SYMBOLS = 8;
const SYMBOL = { DATA: 1, SECTION: 3 };
const [UNDEFINED, HAS_NAME] = [0x10, 0x40];
const CALL = 0;
// The place of a function in the table, in one form or another.
const PLACES = new Set([1, 2, 12, 18, 19, 24]);
// An address, in one form or another; with it and a few others, a distance comes along.
const ADDRESSES = new Set([3, 4, 5, 11, 14, 15, 16, 17]);
const WITH_DISTANCE = new Set([...ADDRESSES, 8, 9, 22, 23]);

const readSymbol = (reader) => {
  const [kind, flags] = [reader.byte(), reader.number()];
  const isDefined = !(flags & UNDEFINED);
  if (kind === SYMBOL.DATA) {
    reader.name();
    return isDefined ? { kind, segment: reader.number(), offset: reader.number(), size: reader.number() } : { kind };
  }
  const index = reader.number();
  if (kind !== SYMBOL.SECTION && (isDefined || flags & HAS_NAME)) reader.name();
  return { kind, index };
};

const readSymbols = (linking) => {
  const reader = new Reader(linking);
  reader.number(); // the version of the form
  while (!reader.isAtEnd) {
    const [kind, content] = [reader.byte(), reader.sized()];
    if (kind === SYMBOLS) return items(content, readSymbol);
  }
  return [];
};

// In the order of the places at which they stand in a section.
const readRelocations = (section) => {
  const reader = new Reader(section);
  reader.number(); // the section that they are for
  const relocations = reader.list(() => {
    const [type, at, index] = [reader.byte(), reader.number(), reader.number()];
    if (WITH_DISTANCE.has(type)) reader.skipNumber();
    return { type, at, index };
  });
  return relocations.sort((one, other) => one.at - other.at);
};

// Those that stand from one place to another.
const between = (relocations, start, end) => {
  let [low, high] = [0, relocations.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (relocations[middle].at < start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (; low < relocations.length && relocations[low].at < end; low++) found.push(relocations[low]);
  return found;
};

/**
 * `functions`: by their names, the names of those that each calls.
 * `data`: each with its place in memory and its size.
 * Both have the `data` to which they refer, by their numbers in this list, and the `places` of the table.
 * Nothing where the linker has not written it down.
 */
export const linked = (bytes) => {
  const named = namedSections(bytes);
  if (!named.has("linking") || !named.has("reloc.CODE") || !named.has("reloc.DATA")) return null;
  const found = sections(bytes);
  const symbols = readSymbols(named.get("linking"));
  const names = functionNames(bytes);
  const segments = items(found.get(SECTION.DATA), readData);
  const imported = items(found.get(SECTION.IMPORT), readImport).filter(({ kind }) => kind === KIND.FUNCTION).length;
  const [inCode, inData] = ["reloc.CODE", "reloc.DATA"].map((section) => readRelocations(named.get(section)));
  const placeOf = new Map(items(found.get(SECTION.ELEMENT), readElements).flatMap(({ place, functions }) => functions.map((index, distance) => [index, place + distance])));
  const referred = (relocations) => ({
    data: relocations.filter(({ type }) => ADDRESSES.has(type)).map(({ index }) => index),
    places: relocations.filter(({ type }) => PLACES.has(type)).map(({ index }) => placeOf.get(symbols[index].index)),
  });

  const functions = new Map();
  const code = new Reader(found.get(SECTION.CODE));
  code.list((_, own) => {
    const body = code.sized();
    const relocations = between(inCode, code.at - body.length, code.at);
    const calls = relocations.filter(({ type }) => type === CALL).map(({ index }) => names.get(symbols[index].index));
    functions.set(names.get(imported + own), { calls, ...referred(relocations) });
  });
  const data = symbols.map(({ kind, segment, offset, size }) => {
    if (kind !== SYMBOL.DATA || segment === undefined) return null;
    const { at, place } = segments[segment];
    return { place: place + offset, size, ...referred(between(inData, at + offset, at + offset + size)) };
  });
  return { functions, data };
};
