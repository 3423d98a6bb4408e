import { defineConfig, devices } from "@playwright/test";

// Debian's Chromium, or the one that ALPHAROUTE_CHROMIUM names.
const executablePath = process.env.ALPHAROUTE_CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env.CI,
  retries: 0,
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] },
    trace: "off",
    serviceWorkers: "block", // allowed in the tests that need one
  },
});
