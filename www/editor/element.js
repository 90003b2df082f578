// The element around the page's plain text field, whose place the editor takes. The page says what to show with open, mark
// and show; it is told "ready" once, "type" with every text, "point" when the user goes to a marked place, and "apply" when a
// fix is asked for.
import { EditorView } from "@codemirror/view";
import { openSearchPanel } from "@codemirror/search";
import { Files } from "./files.js";
import { dismissOn, marked, pin, pinLine } from "./marks.js";
import { text as textOf } from "./text.js";

export class CodeEditor extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("textarea");
    const { selectionStart, selectionEnd, scrollTop } = field;
    const hadFocus = document.activeElement === field;
    this.files = new Files({
      label: () => ({ "aria-label": field.getAttribute("aria-label"), "aria-describedby": field.getAttribute("aria-describedby") }),
      typed: (text) => this.tell("type", text),
      point: (index) => this.tell("point", index),
    });
    this.view = new EditorView({ parent: this, state: this.files.first(field.value, selectionStart, selectionEnd) });
    this.view.dom.addEventListener("click", (event) => pinLine(this.view, event));
    this.gone = new AbortController();
    for (const event of ["keydown", "pointerdown"]) document.addEventListener(event, (event) => dismissOn(this.view, event), { signal: this.gone.signal });
    field.hidden = true;
    this.view.scrollDOM.scrollTop = scrollTop;
    if (hadFocus) this.view.focus();
    this.tell("ready");
  }

  disconnectedCallback() {
    this.gone.abort();
    this.view.destroy();
  }

  // The text as the editor holds it.
  get text() {
    return textOf(this.view.state);
  }

  // Shows a file, or what has become of the one that is shown.
  open(project, path, text, isEditable, language) {
    this.files.open(this.view, { project, path, text, isEditable, language });
  }

  // Marks the problems of the file that is shown.
  mark(problems) {
    this.view.dispatch(marked(this.view.state, JSON.parse(problems), (fixed) => this.apply(fixed)));
  }

  // Shows a place, and takes the user there where that is asked for.
  show(from, to, takesFocus) {
    const { length } = this.view.state.doc;
    const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
    if (!takesFocus) {
      this.view.dispatch({ effects: EditorView.scrollIntoView(anchor) });
      return;
    }
    this.view.focus();
    this.view.dispatch({ selection: { anchor, head }, effects: [EditorView.scrollIntoView(anchor, { y: "center" }), pin.of(anchor)] });
  }

  search() {
    openSearchPanel(this.view);
  }

  apply(problems) {
    this.tell("apply", problems);
    this.view.focus();
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
