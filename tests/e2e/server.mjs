// Serves the built page on loopback, as any static host would.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const root = process.env.ROOT ?? new URL("../../dist/", import.meta.url).pathname;
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const name = normalize(decodeURIComponent(pathname)).replace(/\/$/, "/index.html");
  try {
    const bytes = await readFile(join(root, name));
    response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream", "cache-control": "no-store" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(process.env.PORT), "127.0.0.1");
