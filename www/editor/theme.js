// How the editor looks: the colours of the page, in both themes and in high contrast.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const shape = (path) => `url('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${path}</svg>')`;
const SHAPES = {
  error: shape('<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5 4l3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3-3-3z" fill-rule="evenodd"/>'),
  warning: shape('<path d="M8 1 0.5 15h15zM7.2 6h1.6v5H7.2zM7.2 12h1.6v1.6H7.2z" fill-rule="evenodd"/>'),
  info: shape('<path d="M1.5 1.5h13v13h-13zM7.2 4h1.6v1.6H7.2zM7.2 7h1.6v5H7.2z" fill-rule="evenodd"/>'),
};

const severities = (rules) => Object.assign({}, ...Object.keys(SHAPES).map((severity) => rules(severity)));

const look = EditorView.theme({
  "&": { flex: "1", minHeight: "0", backgroundColor: "var(--surface)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  "&.cm-focused::after": { content: '""', position: "absolute", inset: "0", zIndex: "300", border: "var(--editor-ring)", pointerEvents: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--note)", lineHeight: "1.75", overflow: "auto", fontVariantLigatures: "none" },
  ".cm-content": { padding: "0.6rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 1rem 0 0.4rem", overflowWrap: "anywhere" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--muted)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.1rem", paddingInline: "0.2rem 0.5rem", fontSize: "0.8em", lineHeight: "2.1875" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "light-dark(#0000000a, #ffffff0d)" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)", fontWeight: "600" },
  ".cm-specialChar": { color: "var(--warning)", backgroundColor: "var(--warning-soft)", outline: "1px solid var(--warning)", borderRadius: "2px" },

  ".cm-gutter-lint": { width: "1.5rem", cursor: "default" },
  ".cm-gutter-lint .cm-gutterElement": { display: "flex", alignItems: "start", justifyContent: "center", padding: "0.3rem 0 0" },
  ".cm-lint-marker": { width: "0.95rem", height: "0.95rem" },
  ...severities((severity) => ({
    [`.cm-lint-marker-${severity}`]: { content: '""', backgroundColor: `var(--${severity})`, mask: `${SHAPES[severity]} center / contain no-repeat` },
    [`.cm-lintRange-${severity}`]: { backgroundImage: "none", textDecoration: `underline wavy 1.5px var(--${severity})`, textUnderlineOffset: "4px", textDecorationSkipInk: "none" },
    [`.cm-lintPoint-${severity}::after`]: { borderBottomColor: `var(--${severity})` },
    [`.cm-diagnostic-${severity}`]: { borderLeftColor: `var(--${severity})` },
  })),
  ".cm-lintRange": { paddingBottom: "0" },
  ".cm-lintRange-active": { backgroundColor: "transparent" },
  ".cm-lintPoint::after": { bottom: "-0.35em", left: "-5px", borderWidth: "0 5px 6px" },

  ".cm-tooltip": { zIndex: "400", maxWidth: "min(28rem, calc(100vw - 3.5rem))", border: "1px solid var(--line-strong)", borderRadius: "10px", backgroundColor: "var(--surface)", color: "var(--ink)", boxShadow: "var(--shadow)", overflow: "hidden" },
  ".cm-tooltip-lint": { margin: "0", padding: "0", fontFamily: "var(--sans)", fontSize: "var(--note)", lineHeight: "1.45", maxHeight: "min(60vh, 22rem)", overflow: "auto" },
  ".cm-diagnostic": { margin: "0", padding: "0.6rem 0.8rem", borderLeftWidth: "4px", whiteSpace: "normal" },
  ".cm-diagnostic + .cm-diagnostic": { borderTop: "1px solid var(--line)" },
  ".explanation": { display: "grid", gap: "0.5rem" },
  ".explanation p": { margin: "0" },
  ".explanation b": { fontFamily: "var(--mono)", fontSize: "0.9em" },
  ".explanation-says": { padding: "0.4rem 0.6rem", borderRadius: "7px", backgroundColor: "light-dark(#22272d, #0d1013)", color: "#e9edf1", fontSize: "var(--small)", maxHeight: "8rem", overflow: "auto" },
  ".explanation-fix": { fontWeight: "600" },
  ".explanation .button": { minHeight: "2.1rem", paddingBlock: "0.15rem" },

  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", zIndex: "5" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panel.cm-search, .cm-panel.cm-dialog": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "0.4rem 0.5rem", padding: "0.5rem 3rem 0.5rem 0.7rem", fontFamily: "var(--sans)", fontSize: "var(--note)" },
  ".cm-panel.cm-search br": { flexBasis: "100%", content: '""' },
  ".cm-panel.cm-search label, .cm-panel.cm-dialog label": { display: "inline-flex", alignItems: "center", gap: "0.3rem", minHeight: "2rem", fontSize: "var(--note)", margin: "0" },
  ".cm-panel input[type=checkbox]": { width: "1.1rem", height: "1.1rem", margin: "0", accentColor: "var(--accent)" },
  ".cm-textfield": { flex: "1 1 9rem", minHeight: "2rem", margin: "0", padding: "0.2rem 0.55rem", border: "1px solid var(--line-strong)", borderRadius: "8px", backgroundColor: "var(--surface)", fontSize: "var(--note)" },
  ".cm-button": { minHeight: "2rem", margin: "0", padding: "0.1rem 0.7rem", border: "1px solid var(--line-strong)", borderRadius: "8px", background: "var(--surface)", fontSize: "var(--note)", fontWeight: "600" },
  ".cm-button:active": { background: "var(--accent-soft)" },
  ".cm-panel.cm-search [name=close], .cm-dialog-close": { position: "absolute", top: "0.45rem", right: "0.5rem", width: "2rem", height: "2rem", borderRadius: "8px", fontSize: "1.2rem", textAlign: "center" },
  ".cm-searchMatch": { backgroundColor: "light-dark(#ffe08a, #6b5410)" },
  ".cm-searchMatch-selected": { backgroundColor: "light-dark(#ffb35c, #9a5b10)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },

  "@media (max-width: 1099px)": {
    ".cm-scroller": { fontSize: "1rem" },
    ".cm-line": { paddingRight: "0.7rem" },
    ".cm-gutter-lint": { width: "1.4rem" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "1.7rem", paddingInline: "0 0.35rem" },
    ".cm-textfield": { minHeight: "44px", fontSize: "1rem" },
    ".cm-button, .cm-panel.cm-search label, .cm-panel.cm-dialog label, .explanation .button": { minHeight: "44px" },
    ".cm-panel.cm-search [name=close], .cm-dialog-close": { width: "44px", height: "44px" },
  },
  "@media (prefers-contrast: more)": {
    ".cm-lineNumbers .cm-gutterElement": { color: "var(--ink)" },
    ".cm-lintRange": { textDecorationThickness: "3px" },
  },
  "@media (forced-colors: active)": {
    ".cm-lint-marker": { forcedColorAdjust: "none", backgroundColor: "CanvasText" },
    ".cm-searchMatch": { outline: "1px solid" },
    ".cm-searchMatch-selected": { outline: "3px solid" },
  },
});

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.propertyName, tags.definition(tags.variableName), tags.heading], color: "var(--accent-strong)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "light-dark(#8a1c7c, #f2a6e6)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#7a3e00, #f0be8c)" },
  { tag: [tags.number, tags.bool, tags.atom, tags.null], color: "var(--info)" },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: "var(--plain)" },
  { tag: [tags.attributeName, tags.variableName], color: "var(--ink)" },
  { tag: [tags.special(tags.variableName), tags.local(tags.variableName)], color: "var(--info)" },
  { tag: [tags.function(tags.variableName), tags.className], color: "var(--accent-strong)" },
]);

export const theme = [look, syntaxHighlighting(colours)];
