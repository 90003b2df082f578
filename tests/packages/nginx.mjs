// Debian's nginx with the site of the page's archive, in a folder of its own.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

export const program = ["nginx", "/usr/sbin/nginx"].find((name) => !spawnSync(name, ["-v"]).error);
const BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
export const hasBrotli = existsSync(BROTLI);

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

// What stands around the site; nothing of it is written outside the folder.
const around = (place, site) => `
${hasBrotli ? `load_module ${BROTLI};` : ""}
${process.getuid() === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
pid ${place}/nginx.pid;
error_log ${place}/error.log;
events {}
http {
    access_log off;
    ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${place}/${name};`).join("\n    ")}
    include ${site};
}
`;

// Unpacks an archive of the page and serves it; gives the address, and what ends it.
export const serve = async (archive, place) => {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  execFileSync("tar", ["-xzf", archive, "-C", place]);
  const port = await freePort();
  const site = join(place, "etc/nginx/sites-available/pushready-page");
  const moved = readFileSync(site, "utf8")
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("listen [::]:80;", "")
    .replace("root /", `root ${resolve(place)}/`)
    .replace("brotli_static on;", hasBrotli ? "brotli_static on;" : "");
  writeFileSync(join(place, "site.conf"), moved);
  writeFileSync(join(place, "nginx.conf"), around(resolve(place), resolve(place, "site.conf")));
  const child = spawn(program, ["-p", resolve(place), "-e", resolve(place, "error.log"), "-c", resolve(place, "nginx.conf")], { stdio: "inherit" });
  const ended = new Promise((end) => child.once("exit", end));
  const address = `http://127.0.0.1:${port}/`;
  const answers = () => fetch(address).then(() => true, () => false);
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${readFileSync(join(place, "error.log"), "utf8")}`);
    await new Promise((next) => setTimeout(next, 20));
  }
  return {
    address,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
};
