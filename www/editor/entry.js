// The editor of the page. Defining the element is what makes it take over from the plain text field; that is left for a moment of its
// own, since reading all of this has taken one.
import "./styles.js";
import { CodeEditor } from "./element.js";

(window.requestIdleCallback ?? setTimeout)(() => customElements.define("code-editor", CodeEditor));
