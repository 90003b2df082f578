import { BROKEN, READY, expect, test } from "./fixtures.mjs";

test("the platform changes the verdict and the plan, and is remembered", async ({ app, folder }) => {
  await app.open(READY, folder);
  await expect(app.verdict).toContainText("Ready to push");
  await app.choose("platform", "digitalocean");
  await expect(app.verdict).toContainText("on DigitalOcean App Platform");
  await expect(app.verdict).toContainText("Blocked");
  await app.page.reload();
  await expect(app.verdict).toContainText("on DigitalOcean App Platform");
});

test("the platform that is chosen is in sight", async ({ app, folder }) => {
  const chosen = app.id("platform").locator("label:has(:checked)");
  await expect(chosen).toBeInViewport({ ratio: 1 });
  await app.open(READY, folder);
  await expect(chosen).toBeInViewport({ ratio: 1 });
  await app.show("Plan");
  await app.id("platform-row").filter({ hasText: "DigitalOcean App Platform" }).getByRole("button").click();
  await expect(chosen).toHaveText(/DigitalOcean App Platform/);
  await app.page.evaluate(() => scrollTo(0, 0));
  await expect(chosen).toBeInViewport({ ratio: 1 });
});

test("every platform shows what becomes of the project there", async ({ app, folder }) => {
  await app.open(READY, folder);
  const dot = (name) => app.id("platform").locator(".segment").filter({ hasText: name }).locator(".dot");
  await expect(dot("Kato")).toHaveClass(/ready/);
  await expect(dot("Rainbond V5")).toHaveClass(/ready/);
  await expect(dot("DigitalOcean App Platform")).toHaveClass(/blocked/);
});

test("the plan shows the exact commands, and where it breaks", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.show("Plan");
  await expect(app.id("plan-panel")).toContainText("pip install -i https://pypi.tuna.tsinghua.edu.cn/simple -r requirements.txt");
  await expect(app.page.locator("[data-outcome='breaks']")).toContainText("Release");
  await expect(app.id("not-checked").getByRole("listitem")).toHaveText(["Whether every requirement exists and all of them go together"]);
  await expect(app.id("plan-panel").getByText("pushready build")).toHaveText(["pushready build --platform rainbond"]);
  await app.page.locator("[data-outcome='breaks']").getByRole("button", { name: "has no space" }).click();
  await expect(app.problem("PSH203")).toBeFocused();
});
