// What `pushready serve` adds to the page that it hands out: its folder is open on the page, what is changed here can be written
// there, and builds run on this machine.
import "./styles.js";
import { LocalBuild } from "./build.js";
import { LocalFolder } from "./element.js";
import { Folder } from "./folder.js";
import { notice } from "./notice.js";
import { page } from "./page.js";
import { Server } from "./server.js";

// Where the page shows each of them.
const PLACES = {
  "local-folder": "[data-testid='files-panel'] .panel-foot, [data-testid='drop-zone']",
  "local-build": "[data-testid='real-build']",
};

const server = new Server();
const folder = new Folder(server);
LocalFolder.folder = LocalBuild.folder = folder;
customElements.define("local-folder", LocalFolder);
customElements.define("local-build", LocalBuild);

const settle = () => {
  for (const [name, selector] of Object.entries(PLACES)) {
    const place = document.querySelector(selector);
    if (place && !place.querySelector(name)) place.append(document.createElement(name));
  }
  folder.look();
};

if (server.hasToken) {
  await folder.open();
  page.follow(settle);
  server.listen((event) => {
    if (event.event === "folder") folder.follow(event);
    else if (event.event === "unwatched") notice("unwatched", { reason: event.reason[document.documentElement.lang.startsWith("zh") ? 1 : 0] });
    else LocalBuild.hear(event);
  });
} else {
  notice("noToken");
}
