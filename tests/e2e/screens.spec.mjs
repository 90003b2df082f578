// Pictures of every screen, in both themes and widths, to be looked at: they lie in test-results/screens.
import { BROKEN, expect, test } from "./fixtures.mjs";

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("pictures of the screens", async ({ app, folder, page }, { project }) => {
      const picture = (name) => page.screenshot({ path: `test-results/screens/${project.name}-${colorScheme}-${name}.png`, fullPage: true });
      await expect(app.id("gallery")).toBeVisible();
      await picture("1-welcome");
      await app.open({ ...BROKEN, "runtime.txt": "3.6.6\n" }, folder);
      for (const part of app.isPhone ? ["Files", "Text", "Problems", "Plan"] : ["whole"]) {
        await app.show(part);
        await picture(`2-project-${part.toLowerCase()}`);
      }
      await app.show("Problems");
      await app.problem("PSH203").getByTestId("problem-rule").click();
      await expect(app.ruleDialog.getByRole("heading", { name: "PSH203" })).toBeVisible();
      await picture("3-rule");
      await page.keyboard.press("Escape");
      await app.id("share").click();
      await expect(app.id("link-make")).toBeVisible();
      await picture("4-share");
    });
  });
}
