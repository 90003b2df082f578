// Finds what only the rest of a program can reach besides its functions, so that it may come with the rest.
import { constants } from "./module.mjs";

// All that can be come to from these, step by step.
const reachable = (from, next) => {
  const reached = new Set(from);
  for (const one of reached) next(one).forEach((other) => reached.add(other));
  return reached;
};

/**
 * `data` says of a place in memory whether what lies there is data that a part of a program does without, and `place` the same of a
 * place of the table. `linked` is what the linker knew; the part is given by the `names` of its functions and their `bodies`, and `isThere` says which names the program still has.
 *
 * A function that it has no more may have been copied into any of its callers, so that what it refers to is theirs. What a number in the
 * part's own code could be the address of is counted to it as well, whatever the linker says.
 */
export const beyond = ({ functions, data }, { names, bodies, isThere }) => {
  const copied = reachable(names, (name) => (functions.get(name)?.calls ?? []).filter((callee) => !isThere(callee)));
  const numbers = new Set(bodies.flatMap(constants));
  const pieces = data.map((piece, index) => ({ ...piece, index })).filter(({ size }) => size > 0);
  const isPointedInto = ({ place, size }) => Array.from({ length: size }, (_, byte) => place + byte).some((address) => numbers.has(address));
  const roots = [...[...copied].flatMap((name) => functions.get(name)?.data ?? []), ...pieces.filter(isPointedInto).map(({ index }) => index)];
  const needed = reachable(roots, (index) => data[index]?.data ?? []);

  // The linker lets pieces lie over each other that are alike.
  const [known, kept] = [new Set(), new Set()];
  for (const { place, size, index } of pieces) {
    for (let byte = place; byte < place + size; byte++) {
      known.add(byte);
      if (needed.has(index)) kept.add(byte);
    }
  }
  const places = (all) => all.flatMap((one) => one?.places ?? []);
  const knownPlaces = new Set([...places([...functions.values()]), ...places(data)]);
  const keptPlaces = new Set([...places([...copied].map((name) => functions.get(name))), ...places([...needed].map((index) => data[index]))]);
  return {
    data: (place) => known.has(place) && !kept.has(place),
    place: (place) => knownPlaces.has(place) && !keptPlaces.has(place),
  };
};
