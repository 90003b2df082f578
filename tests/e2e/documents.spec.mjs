import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";

test("the page leads to the documents, and every link in them to something", async ({ app, page }) => {
  await app.page.getByRole("link", { name: "Documentation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Documentation" })).toBeVisible();
  const [seen, open] = [new Set(), [page.url()]];
  const base = new URL("./", page.url()).href;
  while (open.length) {
    const address = open.pop();
    if (seen.has(address)) continue;
    seen.add(address);
    const isPage = address.endsWith(".html");
    const answer = await (isPage ? page.goto(address) : page.request.get(address));
    expect(answer.status(), address).toBe(200);
    if (!isPage) continue;
    const links = await page.locator("a").evaluateAll((all) => all.map((link) => link.href));
    for (const link of links.filter((link) => link.startsWith(base))) {
      const [path, fragment] = link.split("#");
      if (fragment && path === address) await expect(page.locator(`[id="${decodeURIComponent(fragment)}"]`), link).toHaveCount(1);
      open.push(path);
    }
  }
  expect(seen.size).toBeGreaterThan(10);
});

for (const name of ["index", "cli", "design", "start-rainbond.zh"]) {
  test(`a document is read by everybody, and fits the screen: ${name}`, async ({ page }) => {
    await page.goto(`docs/${name}.html`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
    const [scrolled, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(scrolled).toBeLessThanOrEqual(shown);
  });
}
