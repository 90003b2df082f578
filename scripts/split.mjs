// Splits a module in two: the first holds what is needed at once, and the rest is loaded later, into the same memory.
//
// In the first, a function of the rest that is called from there is a few instructions that call it by its place in the table. As long as
// the rest is not there, they call the import `rest.load`, which has to bring it at once. The rest takes memory, tables and variables
// from the first, and finds its functions by their places in the table as well.
import {
  KIND, SECTION, TYPE, assembled, bodies, constant, items, limits, list, name, number, readData, readElements, readExport, readGlobalType, readImport,
  readTable, renumbered, sections, sized,
} from "./module.mjs";

const OP = { UNREACHABLE: 0x00, IF: 0x04, END: 0x0b, CALL: 0x10, CALL_INDIRECT: 0x11, GET_LOCAL: 0x20, GET_TABLE: 0x25, CONST_I32: 0x41, IS_NULL: 0xd1 };
const NOTHING = 0x40;
const END = Buffer.from([OP.END]);

const readType = (reader) => {
  reader.byte();
  return { parameters: reader.list(() => reader.byte()), results: reader.list(() => reader.byte()) };
};

const readGlobal = (reader) => {
  const type = readGlobalType(reader);
  while (reader.byte() !== OP.END);
  return { type };
};

const importOf = (module, field, kind, rest) => Buffer.concat([name(module), name(field), Buffer.from([kind]), rest]);
const exportOf = (field, kind, index) => Buffer.concat([name(field), Buffer.from([kind]), number(index)]);
const inOrder = (set) => [...set].sort((a, b) => a - b);

const isPlain = ({ parameters, results }) => parameters.length + results.length === 0;
const PLAIN = { parameters: [], results: [], bytes: Buffer.from([TYPE.FUNCTION, 0, 0]) };

/** What a module consists of, as far as it is looked at here. */
const read = (bytes) => {
  const found = sections(bytes);
  const imports = items(found.get(SECTION.IMPORT), readImport);
  const count = imports.filter(({ kind }) => kind === KIND.FUNCTION).length;
  if (imports.length > count || found.has(SECTION.START)) throw new Error("only functions may be imported, and nothing may start by itself");
  const types = items(found.get(SECTION.TYPE), readType);
  if (!types.some(isPlain)) types.push(PLAIN);
  found.set(SECTION.TYPE, list(types.map(({ bytes }) => bytes)));
  const tables = items(found.get(SECTION.TABLE), readTable);
  if (tables[0].type !== TYPE.FUNCREF) throw new Error("the first table has to be that of functions");
  return {
    found,
    imports,
    types,
    signatures: items(found.get(SECTION.FUNCTION), (reader) => ({ type: reader.number() })).map(({ type }) => type),
    tables,
    memories: items(found.get(SECTION.MEMORY), (reader) => ({ limits: reader.limits() })),
    globals: items(found.get(SECTION.GLOBAL), readGlobal),
    exports: items(found.get(SECTION.EXPORT), readExport),
    elements: items(found.get(SECTION.ELEMENT), readElements),
    bodies: bodies(found),
  };
};

/** The functions that are called in a body. */
const named = (body, see) => renumbered(body, (index) => (see(index), index));

// A piece of data ends before so many zeros, which memory has anyway; brotli makes less of fewer zeros than of a new piece.
const ZEROS = 128;

// The section with the data at places that are wanted. A piece may go over zeros at places where `isFree` says so; elsewhere the program may have
// written something since it began.
const dataWhere = (pieces, isWanted, isFree) => {
  const found = [];
  let current = null;
  for (const { place, content } of pieces) {
    for (let at = 0; at < content.length; at++) {
      const own = place + at;
      if (content[at] === 0 || !isWanted(own)) continue;
      const zeros = current && own - current.place - current.bytes.length;
      const goesOn = current && zeros < ZEROS && Array.from({ length: zeros }, (_, back) => own - 1 - back).every(isFree);
      if (!goesOn) found.push((current = { place: own, bytes: [] }));
      else for (let count = 0; count < zeros; count++) current.bytes.push(0);
      current.bytes.push(content[at]);
    }
  }
  return list(found.map(({ place, bytes }) => Buffer.concat([Buffer.from([0]), constantAt(place), sized(Buffer.from(bytes))])));
};

const constantAt = (place) => Buffer.concat([Buffer.from([OP.CONST_I32]), constant(place), END]);

// Who calls whom on the other side, and by which numbers and places of the table. The table has the functions of the rest that are called from the
// first behind its own, and behind these the functions of the first that the rest calls. One import more comes before all functions of the first.
const boundary = ({ imports, types, signatures, tables, exports, elements, bodies }, count, isWithout) => {
  const load = imports.length;
  const late = load + count;
  const typeOf = (index) => (index < load ? imports[index].type : signatures[index - load]);
  const [entered, called] = [new Set(), new Set()];
  const enter = (index) => index >= late && entered.add(index);
  bodies.slice(0, count).forEach((body) => named(body, enter));
  bodies.slice(count).forEach((body) => named(body, (index) => index < late && called.add(index)));
  exports.filter(({ kind }) => kind === KIND.FUNCTION).forEach(({ index }) => enter(index));
  const slots = elements.flatMap(({ place, functions }) => functions.map((index, distance) => ({ place: place + distance, index })));
  slots.filter(({ place }) => !isWithout.place(place)).forEach(({ index }) => enter(index));

  // Those with the same parameters follow one another, which brotli makes less of.
  const entries = inOrder(entered).sort((one, other) => typeOf(one) - typeOf(other));
  const callees = inOrder(called);
  const own = tables[0].limits.least;
  const numbered = (list, from) => new Map(list.map((index, distance) => [index, from + distance]));
  const [entryInFirst, calleeInRest] = [numbered(entries, late + 1), numbered(callees, 0)];
  return {
    late, load, own, entries, callees, typeOf,
    plain: types.findIndex(isPlain),
    // What fills the places of the table that the first does without stops whoever calls it.
    none: late + 1 + entries.length,
    placeOfEntry: numbered(entries, own),
    placeOfCallee: numbered(callees, own + entries.length),
    inFirst: (index) => entryInFirst.get(index) ?? (index < load ? index : index + 1),
    inRest: (index) => calleeInRest.get(index) ?? index - late + callees.length,
    isInFirst: (index) => index < late || entered.has(index),
    lateSlots: slots.filter(({ index }) => index >= late),
  };
};

