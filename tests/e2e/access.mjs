// Whether everybody can use a page as it is now.
import AxeBuilder from "@axe-core/playwright";
import { expect } from "./fixtures.mjs";

export const check = async (page) => {
  // What the bar that stays in sight covers of a target is a matter of scrolling.
  await page.evaluate(() => scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => `${node.target} ${node.failureSummary}`)])).toEqual([]);
};
