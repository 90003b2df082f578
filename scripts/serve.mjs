// Builds a page for trying, serves it on http://127.0.0.1:8080 (PORT names another port), and builds it anew when one of its
// files changes; reload the page then.
import { once } from "node:events";
import { readFileSync, statSync, watch } from "node:fs";
import { createServer } from "node:net";
import { serve } from "./server.mjs";
import { run, say } from "./wasm.mjs";

const port = Number(process.env.PORT ?? 8080);
const watched = JSON.parse(/^watch = (\[.*\])$/m.exec(readFileSync("Trunk.toml", "utf8"))[1]);
const folders = watched.filter((path) => statSync(path).isDirectory());

const build = () => run("node", ["scripts/page.mjs", "trying"]);

// Whoever serves something there already wants to know before minutes have gone by.
const probe = createServer().listen(port, "127.0.0.1");
await once(probe, "listening").catch((error) => {
  say(`port ${port} cannot be listened to (${error.code}); another one is taken by PORT=8081 make serve`);
  process.exit(1);
});
probe.close();

await build().catch(() => process.exit(1));
serve("target/page/trying", port);
say(`on http://127.0.0.1:${port}/, and built anew when a file changes`);

let last = Promise.resolve();
let pause;
const changed = () => {
  clearTimeout(pause);
  // An editor writes several files at once.
  pause = setTimeout(() => {
    last = last.then(build).then(() => say("reload the page"), () => say("the page before the change is still served"));
  }, 300);
};
watch(".", (_, name) => watched.includes(name) && !folders.includes(name) && changed());
for (const folder of folders) watch(folder, { recursive: true }, changed);
