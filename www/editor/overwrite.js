// Typing over a selection. Left to itself, the browser keeps the look of what went in a style attribute, which the page's
// policy refuses and reports.
import { EditorView } from "@codemirror/view";

export const overwrite = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    if (event.inputType !== "insertText" || event.data === null || state.selection.main.empty || state.readOnly) return false;
    view.dispatch(state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});
