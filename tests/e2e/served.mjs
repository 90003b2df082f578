// The real program, serving a folder on loopback with the page that was built.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { built } from "../../scripts/server.mjs";
import { App, test as base } from "./fixtures.mjs";

export { expect } from "./fixtures.mjs";

const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? new URL("../../target", import.meta.url).pathname, "debug/pushready");

// Leaves a test out, and says so by its name at the end of `make test`.
export const skip = (name, reason) => {
  mkdirSync("target/skipped", { recursive: true });
  writeFileSync(join("target/skipped", name.replaceAll(/\W+/g, "-")), `skipped: ${name} (${reason})\n`);
  test.skip(true, reason);
};

const started = async (root, files) => {
  const project = join(root, "shop");
  const write = (file, text) => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text, { mode: text.startsWith?.("#!") ? 0o755 : 0o644 });
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const args = ["serve", project, "--page", built, "--port", "0", "--no-open", "--lang", "en"];
  const child = spawn(PROGRAM, args, { env: { ...process.env, XDG_CACHE_HOME: join(root, "cache") }, stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const [address] = await Promise.race([
    new Promise((resolve) => createInterface(child.stdout).once("line", (line) => resolve([line]))),
    ended.then((status) => Promise.reject(new Error(`the program has ended with ${status}`))),
  ]);
  const end = async () => {
    if (child.exitCode === null) child.kill("SIGINT");
    await ended;
  };
  return { address, project, write, read: (file) => readFileSync(join(project, file), "utf8"), end };
};

export const test = base.extend({
  // The files of the folder.
  files: [{ Procfile: "web:gunicorn app:app\n", "app.py": "app = None\n", "requirements.txt": "gunicorn==20.1.0\n", "runtime.txt": "python-3.9.16\n" }, { option: true }],

  served: async ({ files }, use, info) => {
    if (!existsSync(PROGRAM)) skip(info.title, "cargo build makes the program");
    const root = mkdtempSync(join(tmpdir(), "pushready-"));
    const served = await started(root, files);
    await use(served);
    await served.end();
    rmSync(root, { recursive: true });
  },

  baseURL: async ({ served }, use) => use(new URL("/", served.address).href),

  app: async ({ page, isMobile, served }, use) => {
    const app = new App(page, isMobile);
    await app.page.goto(served.address);
    await app.verdict.waitFor();
    await use(app);
  },
});
