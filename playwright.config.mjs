// The page in headless Chromium, as `make page` builds it, at two widths.
import { defineConfig } from "@playwright/test";

const port = Number(process.env.PORT ?? 4188);
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "*.spec.mjs",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A machine that others use as well may be slow for a while: what passes only the second time is named as flaky.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 20_000 },
  timeout: 90_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: "en-GB",
    colorScheme: "light",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args },
    // What a test serves is what the page gets.
    serviceWorkers: "block",
    permissions: ["clipboard-read", "clipboard-write"],
  },
  // A test that only makes sense with a keyboard, or with a finger, says so by its tag.
  projects: [
    { name: "desktop", grepInvert: /@finger/, use: { viewport: { width: 1440, height: 900 } } },
    { name: "phone", grepInvert: /@keyboard/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
  webServer: {
    command: "node scripts/server.mjs",
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
