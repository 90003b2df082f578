// Chooses among all platforms: by typing, by family, by keys. The page says what there is; what is chosen goes back to it as an event,
// and the dialog that is closed as well.
import { element, sentence } from "../packages/elements.js";
import { word } from "./words.js";

const FAMILIES = ["rainbond", "heroku", "buildpacks", "own"];

export class PlatformChooser extends HTMLElement {
  connectedCallback() {
    if (!Object.hasOwn(this, "shown")) return;
    // What the page has said before this script was there lies over the setter.
    const said = this.shown;
    delete this.shown;
    this.shown = said;
  }

  // The platforms, each as a list of its id, name, family, summary, verdict and whether it is in the row, and the one that is chosen; nothing
  // while nobody asks for them.
  set shown(said) {
    if (!said) return this.dialog?.close();
    [this.platforms, this.chosen] = said;
    if (!this.dialog?.open) this.open();
    this.show();
  }

  open() {
    this.find = element("input", { type: "search", id: "platform-find", "data-testid": "platform-find", autocomplete: "off", spellcheck: "false" });
    this.find.addEventListener("input", () => this.show());
    const close = element("button", { type: "button", class: "icon-button", "aria-label": word("close") }, "✕");
    close.addEventListener("click", () => this.dialog.close());
    this.list = element("div", { class: "chooser-list" });
    this.nothing = element("p", { class: "note", role: "status", "data-testid": "platform-nothing" });
    this.dialog = element(
      "dialog",
      { class: "dialog chooser", "data-testid": "platform-chooser", "aria-labelledby": "chooser-heading" },
      element("div", { class: "dialog-head" }, element("h2", { id: "chooser-heading" }, word("heading")), close),
      element(
        "div",
        { class: "chooser-find" },
        element("label", { for: "platform-find" }, word("find")),
        this.find,
        element("p", { class: "note" }, word("more")),
      ),
      this.nothing,
      this.list,
    );
    this.dialog.addEventListener("close", () => this.tell({ isClosed: true }));
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    this.replaceChildren(this.dialog);
    this.dialog.showModal();
    this.find.focus();
  }

  tell({ id = null, row = null, isClosed = false }) {
    dispatchEvent(new CustomEvent("platform-chooser", { detail: [id, row, isClosed] }));
  }

  choose(id) {
    this.dialog.close();
    this.tell({ id });
  }

  get buttons() {
    return [...this.list.querySelectorAll("button")];
  }

  // Arrow keys walk from the field through the list, and Enter in the field takes the first.
  press(event) {
    const { key, target } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (key === "Enter" && target === this.find) {
      event.preventDefault();
      this.buttons[0]?.click();
    } else if (step) {
      event.preventDefault();
      const places = [this.find, ...this.buttons];
      const row = target.closest?.("li")?.querySelector("button");
      const here = Math.max(places.indexOf(row ?? target), 0);
      places[Math.min(Math.max(here + step, 0), places.length - 1)].focus();
    }
  }

  show() {
    const wanted = this.find.value.trim().toLowerCase();
    const found = this.platforms.filter(([id, name, , summary]) => [id, name, summary].some((text) => text.toLowerCase().includes(wanted)));
    const focused = document.activeElement?.closest?.("[data-platform]")?.dataset.platform;
    const isBox = document.activeElement?.type === "checkbox";
    this.list.replaceChildren(
      ...FAMILIES.map((family) => [family, found.filter((platform) => platform[2] === family)])
        .filter(([, platforms]) => platforms.length > 0)
        .map(([family, platforms]) =>
          element("section", {}, element("h3", {}, word(family)), element("ul", {}, ...platforms.map((platform) => this.row(platform)))),
        ),
    );
    this.nothing.replaceChildren(...(found.length ? [] : sentence(word("nothing"))));
    if (focused) this.list.querySelector(`[data-platform="${focused}"] ${isBox ? "input" : "button"}`)?.focus();
  }

  row([id, name, , summary, verdict, isInRow]) {
    const button = element(
      "button",
      { type: "button", ...(id === this.chosen && { "aria-current": "true" }) },
      element("strong", {}, name),
      ...(verdict ? [element("span", { class: `verdict-chip ${verdict}` }, word(verdict))] : []),
      element("span", { class: "note" }, summary),
    );
    button.addEventListener("click", () => this.choose(id));
    const box = element("input", { type: "checkbox", "aria-label": word("keep", { name }) });
    box.checked = isInRow;
    // What is chosen stands there in any case.
    box.disabled = id === this.chosen;
    box.addEventListener("change", () => this.keep(id, box.checked));
    return element("li", { "data-platform": id }, button, element("label", {}, box, element("span", { class: "note" }, word("inRow"))));
  }

  keep(id, isKept) {
    const row = this.platforms.filter(([other, , , , , isInRow]) => (other === id ? isKept : isInRow)).map(([other]) => other);
    this.tell({ row: row.join(" ") });
  }
}