const element = (place, functions) => Buffer.concat([number(0), constantAt(place), list(functions.map(number))]);

// Calls a function of the rest, and has the rest loaded before, if it is not there.
const entry = (index, { types }, { load, own, placeOfEntry, typeOf }) => {
  const type = typeOf(index);
  return sized(
    Buffer.from([0, OP.CONST_I32]), constant(own), Buffer.from([OP.GET_TABLE, 0, OP.IS_NULL, OP.IF, NOTHING, OP.CALL]), number(load), END,
    ...types[type].parameters.map((_, place) => Buffer.concat([Buffer.from([OP.GET_LOCAL]), number(place)])),
    Buffer.from([OP.CONST_I32]), constant(placeOfEntry.get(index)), Buffer.from([OP.CALL_INDIRECT]), number(type), Buffer.from([0]), END,
  );
};

const tableSections = ({ tables }, { own, entries, callees }) => {
  const grown = { least: own + entries.length + callees.length, most: null };
  return tables.map(({ type, limits: had }, index) => Buffer.concat([Buffer.from([type]), limits(index === 0 ? grown : had)]));
};

const firstPart = (parts, between, count, isWithout) => {
  const { found, imports, signatures, globals, exports, elements, bodies } = parts;
  const { load, own, entries, callees, plain, none, typeOf, inFirst, isInFirst } = between;
  const tables = tableSections(parts, between);
  const first = new Map(found);
  first.set(SECTION.IMPORT, list([...imports.map(({ bytes }) => bytes), importOf("rest", "load", KIND.FUNCTION, number(plain))]));
  first.set(SECTION.FUNCTION, list([...signatures.slice(0, count), ...entries.map(typeOf), plain].map(number)));
  first.set(SECTION.TABLE, list(tables));
  first.set(SECTION.EXPORT, list([
    ...exports.map(({ name, kind, index }) => exportOf(name, kind, kind === KIND.FUNCTION ? inFirst(index) : index)),
    ...tables.map((_, index) => exportOf(`table${index}`, KIND.TABLE, index)),
    ...globals.map((_, index) => exportOf(`global${index}`, KIND.GLOBAL, index)),
  ]));
  first.set(SECTION.ELEMENT, list([
    ...elements.map(({ place, functions }) => element(place, functions.map((index) => (isInFirst(index) ? inFirst(index) : none)))),
    element(own + entries.length, callees.map(inFirst)),
  ]));
  const stop = sized(Buffer.from([0, OP.UNREACHABLE, OP.END]));
  first.set(SECTION.CODE, list([...bodies.slice(0, count).map((body) => sized(renumbered(body, inFirst))), ...entries.map((index) => entry(index, parts, between)), stop]));
  first.set(SECTION.DATA, dataWhere(items(found.get(SECTION.DATA), readData), (place) => !isWithout.data(place), () => true));
  first.delete(SECTION.DATA_COUNT);
  return assembled(first);
};

// Runs of places that follow one another.
const runs = (slots) => {
  const found = [];
  for (const { place, index } of slots) {
    const last = found.at(-1);
    if (last && last.place + last.functions.length === place) last.functions.push(index);
    else found.push({ place, functions: [index] });
  }
  return found;
};

const restPart = (parts, between, count, isWithout) => {
  const { found, signatures, memories, globals, bodies } = parts;
  const { own, entries, callees, placeOfCallee, typeOf, inRest, lateSlots } = between;
  const rest = new Map([[SECTION.TYPE, found.get(SECTION.TYPE)]]);
  rest.set(SECTION.IMPORT, list([
    ...callees.map((index) => importOf("functions", String(placeOfCallee.get(index)), KIND.FUNCTION, number(typeOf(index)))),
    ...tableSections(parts, between).map((table, index) => importOf("first", `table${index}`, KIND.TABLE, table)),
    ...memories.map(({ limits: had }) => importOf("first", "memory", KIND.MEMORY, limits(had))),
    ...globals.map(({ type }, index) => importOf("first", `global${index}`, KIND.GLOBAL, type)),
  ]));
  rest.set(SECTION.FUNCTION, list(signatures.slice(count).map(number)));
  rest.set(SECTION.ELEMENT, list([
    element(own, entries.map(inRest)),
    ...runs(lateSlots).map(({ place, functions }) => element(place, functions.map(inRest))),
  ]));
  rest.set(SECTION.CODE, list(bodies.slice(count).map((body) => sized(renumbered(body, inRest)))));
  rest.set(SECTION.DATA, dataWhere(items(found.get(SECTION.DATA), readData), isWithout.data, isWithout.data));
  return assembled(rest);
};

/**
 * Splits behind the first `count` functions of a module's own: `{ first, rest }`. `isWithout` says of a place in memory whether the first does without
 * the `data` there, and of a `place` of the table whether it does without that.
 */
export const split = (bytes, count, isWithout) => {
  const parts = read(bytes);
  const between = boundary(parts, count, isWithout);
  return { first: firstPart(parts, between, count, isWithout), rest: restPart(parts, between, count, isWithout) };
};
