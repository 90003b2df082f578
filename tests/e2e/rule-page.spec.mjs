import { BROKEN, expect, test } from "./fixtures.mjs";

test("the code of a problem leads to its rule's page", async ({ app, folder }) => {
  await app.open(BROKEN, folder);
  await app.problem("PSH203").getByTestId("problem-rule").click();
  await expect(app.ruleDialog).toBeVisible();
  await expect(app.ruleDialog.getByRole("heading", { name: "PSH203 missing-space-after-colon" })).toBeVisible();
  await expect(app.ruleDialog.locator("figcaption").first()).toHaveText("Procfile");
  await app.page.keyboard.press("Escape");
  await expect(app.ruleDialog).toBeHidden();
  await app.problem("PSH203").getByTestId("problem-rule").click();
  await app.ruleDialog.getByRole("button", { name: "Close" }).click();
  await expect(app.ruleDialog).toBeHidden();
});

test("the address of a rule's page opens it, and is there to be passed on", async ({ app }) => {
  await app.page.goto("/#rules/PSH203");
  await expect(app.ruleDialog.getByRole("heading", { name: "PSH203 missing-space-after-colon" })).toBeVisible();
  await app.page.keyboard.press("Escape");
  await expect(app.ruleDialog).toBeHidden();
  await expect(app.page).toHaveURL(/\/$/);
});

test("the bad example of a rule's page is opened, and does not replace a project without being asked", async ({ app }) => {
  await app.page.goto("/#rules/PSH203");
  await app.id("rule-try").click();
  await expect(app.ruleDialog).toBeHidden();
  await expect(app.problem("PSH203")).toHaveCount(1);
  await app.problem("PSH203").getByTestId("problem-rule").click();
  await app.id("rule-try").click();
  await expect(app.id("link-offer")).toContainText("PSH203");
  await app.id("link-refuse").click();
  await expect(app.id("link-offer")).toBeHidden();
  await expect(app.problem("PSH203")).toHaveCount(1);
});
