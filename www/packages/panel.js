// The panel of packages. The page says whom to talk to and what was asked for; all that is read here is said by the worker.
import { element, sentence } from "./elements.js";
import { Frame } from "./frame.js";
import { Table } from "./table.js";

export class InstalledPackages extends HTMLElement {
  connectedCallback() {
    this.build();
    this.languages = new MutationObserver(() => this.look());
    this.languages.observe(document.documentElement, { attributeFilter: ["lang"] });
    if (Object.hasOwn(this, "shown")) {
      // What the page has said before this script was there lies over the setter.
      this.said = this.shown;
      delete this.shown;
    }
    this.take();
  }

  disconnectedCallback() {
    this.languages.disconnect();
    this.dismiss();
    this.post("stop");
    this.worker = null;
    this.replaceChildren();
  }

  // The worker, what it was asked for the platform and for all of them, and whether all that gets installed is known.
  set shown(said) {
    this.said = said;
    if (this.isConnected) this.take();
  }

  take() {
    if (!this.said) return;
    const [worker, chosen, all, isWhole] = this.said;
    if (worker && worker !== this.worker) this.connect(worker);
    Object.assign(this, { worker, chosen, all, isWhole });
    this.look();
  }

  connect(worker) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.onmessage = ({ data }) => this.show(JSON.parse(data));
    worker.postMessage("packages", [port2]);
  }

  post(task, more = {}, ports = []) {
    this.port?.postMessage({ task, ...more }, ports);
  }

  look() {
    if (!this.worker || !this.chosen) return this.show(null);
    this.post("look", { chosen: this.chosen, isWhole: this.isWhole, language: document.documentElement.lang });
  }

  build() {
    this.hidden = true;
    this.className = "panel packages";
    this.heading = element("h2", { id: "packages-heading", tabindex: "-1" });
    this.setAttribute("role", "region");
    this.setAttribute("aria-labelledby", "packages-heading");
    this.button = element("button", { type: "button", class: "button", "data-testid": "ask-index", "aria-describedby": "packages-more" });
    this.button.addEventListener("click", () => (this.isAsking ? this.stop() : this.ask()));
    this.more = element("p", { id: "packages-more", class: "note", role: "status", "data-testid": "index-more" });
    this.bar = element("progress", { "aria-labelledby": "packages-progress" });
    this.count = element("span", { id: "packages-progress", class: "note" });
    this.progress = element("p", { class: "packages-progress", "data-testid": "index-progress" }, this.bar, this.count);
    this.troubles = element("ul", { class: "packages-troubles", "data-testid": "index-troubles" });
    this.table = new Table();
    this.append(
      element("div", { class: "panel-head" }, this.heading),
      element("div", { class: "packages-asking" }, this.button, this.more),
      this.progress,
      element("div", { role: "alert" }, this.troubles),
      this.table.element,
    );
  }

  ask() {
    this.frame = new Frame(() => this.post("lose"));
    this.isAsking = true;
    this.post("ask", { all: this.all }, [this.frame.port]);
  }

  stop() {
    this.dismiss();
    this.post("stop");
  }

  dismiss() {
    this.frame?.remove();
    this.frame = null;
    this.isAsking = false;
    this.hasBegun = false;
  }

  // Shows what the worker says; none where nothing is installed that an index could be asked for.
  show(view) {
    this.hidden = !view;
    if (!view) return;
    const { heading, more, button, progress, troubles, table } = view;
    this.heading.textContent = heading;
    if (this.more.dataset.text !== more) {
      this.more.dataset.text = more;
      this.more.replaceChildren(...sentence(more));
    }
    if (progress) this.hasBegun = true;
    else if (this.hasBegun) this.dismiss();
    this.showProgress(progress);
    this.showButton(button);
    if (this.troubles.dataset.text !== troubles.join("\n")) {
      this.troubles.dataset.text = troubles.join("\n");
      this.troubles.replaceChildren(...troubles.map((trouble) => element("li", {}, ...sentence(trouble))));
    }
    const told = JSON.stringify(table);
    if (told !== this.told) this.table.show(table);
    this.told = told;
  }

  showProgress(progress) {
    this.progress.hidden = !progress;
    if (!progress) return;
    this.bar.max = Math.max(progress.asked, 1);
    this.bar.value = progress.answered;
    this.count.textContent = progress.text;
  }

  // Whoever has pressed it stays here when it goes.
  showButton(words) {
    if (!words && document.activeElement === this.button) this.heading.focus();
    this.button.hidden = !words;
    this.button.textContent = words ?? "";
    this.button.classList.toggle("primary", !this.isAsking);
  }
}
