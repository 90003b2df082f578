import { expect, test } from "./fixtures.mjs";

test("every example opens, checks and closes", async ({ app }) => {
  const ids = await app.id("example").evaluateAll((cards) => cards.map((card) => card.dataset.example));
  expect(ids.length).toBeGreaterThan(4);
  for (const id of ids) {
    const card = app.page.locator(`[data-example="${id}"]`);
    const promised = (await card.locator(".pill").textContent()).trim();
    await card.click();
    await expect(app.verdict).toContainText(promised);
    await app.id("start-over").click();
  }
  await expect(app.id("drop-zone")).toBeVisible();
});
