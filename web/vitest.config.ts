import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __EMBEDDER_SHA256__: JSON.stringify("0".repeat(64)), __SAMPLE_ROWS__: "{}" },
  server: { fs: { allow: [".."] } }, // the sample routers are in ../assets
  test: { include: ["unit/**/*.test.{ts,tsx}"], testTimeout: 30_000, server: { deps: { inline: ["alpharoute"] } } },
});
