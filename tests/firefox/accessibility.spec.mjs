import axe from "axe-core";
import { BOTH, BROKEN, assert, id, problem, test } from "./fixtures.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const check = async (app) => {
  await app.page.evaluate(axe.source);
  const violations = await app.page.evaluate(async (tags) => (await window.axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join())]), TAGS);
  assert.deepEqual(violations, []);
};

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing, in the ${theme} theme`, BOTH, async (app) => {
    await app.choose("theme", theme);
    await check(app);
    await app.open({ ...BROKEN, "runtime.txt": "3.6.6\n" });
    await app.show("Text");
    await app.there(id("editor"));
    for (const part of app.isPhone ? ["Files", "Text", "Plan", "Problems"] : ["all"]) {
      await app.show(part);
      await check(app);
    }
    await app.click(`${problem("PSH203")} ${id("problem-rule")}`);
    await app.sees(`${id("rule-dialog")} h2`, "PSH203 missing-space-after-colon");
    await check(app);
  });
}
