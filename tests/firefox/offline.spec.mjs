import { BROKEN, WIDE, id, listening, problem, testWith } from "./fixtures.mjs";

testWith({ "dom.serviceWorkers.enabled": true })("after the first visit everything works when the server is gone", WIDE, async (app) => {
  const site = await listening();
  await app.elsewhere(async (other) => {
    await other.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await site.stop();
    await other.reload();
    await other.open({ ...BROKEN, Procfile: "web: python app.py\n", "app.py": "if (name := 1):\n    pass\n" });
    await other.there(problem("PSH411"));
    await other.there(id("editor"));
    await other.click(`${problem("PSH411")} ${id("problem-rule")}`);
    await other.sees(`${id("rule-dialog")} h2`, "PSH411 syntax-too-new");
  }, site.address);
});
