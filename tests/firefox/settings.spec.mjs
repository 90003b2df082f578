import { BOTH, READY, WIDE, assert, eventually, id, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

test("the platform changes the verdict, and is remembered", BOTH, async (app) => {
  await app.open(READY);
  await app.judged(judgements.READY);
  await app.choose("platform", "digitalocean");
  await app.judged(judgements.REFUSED_BY_DIGITALOCEAN);
  await app.reload();
  await app.judged(judgements.REFUSED_BY_DIGITALOCEAN);
});

test("the language changes every sentence, and is remembered", BOTH, async (app) => {
  const language = () => app.page.evaluate(() => document.documentElement.lang);
  await app.open(READY);
  await app.choose("language", "zh");
  await app.judged(judgements.READY_IN_CHINESE);
  assert.equal(await language(), "zh");
  await app.reload();
  await app.judged(judgements.READY_IN_CHINESE);
  assert.equal(await language(), "zh");
});

test("the theme follows the system until one is chosen, and is remembered", WIDE, async (app) => {
  const paper = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await app.choose("theme", "dark");
  await eventually(async () => (await paper()) === light, false);
  const dark = await paper();
  await app.reload();
  assert.equal(await paper(), dark);
  await app.choose("theme", "system");
  await eventually(paper, light);
});

test("scroll bars have the colours of the theme", WIDE, async (app) => {
  const colours = () => app.page.evaluate(() => [...new Set([...document.querySelectorAll("html, dialog, .cm-scroller, [data-testid='platform']")].map((part) => getComputedStyle(part).scrollbarColor))]);
  await app.open(READY);
  await app.there(".cm-scroller");
  await app.choose("theme", "light");
  await eventually(colours, ["rgb(139, 143, 148) rgba(0, 0, 0, 0)"]);
  await app.choose("theme", "dark");
  await eventually(colours, ["rgb(115, 125, 136) rgba(0, 0, 0, 0)"]);
});
