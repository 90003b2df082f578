// What gets installed, and the way to ask package indexes for it. Defining the element is what makes the page show it.
import "./styles.js";
import { InstalledPackages } from "./panel.js";

customElements.define("installed-packages", InstalledPackages);
