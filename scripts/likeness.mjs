// An order of functions in which those that are alike follow one another: brotli then says more of each by what came just before.

// Functions are alike by pieces of four bytes. Those that more functions than this have say nothing.
const MOST = 2_000;
// A small function is alike by chance, which counts as so many pieces more.
const CHANCE = 20;

const piecesOf = (body) => {
  const pieces = new Set();
  for (let at = 0; at + 4 <= body.length; at++) pieces.add(body.readInt32LE(at));
  return [...pieces];
};

/** The numbers of the functions in a line in which each is followed by the one, of those that are left, that is most like it. */
export const byLikeness = (bodies) => {
  const pieces = bodies.map(piecesOf);
  const having = new Map();
  pieces.forEach((own, index) => own.forEach((piece) => (having.get(piece) ?? having.set(piece, []).get(piece)).push(index)));

  const line = [];
  const likeness = new Float64Array(bodies.length);
  const left = new Set(bodies.keys());
  let current = 0;
  while (left.size > 0) {
    left.delete(current);
    line.push(current);
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
  return line;
};
