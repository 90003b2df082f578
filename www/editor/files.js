// The files that were opened, each with its own history, caret and scroll position.
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basics } from "./basics.js";
import { languageOf } from "./languages.js";
import { marks } from "./marks.js";
import { phrases } from "./phrases.js";
import { stepsTo, text as textOf } from "./text.js";

const wording = new Compartment();
const grammar = new Compartment();
const editing = new Compartment();

export class Files {
  constructor({ label, typed, point }) {
    this.kept = new Map();
    this.isOpening = false;
    this.extensions = [
      basics,
      marks(point),
      EditorView.contentAttributes.of(label),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged && !this.isOpening) typed(textOf(state));
      }),
      wording.of([]),
      grammar.of([]),
      editing.of([]),
    ];
  }

  // What the plain field held, until the page says which file it is.
  first(doc, anchor, head) {
    const { length } = doc;
    return EditorState.create({ doc, selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) }, extensions: this.extensions });
  }

  open(view, { project, path, text, isEditable, language }) {
    this.isOpening = true;
    if (project !== this.project) this.kept.clear();
    const isSame = project === this.project && path === this.path;
    // The text of the plain field, with its caret, is the first file's.
    const isTaken = this.path === undefined && textOf(view.state) === text;
    if (!isSame && !isTaken) this.change(view, project, path, text);
    Object.assign(this, { project, path });
    const steps = stepsTo(view.state, text);
    if (steps.length > 0) view.update(steps);
    if (!isSame || language !== this.language || isEditable !== this.isEditable) this.configure(view, { isEditable, language });
    if (!isSame) this.load(view, path);
    this.isOpening = false;
  }

  change(view, project, path, text) {
    if (project === this.project) this.kept.set(this.path, { state: view.state, scroll: view.scrollSnapshot() });
    const kept = this.kept.get(path);
    view.setState(kept?.state ?? EditorState.create({ doc: text, extensions: this.extensions }));
    if (kept) view.dispatch({ effects: kept.scroll });
  }

  configure(view, { isEditable, language }) {
    Object.assign(this, { isEditable, language });
    view.dispatch({
      effects: [wording.reconfigure(EditorState.phrases.of(phrases(language))), editing.reconfigure(EditorState.readOnly.of(!isEditable))],
    });
  }

  // The language of a file may have to be fetched; without it the text is plain.
  async load(view, path) {
    const language = await languageOf(path).catch(() => []);
    if (path === this.path) view.dispatch({ effects: grammar.reconfigure(language) });
  }
}
