import { READY, WIDE, id, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

const WALRUS = "app = 1\nif (name := app):\n    pass\n";

test("what is in Python files is said once their parser has arrived, and as they are typed", WIDE, async (app) => {
  const arrive = await app.hold(/\/python_parser_bg\.wasm$/);
  await app.open({ ...READY, "app.py": WALRUS });
  await app.judged(judgements.READY);
  await arrive();
  await app.judged(judgements.TOO_NEW);
  await app.seesNo(id("not-parsed"));
  await app.openFile("app.py");
  await app.write("app = 2");
  await app.judged(judgements.READY);
});
