// Packs the page of dist/ with its site for nginx, into target/packages/page/: a tar.gz, and a package for Debian where there is
// dpkg-deb. Files are compressed beforehand, and the same page gives the same bytes.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { say } from "../wasm.mjs";

const PACKED = [".html", ".css", ".js", ".json", ".md", ".wasm", ".webmanifest", ".svg", ".txt"];
const ROOT = "usr/share/pushready-page";
// Framed by the page itself.
const FRAMED = ["asking.html"];

const target = "target/packages/page";
const tree = join(target, "tree");
const version = /^version = "(.*)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
const date = Number(execFileSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8" }));

const compress = (path) => {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  for (const [ending, packed] of [["gz", gzipSync(bytes, { level: 9 })], ["br", brotli]]) {
    if (packed.length < bytes.length) writeFileSync(`${path}.${ending}`, packed);
  }
};

const entries = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));

// The policy that a page states itself, with who may frame it, which only a header can say.
const policy = (name) => {
  const [, stated] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(join("dist", name), "utf8"));
  return `    "~/${name.replaceAll(".", "\\.")}$" "${stated}; frame-ancestors ${FRAMED.includes(name) ? "'self'" : "'none'"}";`;
};

// The first that fits counts, so that pages in folders come first.
const policies = () => {
  const pages = readdirSync("dist", { recursive: true }).filter((name) => name.endsWith(".html")).sort();
  return pages.toSorted((a, b) => b.split("/").length - a.split("/").length).map(policy).join("\n");
};

const filled = (file, values) => readFileSync(file, "utf8").replace(/@([a-z]+)@/g, (_, name) => values[name]);

// Whatever the machine's umask and clock say.
const settle = () => {
  for (const { entry, path } of entries(tree)) {
    chmodSync(path, entry.isDirectory() ? 0o755 : 0o644);
    utimesSync(path, date, date);
  }
};

rmSync(target, { recursive: true, force: true });
const root = join(tree, ROOT);
mkdirSync(root, { recursive: true });
cpSync("dist", root, { recursive: true });
say("compressing the page");
for (const { entry, path } of entries(root)) {
  if (entry.isFile() && PACKED.includes(extname(path))) compress(path);
}
const site = filled("nginx/pushready-page.conf", { root: `/${ROOT}`, policies: policies() });
mkdirSync(join(tree, "etc/nginx/sites-available"), { recursive: true });
writeFileSync(join(tree, "etc/nginx/sites-available/pushready-page"), site);
mkdirSync(join(tree, "usr/share/doc/pushready-page"), { recursive: true });
cpSync("LICENSE", join(tree, "usr/share/doc/pushready-page/copyright"));
settle();

const archive = join(target, `pushready-page-${version}.tar.gz`);
const sorted = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", `--mtime=@${date}`];
const tar = execFileSync("tar", [...sorted, "-C", tree, "-c", "etc", "usr"], { maxBuffer: 1 << 30 });
writeFileSync(archive, gzipSync(tar, { level: 9 }));
say(`${archive}, ${statSync(archive).size} bytes`);

if (spawnSync("dpkg-deb", ["--version"]).error) {
  mkdirSync("target/skipped", { recursive: true });
  writeFileSync("target/skipped/the_package_for_debian", "skipped: the_package_for_debian (no dpkg-deb on this machine)\n");
} else {
  const size = entries(tree).reduce((sum, { path }) => sum + statSync(path).size, 0);
  mkdirSync(join(tree, "DEBIAN"));
  writeFileSync(join(tree, "DEBIAN/control"), filled("nginx/control", { version, size: Math.ceil(size / 1024) }));
  writeFileSync(join(tree, "DEBIAN/conffiles"), "/etc/nginx/sites-available/pushready-page\n");
  settle();
  const deb = join(target, `pushready-page_${version}_all.deb`);
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(date) };
  execFileSync("dpkg-deb", ["--root-owner-group", "-Zxz", "--build", tree, deb], { env, stdio: ["ignore", "ignore", "inherit"] });
  say(`${deb}, ${statSync(deb).size} bytes`);
}
rmSync(tree, { recursive: true });
