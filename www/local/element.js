// What stands below the files: where they come from, and the way to write them there.
import { element, sentence } from "../packages/elements.js";
import { inEachLanguage, say } from "./words.js";

// Lines of a patch as the page draws them.
const patchLines = (patch) =>
  patch.trimEnd().split("\n").map((line) => {
    const name = /^\+(?!\+\+ )/.test(line) ? "ins" : /^-(?!-- )/.test(line) ? "del" : "span";
    return element(name, {}, line, "\n");
  });

export class LocalFolder extends HTMLElement {
  static folder;

  connectedCallback() {
    this.note = element("p", { class: "note" });
    this.button = element("button", { type: "button", class: "button wide", "data-testid": "local-write" });
    this.button.addEventListener("click", () => (LocalFolder.folder.isOpen ? this.#ask() : LocalFolder.folder.open()));
    this.status = element("p", { class: "sr-only", role: "status", "data-testid": "local-status" });
    this.replaceChildren(this.note, this.button, this.status);
    this.look = () => this.draw();
    LocalFolder.folder.addEventListener("change", this.look);
    this.forget = inEachLanguage(this.look);
  }

  disconnectedCallback() {
    LocalFolder.folder.removeEventListener("change", this.look);
    this.forget();
  }

  draw() {
    const { isOpen, path, server, changed } = LocalFolder.folder;
    const count = changed.length;
    this.hidden = !path;
    this.note.hidden = !isOpen;
    this.note.replaceChildren(say("open"), " ", element("code", {}, path));
    const words = count === 0 ? "writeNothing" : count === 1 ? "writeOne" : "write";
    this.button.textContent = isOpen ? say(words, { count }) : say("reopen", { path });
    this.button.disabled = !server.isThere || (isOpen && count === 0);
  }

  async #ask() {
    const { folder } = LocalFolder;
    const dialog = element("dialog", { class: "dialog", "aria-labelledby": "local-write-heading", "data-testid": "local-dialog" });
    const heading = element("h2", { id: "local-write-heading" }, say("writeHeading"));
    const patch = element("pre", { tabindex: "0", "aria-label": say("patch") });
    const problem = element("p", { role: "alert", class: "local-problem" });
    const write = element("button", { type: "button", class: "button primary", "data-testid": "local-write-now" }, say("writeNow"));
    const cancel = element("button", { type: "button", class: "button" }, say("cancel"));
    const row = element("div", { class: "row" }, write, cancel, element("span", { class: "note" }, say("writeMore")));
    dialog.append(
      element("div", { class: "dialog-head" }, heading),
      element("div", { class: "local-body" }, element("figure", { class: "diff" }, patch), problem, row),
    );
    const tell = (error) => problem.replaceChildren(...sentence(error.status ? error.message : say("failed")));
    const files = Object.keys(folder.changes.files).join(", ");
    let patched;
    dialog.addEventListener("close", () => dialog.remove());
    cancel.addEventListener("click", () => dialog.close());
    write.addEventListener("click", async () => {
      write.disabled = true;
      try {
        await patched.write();
        this.status.textContent = say("written", { files });
        dialog.close();
      } catch (error) {
        tell(error);
      }
    });
    write.disabled = true;
    document.body.append(dialog);
    dialog.showModal();
    try {
      patched = await folder.patch();
      patch.append(...patchLines(patched.patch));
      write.disabled = false;
      write.focus();
    } catch (error) {
      tell(error);
    }
  }
}
