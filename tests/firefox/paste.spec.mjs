import { BOTH, BROKEN, WIDE, id, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

const KINDS = [
  ["web:gunicorn app:app", "Procfile"],
  ["python-3.6.6", "runtime.txt"],
  ["Flask==2.0.3\ngunicorn", "requirements.txt"],
  ["STATIC_URL = '/static/'", "settings.py"],
];

test("a pasted text is recognised by its content", WIDE, async (app) => {
  for (const [text, name] of KINDS) {
    await app.type(id("paste-text"), text);
    await app.holds(id("paste-name"), name);
    await app.click(id("paste-check"));
    await app.expectText(text);
    await app.click(id("start-over"));
  }
});

test("a pasted text is judged", BOTH, async (app) => {
  await app.type(id("paste-text"), BROKEN.Procfile.trim());
  await app.click(id("paste-check"));
  await app.judged(judgements.NO_PYTHON);
});
