// What comes to the page when all platforms are asked for. Defining the element is what makes the page show it.
import "./styles.js";
import { PlatformChooser } from "./chooser.js";

customElements.define("platform-chooser", PlatformChooser);
