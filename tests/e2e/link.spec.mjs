import { deflateRawSync } from "node:zlib";
import { BROKEN, READY, expect, test } from "./fixtures.mjs";

// Made by the first version that had links; it has to open for ever.
const FROZEN = "p1=PY89bsMwDIWvYnC2BDsGMgjw2rkH8CI7jC1UolT9tAkM3z1U0mYgRH6PjyJ3IO0QFKTNB2jBalqLXitB4toHfhR8Rr9cjUUmc6ELJ2qHtGzoNKi-haqlyt6NCn5xVmshs_hIjQ5BcTRCWL-K2tGIKU71C8Yy3NlQ9bHpnzDidzERHVJOMt8yyx9Wp69xPMlODhP9T2bQyV52L1ehbBz-GcI9b57EIM_yzPLR8kk_vCQn4b0mFWu5tjpffXTsitrQ7OkCx_EA";

const pack = (value) => `p1=${deflateRawSync(JSON.stringify(value)).toString("base64url")}`;

const make = async (app) => {
  await app.id("share").click();
  await app.id("link-make").click();
  return (await app.id("link").inputValue()).replace(/^.*#/, "#");
};

test("a link brings files, settings, platform, language and the open file, byte for byte", async ({ app, folder, page }) => {
  const files = { ...BROKEN, Procfile: "web:gunicorn app:app --name 🐍\r\n", "requirements.txt": "Flask==2.0.3\r\ngunicorn==20.1.0" };
  await app.choose("platform", "kato");
  await app.choose("language", "zh");
  await app.open(files, folder);
  const hash = await make(app);
  await page.evaluate(() => {
    addEventListener("pagehide", () => {
      localStorage.clear();
      sessionStorage.clear();
    });
  });
  await page.goto("about:blank");
  await app.goto(hash);
  await expect(app.verdict).toContainText("Kato");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh");
  await expect(app.problem("PSH203")).toHaveCount(1);
  expect(page.url()).not.toContain("#");
  expect((await make(app))).toBe(hash);
});

test("secrets are listed first and masked unless the user says otherwise", async ({ app, folder, page }) => {
  const files = { ...READY, "requirements.txt": "--index-url https://me:hunter2@pypi.example.org/simple\nFlask==2.0.3\ngunicorn==20.1.0\n", "settings.py": "SECRET_KEY = 'abc-def'\n" };
  await app.open(files, folder);
  const masked = await make(app);
  await expect(app.id("secrets")).toContainText("requirements.txt:1");
  await expect(app.id("secrets")).toContainText("settings.py:1 SECRET_KEY");
  await app.id("secrets-keep").check();
  await expect(app.id("link")).toHaveCount(0);
  await app.id("link-make").click();
  const whole = (await app.id("link").inputValue()).replace(/^.*#/, "#");
  const read = (hash) => page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  }, hash.slice(4));
  expect(await read(masked)).not.toMatch(/hunter2|abc-def/);
  expect(await read(whole)).toMatch(/hunter2[^]*abc-def/);
});

test("a project that is too large for a link is offered as a file", async ({ app, folder }) => {
  const noise = Array.from({ length: 9000 }, (_, number) => `package${(number * 2654435761) % 4294967296}==1.0\n`).join("");
  await app.open({ ...READY, "requirements.txt": READY["requirements.txt"] + noise }, folder);
  await app.id("share").click();
  await app.id("link-make").click();
  await expect(app.id("link-too-long")).toContainText("characters");
  const started = app.page.waitForEvent("download");
  await app.id("link-save").click();
  expect((await started).suggestedFilename()).toBe("pushready-project.json");
});

test("a link never replaces what is open without being asked", async ({ app, folder, page }) => {
  await app.open(READY, folder);
  const hash = pack({ name: "other", language: "en", open: "Procfile", bundle: { schema: 1, files: BROKEN, platform: "rainbond" } });
  await page.evaluate((hash) => (location.hash = hash), hash);
  await expect(app.id("link-offer")).toContainText("ready to be opened, other");
  await expect(app.verdict).toContainText("Ready to push");
  await app.id("link-refuse").click();
  await expect(app.verdict).toContainText("Ready to push");
  await page.evaluate((hash) => (location.hash = hash), hash);
  await app.id("link-open").click();
  await expect(app.verdict).toContainText("Blocked");
});

test("an old link opens", async ({ app, page }) => {
  await page.goto("about:blank");
  await app.goto(`#${FROZEN}`);
  await expect(app.problem("PSH203")).toHaveCount(1);
});

test("a link that was damaged or is of a later version says so", async ({ app, page }) => {
  for (const [hash, sentence] of [[FROZEN.slice(0, 60), "This link is damaged"], ["p1=%%%", "This link is damaged"], ["p2=abc", "made by a later version"]]) {
    await page.goto("about:blank");
    await app.goto(`#${hash}`);
    await expect(app.alert).toContainText(sentence);
  }
});
