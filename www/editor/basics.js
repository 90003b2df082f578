// What every file is edited with. The tabulator key is left to the page, so that nobody is caught in the editor.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { overwrite } from "./overwrite.js";
import { theme } from "./theme.js";

// Characters that look like a space or like nothing, and are neither to a parser; beside those that are always shown.
const UNSEEN = /[\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000]/g;

export const basics = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars({ addSpecialChars: UNSEEN }),
  history(),
  overwrite,
  search({ top: true }),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ id: "editor", "data-testid": "editor", autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
  keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  theme,
];
