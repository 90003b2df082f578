// CodeMirror writes its styles into a style element of the document, which the page's policy refuses. Below any other root
// it takes a constructed sheet: so it is shown the document as one.
import { StyleModule } from "style-mod";

const root = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets) {
    document.adoptedStyleSheets = sheets;
  },
};

const { mount } = StyleModule;
StyleModule.mount = (_, modules) => mount(root, modules);
