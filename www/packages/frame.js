// The frame that may call other hosts. It has no origin, so that it can see nothing of the page, and is handed a port.
import { element } from "./elements.js";

const SCRIPT_STARTS_WITHIN = 1_000;

export class Frame {
  // Gives the other end of the frame's port; `lose` is called if the frame cannot be loaded.
  constructor(lose) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.element = element("iframe", { src: "asking.html", sandbox: "allow-scripts", hidden: "" });
    this.gone = new AbortController();
    const { signal } = this.gone;
    let isReady = false;
    const start = ({ source }) => {
      if (source !== this.element.contentWindow || isReady) return;
      isReady = true;
      source.postMessage(null, "*", [port2]);
    };
    addEventListener("message", start, { signal });
    this.element.addEventListener("load", () => setTimeout(() => isReady || signal.aborted || lose(), SCRIPT_STARTS_WITHIN), { signal });
    document.body.append(this.element);
  }

  // Stops whatever it is fetching.
  remove() {
    this.gone.abort();
    this.element.remove();
  }
}
