// The marks of problems: under the text, beside its lines, and in a tooltip by mouse, finger and keyboard.
import { forEachDiagnostic, linter, lintGutter, setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { Prec, StateEffect, StateField } from "@codemirror/state";
import { EditorView, closeHoverTooltips, hasHoverTooltips, keymap, showTooltip, tooltips } from "@codemirror/view";
import { explanation } from "./explanation.js";

// Shows what is said of a place, or of none.
export const pin = StateEffect.define();

// What sets the marks; problems are objects as the page writes them, and apply is told which to mend.
export const marked = (state, problems, apply) =>
  setDiagnostics(
    state,
    problems
      .map((problem) => ({ ...problem, from: Math.min(problem.from, state.doc.length), to: Math.min(problem.to, state.doc.length) }))
      .map((problem) => ({ ...problem, renderMessage: () => explanation(problem, apply) })),
  );

// The problems that touch a stretch of the text.
const touching = (state, start, end = start) => {
  const found = [];
  forEachDiagnostic(state, (problem, from, to) => {
    if (from <= end && to >= start) found.push({ problem, from });
  });
  return found;
};

const tooltipAt = (state, pos) => {
  const found = pos === null ? [] : touching(state, pos);
  if (found.length === 0) return null;
  const create = () => {
    const dom = document.createElement("ul");
    dom.className = "cm-tooltip-lint";
    dom.dataset.testid = "explanation";
    dom.append(...found.map(({ problem }) => entry(problem)));
    return { dom };
  };
  return { pos: found[0].from, create };
};

const entry = (problem) => {
  const item = document.createElement("li");
  item.className = `cm-diagnostic cm-diagnostic-${problem.severity}`;
  item.append(problem.renderMessage());
  return item;
};

const pinned = StateField.define({
  create: () => null,
  update(tooltip, transaction) {
    const { effects, state, docChanged, selection } = transaction;
    const asked = effects.find((effect) => effect.is(pin));
    if (asked) return tooltipAt(state, asked.value);
    if (!tooltip || docChanged || selection) return null;
    return effects.some((effect) => effect.is(setDiagnosticsEffect)) ? tooltipAt(state, tooltip.pos) : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

// Takes every tooltip away: the escape key does it, and a press beside them.
const dismiss = (view) => {
  if (!view.state.field(pinned) && !hasHoverTooltips(view.state)) return false;
  if (view.dom.querySelector(".cm-tooltip")?.contains(document.activeElement)) view.focus();
  view.dispatch({ effects: [pin.of(null), closeHoverTooltips] });
  return true;
};

export const dismissOn = (view, event) => {
  if (event.type === "keydown" ? event.key === "Escape" : !event.target.closest(".cm-tooltip")) dismiss(view);
};

const pinAt = (view, pos) => view.dispatch({ effects: [pin.of(pos), closeHoverTooltips] });

// Opens what is said of the caret's place, and goes to the first button there.
const explain = (view) => {
  pinAt(view, view.state.selection.main.head);
  const tooltip = view.dom.querySelector("[data-testid='explanation']");
  tooltip?.querySelector("button")?.focus();
  return Boolean(tooltip);
};

// A click beside a marked line says what is wrong in it.
export const pinLine = (view, event) => {
  if (!event.target.closest(".cm-gutter-lint")) return;
  const line = view.lineBlockAtHeight(event.clientY - view.documentTop);
  const [first] = touching(view.state, line.from, line.to);
  if (first) pinAt(view, first.from);
};

// Between the sides of the editor, so that the cards beside it stay in sight.
const space = (view) => {
  const { left, right } = view.dom.getBoundingClientRect();
  return { left: left + 8, right: right - 8, top: 0, bottom: innerHeight };
};

const whenNotPinned = (problems, state) => (state.field(pinned) ? [] : problems);

export const marks = (point) => [
  pinned,
  tooltips({ tooltipSpace: space }),
  linter(null, { tooltipFilter: whenNotPinned }),
  lintGutter({ tooltipFilter: whenNotPinned }),
  EditorView.updateListener.of(({ state, transactions }) => {
    if (!transactions.some((transaction) => transaction.isUserEvent("select"))) return;
    const [found] = touching(state, state.selection.main.head);
    if (found) point(found.problem.index);
  }),
  EditorView.domEventHandlers({
    // Files that are dropped belong to the project, not into the text.
    drop: ({ dataTransfer }) => dataTransfer?.files.length > 0,
    click: (_, view) => {
      const { empty, head } = view.state.selection.main;
      if (empty && touching(view.state, head).length > 0) pinAt(view, head);
    },
  }),
  Prec.high(keymap.of([{ key: "Mod-.", run: explain }, { key: "Escape", run: dismiss }])),
];
