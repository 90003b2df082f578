import { BOTH, BROKEN, READY, WIDE, id, problem, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

test("a fix shows what it changes, is applied, and is taken back", BOTH, async (app) => {
  await app.open(BROKEN);
  await app.judged(judgements.BLOCKED);
  await app.sees(`${problem("PSH203")} ${id("preview")} :is(del, ins)`, ["− web:gunicorn app:app --log-file -", "+ web: gunicorn app:app --log-file -"]);
  await app.click(`${problem("PSH203")} ${id("apply")}`);
  await app.focused("#problems-heading");
  await app.judged(judgements.READY);
  await app.expectText(READY.Procfile);
  await app.click(id("undo"));
  await app.judged(judgements.BLOCKED);
  await app.expectText("web:gunicorn app:app --log-file -\n");
  await app.seesNo(id("undo"));
});

test("all safe fixes are applied in one step", WIDE, async (app) => {
  await app.open({ ...BROKEN, "runtime.txt": "3.6.6\n" });
  await app.judged(judgements.TWICE_BLOCKED);
  await app.click(id("apply-safe"));
  await app.judged(judgements.READY);
  await app.click(id("undo"));
  await app.judged(judgements.TWICE_BLOCKED);
});

test("what was changed is there when the page is loaded again", WIDE, async (app) => {
  await app.open(BROKEN);
  await app.click(id("apply-safe"));
  await app.judged(judgements.READY);
  await app.reload();
  await app.judged(judgements.READY);
});
