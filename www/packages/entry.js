// What comes to the page after its first verdict: what gets installed, with the way to ask package indexes for it, and what came
// of the start of a real build. Defining an element is what makes the page show it, when it has nothing else to do.
import "./styles.js";
import { InstalledPackages } from "./panel.js";
import { BuildStart } from "./start.js";

(window.requestIdleCallback ?? setTimeout)(() => {
  customElements.define("installed-packages", InstalledPackages);
  customElements.define("build-start", BuildStart);
});
