import { BOTH, BROKEN, READY, WIDE, assert, id, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

test("what is typed is judged, marked, and taken back", BOTH, async (app) => {
  await app.open(READY);
  await app.judged(judgements.READY);
  await app.show("Text");
  await app.write(BROKEN.Procfile.trim());
  await app.judged(judgements.BLOCKED);
  await app.show("Text");
  await app.sees(".cm-lintPoint-error", "");
  await app.click(id("undo"));
  await app.judged(judgements.READY);
  await app.expectText(READY.Procfile);
});

test("a plain field stands in for the editor until it is there", WIDE, async (app) => {
  const arrive = await app.hold(/\/editor\/.*\.js$/);
  await app.open(BROKEN);
  await app.holds(id("plain-editor"), "web:gunicorn app:app --log-file -\n");
  await app.focus(id("plain-editor"));
  await app.page.$eval(id("plain-editor"), (field) => field.setSelectionRange(4, 4));
  await app.page.keyboard.type(" ");
  await app.judged(judgements.READY);
  await arrive();
  await app.focused(id("editor"));
  await app.page.keyboard.type("env ");
  await app.expectText("web: env gunicorn app:app --log-file -\n");
  assert.equal(await app.page.$eval(id("plain-editor"), (field) => field.checkVisibility()), false);
});

test("the undo key takes a fix back, and the page knows it", WIDE, async (app) => {
  await app.open(BROKEN);
  await app.click(id("apply-safe"));
  await app.expectText(READY.Procfile);
  await app.there(id("editor"));
  await app.focus(id("editor"));
  await app.press("Control", "z");
  await app.judged(judgements.BLOCKED);
  await app.press("Control", "y");
  await app.judged(judgements.READY);
});
