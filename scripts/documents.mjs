// Lays the documents beside the page, as pages that need no script: docs/README.md is the first, and its links say which there
// are, and in which order they follow.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Marked } from "marked";

const source = "docs";
const target = join(process.env.TRUNK_STAGING_DIR, "docs");
const contents = readFileSync(join(source, "README.md"), "utf8");
const documents = ["README.md", ...[...contents.matchAll(/\]\((\S+\.md)\)/g)].map(([, path]) => path)];

const address = (path) => (path === "README.md" ? "index.html" : basename(path).replace(/\.md$/, ".html").toLowerCase());
const isDocument = (path) => documents.some((document) => basename(document) === basename(path));
const titled = (path) => /^# (.+)$/m.exec(readFileSync(join(source, path), "utf8"))[1];
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const anchor = (text) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, "-").replace(/^-|-$/g, "");

const markdown = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    // Wide tables and long lines are scrolled by keyboard as well.
    table(token) {
      const row = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
      return `<div class="wide" tabindex="0" role="group" aria-label="${escaped(token.header[0].text || "Table")}"><table><thead>${row(token.header, "th")}</thead><tbody>${token.rows.map((cells) => row(cells, "td")).join("")}</tbody></table></div>\n`;
    },
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    // A document that another one names in passing is linked.
    codespan({ text }) {
      const [, name] = /^docs\/([\w.-]+\.md)$/.exec(text) ?? [];
      return name && isDocument(name) ? `<a href="${address(name)}"><code>${escaped(text)}</code></a>` : `<code>${escaped(text)}</code>`;
    },
    link({ href, tokens }) {
      const [path, fragment] = href.split("#");
      const to = path && isDocument(path) ? address(path) + (fragment ? `#${fragment}` : "") : href;
      return `<a href="${escaped(to)}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

const navigation = (current) =>
  documents
    .filter((path) => !path.endsWith(".zh.md"))
    .map((path) => `<li><a href="${address(path)}"${path === current ? ' aria-current="page"' : ""}>${escaped(titled(path))}</a></li>`)
    .join("");

const page = (path) => `<!doctype html>
<html lang="${path.endsWith(".zh.md") ? "zh" : "en"}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(titled(path))} · pushready</title>
    <link rel="icon" href="../icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="../base.css">
    <link rel="stylesheet" href="documents.css">
    <script src="../theme.js"></script>
  </head>
  <body>
    <header class="top"><a href="../">pushready</a></header>
    <div class="sheet">
      <main class="document">
${markdown.parse(readFileSync(join(source, path), "utf8"))}      </main>
      <nav aria-label="Documents"><ul>${navigation(path)}</ul></nav>
    </div>
  </body>
</html>
`;

mkdirSync(join(target, "schema"), { recursive: true });
for (const path of documents) writeFileSync(join(target, address(path)), page(path));
for (const file of ["architecture.svg", "performance.svg", "schema/report-1.json"]) copyFileSync(join(source, file), join(target, file));
copyFileSync("www/documents.css", join(target, "documents.css"));
