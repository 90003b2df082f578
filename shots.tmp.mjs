import { chromium } from "@playwright/test";
import { spawn } from "node:child_process";
const port = 4199;
const server = spawn("node", ["tests/e2e/server.mjs"], { env: { ...process.env, PORT: String(port) } });
await new Promise((r) => setTimeout(r, 600));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const want = process.argv.slice(2);
const shots = [];
for (const [w, h, n] of [[1440, 900, "wide"], [390, 844, "phone"]])
  for (const scheme of ["light", "dark"])
    for (const state of ["empty", "blocked", "many", "ready", "zh"]) {
      const name = `${state}-${n}-${scheme}`;
      if (want.length && !want.some((x) => name.includes(x))) continue;
      const ctx = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme, isMobile: n === "phone", hasTouch: n === "phone", deviceScaleFactor: 1 });
      const page = await ctx.newPage();
      page.on("console", (m) => ["error", "warning"].includes(m.type()) && console.log(name, m.text()));
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.getByTestId("version").waitFor();
      const open = async (id) => page.locator(`[data-example='${id}']`).click();
      if (state === "blocked") await open("missing-space");
      if (state === "ready") await open("flask-shop");
      if (state === "zh") { await page.locator("label:has(input[value=zh])").click(); await open("no-server"); }
      if (state === "many") {
        await page.evaluate(() => {
          const t = new DataTransfer();
          const f = { Procfile: "# start\nweb:gunicorn app:app –log-file -\nWeb：gunicorn app:app\nworker: celery -A app worker\nworker: celery\nweb 2: x\n", "requirements.txt": "Flask==2.0.3\npkg-resources==0.0.0\n-r requirements/prod.txt\nDjango=2.2\nhttps://me:secret@host/x.tar.gz\n", "runtime.txt": "3.12\n", "manage.py": "import os\n", "package.json": "{}" };
          for (const [k, v] of Object.entries(f)) t.items.add(new File([v], k));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: t, bubbles: true, cancelable: true }));
        });
      }
      if (state !== "empty") await page.getByTestId("verdict").waitFor();
      if (state === "many") { await page.keyboard.press("F8"); await page.waitForTimeout(200); }
      await page.waitForTimeout(150);
      await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: n === "wide" || state !== "x" });
      if (n === "phone" && state === "blocked") for (const tab of ["Files", "Text", "Plan"]) {
        await page.getByRole("navigation").getByRole("button", { name: tab }).click();
        await page.screenshot({ path: `/tmp/shots/${name}-${tab}.png`, fullPage: true });
      }
      if (n === "wide" && state === "blocked") {
        await page.getByTestId("problem-rule").first().click();
        await page.screenshot({ path: `/tmp/shots/rule-${n}-${scheme}.png` });
      }
      await ctx.close();
    }
await browser.close();
server.kill();
