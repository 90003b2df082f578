// A package index on loopback, made by a recipe, that answers well or badly and remembers what it was asked.
//
// A recipe has for each project its releases, and for each of these what it requires and how it comes: { "1.0": { requires: ["b>=1"],
// tags: "py3-none-any", isSource: true, yanked: "why" } }.
import { zipSync } from "fflate";
import { createServer } from "node:http";

const JSON_TYPE = "application/vnd.pypi.simple.v1+json";
const FILE = /^\/files\/(.*?)(\.metadata)?$/;

const metadata = (name, version, requires) =>
  ["Metadata-Version: 2.1", `Name: ${name}`, `Version: ${version}`, ...requires.map((required) => `Requires-Dist: ${required}`), "", ""].join("\n");

const filesOf = (name, releases) =>
  Object.entries(releases).flatMap(([version, { requires = [], tags = "py3-none-any", isSource = false, yanked = false }]) => {
    const file = isSource ? `${name}-${version}.tar.gz` : `${name.replaceAll("-", "_")}-${version}-${tags}.whl`;
    return [{ file, name, version, yanked, text: metadata(name, version, requires) }];
  });

const wheel = ({ name, version, text }) => {
  const encode = (text) => new TextEncoder().encode(text);
  const content = { [`${name}/__init__.py`]: encode("x = 1\n".repeat(30_000)), [`${name}-${version}.dist-info/METADATA`]: encode(text) };
  return Buffer.from(zipSync(content, { level: 0 }));
};

export class PackageIndex {
  // What it does otherwise than a good one: `isHtml`, `isClosed` (answers no other sites), `latency`, and `answer`, which may take
  // a request over by its path.
  constructor(recipe, { isHtml = false, isClosed = false, latency = 0, answer = () => false } = {}) {
    this.files = Object.fromEntries(Object.entries(recipe).map(([name, releases]) => [name, filesOf(name, releases)]));
    Object.assign(this, { isHtml, isClosed, latency, answer });
    this.asked = [];
    this.atOnce = 0;
    this.mostAtOnce = 0;
  }

  async start() {
    this.server = createServer((request, response) => this.take(request, response)).listen(0, "127.0.0.1");
    await new Promise((resolve) => this.server.once("listening", resolve));
    this.host = `127.0.0.1:${this.server.address().port}`;
    this.url = `http://${this.host}/simple`;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  // The paths that were asked for, in their order.
  get paths() {
    return this.asked.map(({ path }) => path);
  }

  take(request, response) {
    this.asked.push({ method: request.method, path: request.url, headers: request.headers });
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    response.once("close", () => (this.atOnce -= 1));
    if (!this.isClosed) response.setHeader("access-control-allow-origin", "*");
    setTimeout(() => this.answer(request.url, response) || this.say(request, response), this.latency);
  }

  say({ method, url, headers }, response) {
    const [, name] = /^\/simple\/([^/]+)\/$/.exec(url) ?? [];
    const [, file, isMetadata] = FILE.exec(url) ?? [];
    if (this.files[name]) return this.sendPage(response, this.files[name]);
    const found = Object.values(this.files).flat().find((known) => known.file === file);
    if (!found || (isMetadata && this.isHtml)) return response.writeHead(404).end();
    if (isMetadata) return response.end(found.text);
    const content = wheel(found);
    if (method === "HEAD") return response.writeHead(200, { "content-length": content.length }).end();
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range) ?? [];
    if (!from) return response.end(content);
    const part = content.subarray(Number(from), Number(to) + 1);
    return response.writeHead(206, { "content-range": `bytes ${from}-${to}/${content.length}` }).end(part);
  }

  sendPage(response, files) {
    if (this.isHtml) {
      const link = ({ file, yanked }) => `<a href="../../files/${file}"${yanked ? ` data-yanked="${yanked}"` : ""}>${file}</a>`;
      return response.writeHead(200, { "content-type": "text/html" }).end(`<html><body>${files.map(link).join("<br>")}</body></html>`);
    }
    const entry = ({ file, yanked }) => ({ filename: file, url: `../../files/${file}`, size: 1_000 * file.length, yanked, "core-metadata": true, hashes: {} });
    response.writeHead(200, { "content-type": JSON_TYPE }).end(JSON.stringify({ meta: { "api-version": "1.0" }, files: files.map(entry) }));
  }
}

// Forty packages as an application asks for them, eighty more that these bring along, and a history of releases for each.
export const application = () => {
  const number = (count) => String(count).padStart(2, "0");
  const history = (requires) =>
    Object.fromEntries(Array.from({ length: 25 }, (_, minor) => [`1.${minor}`, { requires: minor < 5 ? [] : requires }]));
  const asked = Array.from({ length: 40 }, (_, at) => [`app-${number(at)}`, history([`lib-${number(at)}>=1.2`, `lib-${number((at + 1) % 40)}`])]);
  const brought = Array.from({ length: 40 }, (_, at) => [`lib-${number(at)}`, history([`base-${number(at)}<1.20`, ...(at % 4 ? [`lib-${number(at - 1)}`] : [])])]);
  const below = Array.from({ length: 40 }, (_, at) => [`base-${number(at)}`, history([])]);
  const requirements = asked.map(([name], at) => `${name}==1.${10 + (at % 15)}\n`).join("");
  return { recipe: Object.fromEntries([...asked, ...brought, ...below]), requirements };
};
