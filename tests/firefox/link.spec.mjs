import { BOTH, BROKEN, assert, id, test } from "./fixtures.mjs";
import * as judgements from "./judgements.mjs";

const make = async (app) => {
  await app.click(id("share"));
  await app.click(id("link-make"));
  await app.there(id("link"));
  return (await app.value(id("link"))).replace(/^.*#/, "#");
};

test("a link brings the project to another browser, byte for byte", BOTH, async (app) => {
  const files = { ...BROKEN, "requirements.txt": "# 🐍\r\nFlask==2.0.3\r\ngunicorn==20.1.0" };
  await app.open(files);
  const hash = await make(app);
  await app.elsewhere(async (other) => {
    await other.page.goto("about:blank");
    await other.goto(hash);
    await other.judged(judgements.BLOCKED);
    assert.equal(other.page.url(), other.address);
    assert.equal(await make(other), hash);
  });
});
