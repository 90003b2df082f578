// The text of a state, and what brings a state to a text that came from elsewhere.
import { undo, undoDepth, isolateHistory } from "@codemirror/commands";

export const text = (state) => state.sliceDoc();

// Steps that lead to the text. Where the page took back what this history knows, they go back in it; else they are one
// step, which one press of the undo key takes back.
export const stepsTo = (state, wanted) => {
  if (text(state) === wanted) return [];
  return stepsBack(state, wanted) ?? [replacement(state, wanted)];
};

const stepsBack = (state, wanted) => {
  const steps = [];
  while (undoDepth(state) > 0) {
    const before = steps.length;
    undo({ state, dispatch: (step) => steps.push(step) });
    if (steps.length === before) return null;
    state = steps.at(-1).state;
    if (text(state) === wanted) return steps;
  }
  return null;
};

const replacement = (state, wanted) => {
  const now = text(state);
  const most = Math.min(now.length, wanted.length);
  let head = 0;
  while (head < most && now[head] === wanted[head]) head += 1;
  let tail = 0;
  while (tail < most - head && now.at(-1 - tail) === wanted.at(-1 - tail)) tail += 1;
  return state.update({
    changes: { from: head, to: now.length - tail, insert: wanted.slice(head, wanted.length - tail) },
    annotations: isolateHistory.of("full"),
    filter: false,
  });
};
