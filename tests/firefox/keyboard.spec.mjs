import { BROKEN, WIDE, id, problem, test } from "./fixtures.mjs";

const FILES = { ...BROKEN, "runtime.txt": "3.6.6\n" };

test("F8 goes from problem to problem, in the list and in the text", WIDE, async (app) => {
  const { keyboard } = app.page;
  await app.open(FILES);
  await app.there(id("editor"));
  await app.there(id("problem"));
  await keyboard.press("F8");
  await app.focused(problem("PSH203"));
  await keyboard.press("F8");
  await app.focused(problem("PSH402"));
  await app.click(`${problem("PSH203")} ${id("problem-place")}`);
  await app.focused(id("editor"));
  await app.expectText("web:gunicorn app:app --log-file -\n");
  await keyboard.press("F8");
  await app.expectText("3.6.6\n");
  await app.focused(id("editor"));
  await app.press("Shift", "F8");
  await app.expectText("web:gunicorn app:app --log-file -\n");
  await keyboard.press("Tab");
  await app.focused(`:not(${id("editor")}, body)`);
});

test("a dialog that is closed gives the focus back", WIDE, async (app) => {
  await app.open(FILES);
  for (const [opener, dialog] of [
    [`${problem("PSH203")} ${id("problem-rule")}`, id("rule-dialog")],
    [id("share"), id("share-dialog")],
    [id("add-file"), "dialog"],
    [id("platform-settings-open"), id("platform-settings")],
  ]) {
    await app.there(opener);
    await app.focus(opener);
    await app.page.keyboard.press("Enter");
    await app.there(`${dialog}[open]`);
    await app.focused("dialog *");
    await app.page.keyboard.press("Escape");
    await app.seesNo("dialog[open]");
    await app.focused(opener);
  }
});

test("the platform is chosen with arrow keys", WIDE, async (app) => {
  await app.open(BROKEN);
  await app.focus("input[name='platform']:checked");
  await app.page.keyboard.press("ArrowLeft");
  await app.focused("input[name='platform'][value='kato']:checked");
  await app.sees(".verdict-sentence", "1 problem stops the build on Kato");
});
