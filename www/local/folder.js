// The folder that is open on the page: read again when it changes, and written to when the user wants it.
import { notice, unnotice } from "./notice.js";
import { bytesOf, page } from "./page.js";

// What was changed before this tab loads the page again.
const KEY = "pushready.local";

const kept = (folder) => {
  try {
    const { path, changes } = JSON.parse(sessionStorage.getItem(KEY));
    return path === folder ? changes : null;
  } catch {
    return null;
  }
};

export class Folder extends EventTarget {
  version = 0;
  path = "";
  // Whether it is what the page shows, and which of its files were changed there, as of the last look.
  isOpen = false;
  changed = [];
  #opened = 0;
  // The files that were changed on the disk as well, while the user has not chosen.
  #contested = new Set();
  #last = Promise.resolve();

  constructor(server) {
    super();
    this.server = server;
    server.addEventListener("change", () => this.#lookAtServer());
    addEventListener("pagehide", () => this.#keep());
  }

  // What was changed, and what is set on the platform; null where something else is open.
  get changes() {
    const told = page.ask();
    return told?.opened === this.#opened ? told.changes : null;
  }

  // Tells those who show it where something is not as it was.
  look() {
    const { changes } = this;
    const changed = Object.keys(changes?.files ?? {});
    if (this.isOpen === Boolean(changes) && `${changed}` === `${this.changed}`) return;
    Object.assign(this, { isOpen: Boolean(changes), changed });
    this.#tell();
  }

  // Opens it in place of whatever is open; what this tab had changed in it before it was loaded again is there once more. A change
  // on the disk that is told meanwhile is followed afterwards.
  open() {
    return (this.#last = this.#last.then(() => this.#open()));
  }

  async #open() {
    try {
      const { name, path } = await (await this.server.ask("hello")).json();
      await page.isReady();
      const files = await this.#read();
      this.path = path;
      const before = this.#opened ? null : kept(path);
      const told = before && page.ask() ? page.reread(files) : page.open(files, name);
      this.#opened = told?.opened;
      const changed = Object.entries(before?.files ?? {}).filter(([, content]) => content !== null);
      if (changed.length) page.drop(changed.map(([name, content]) => new File([bytesOf(content)], name)));
      this.look();
    } catch (error) {
      notice(error.status === 403 ? "otherToken" : "unreachable");
    }
  }

  // Follows a change on the disk, one after the other.
  follow({ version, paths }) {
    this.#last = this.#last.then(() => this.#follow(version, paths)).catch(() => {});
  }

  async #follow(version, paths) {
    const before = this.version;
    if (version <= before || !this.changes) return;
    const files = await this.#read();
    if (!this.changes) return;
    // Of more than one step, nobody has said which files it was.
    const isNext = version === before + 1 && version === this.version;
    // What was changed here stays until the user has chosen.
    const changed = Object.keys(page.reread(files).changes.files);
    const both = changed.filter((path) => !isNext || paths.includes(path) || this.#contested.has(path));
    this.#contested = new Set(both);
    if (both.length) {
      const take = () => {
        if (this.changes) page.reread(files, both);
      };
      const settled = (choose) => () => {
        this.#contested.clear();
        choose();
      };
      notice("conflict", { files: both.join(", ") }, [["keepMine", settled(() => {})], ["takeDisk", settled(take)]]);
    } else {
      unnotice("conflict");
    }
    this.look();
  }

  // The patch of what would be written, and what writes just that: the program refuses it where the disk has changed meanwhile.
  async patch() {
    const { version, changes } = this;
    const send = (task) => this.server.ask(`${task}/${version}`, { method: "POST", body: JSON.stringify(changes) });
    return { patch: await (await send("patch")).text(), write: () => send("write") };
  }

  async #read() {
    const response = await this.server.ask("project");
    this.version = Number(response.headers.get("x-version"));
    return new Uint8Array(await response.arrayBuffer());
  }

  #lookAtServer() {
    if (this.server.isThere) unnotice("unreachable");
    else notice("unreachable");
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  #keep() {
    try {
      const { changes } = this;
      if (changes) sessionStorage.setItem(KEY, JSON.stringify({ path: this.path, changes }));
      else sessionStorage.removeItem(KEY);
    } catch {
      // Nothing is kept where storage is refused or full.
    }
  }
}
