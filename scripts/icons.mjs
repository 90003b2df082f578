// Draws the icons that phones take, which read no SVG, from www/icon.svg: run by hand, `node scripts/icons.mjs`, when it changes.
import { chromium } from "@playwright/test";
import { readFileSync, writeFileSync } from "node:fs";

const drawing = readFileSync("www/icon.svg", "utf8");
// A phone cuts a maskable icon to its own form, and may cut all but a circle of four fifths; Apple rounds the corners itself.
const whole = drawing.replace(/rx="\d+"/, "");
const shrunk = whole.replace(/(<rect[^>]*>)(.*)(<\/svg>)/s, '$1<g transform="translate(1.6 1.6) scale(.9)">$2</g>$3');
const ICONS = [
  ["icon-192.png", 192, drawing],
  ["icon-512.png", 512, drawing],
  ["icon-maskable-512.png", 512, shrunk],
  ["apple-touch-icon.png", 180, whole],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [name, size, svg] of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`);
  writeFileSync(`www/${name}`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
