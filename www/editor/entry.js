// The editor of the page. Defining the element is what makes it take over from the plain text field.
import "./styles.js";
import { CodeEditor } from "./element.js";

customElements.define("code-editor", CodeEditor);
