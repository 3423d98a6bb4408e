import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";

// Gateway of `npm run dev`.
const gateway = process.env.ALPHAROUTE_GATEWAY ?? "http://127.0.0.1:8080";

const sha256 = (file: string): string =>
  createHash("sha256")
    .update(readFileSync(new URL(file, import.meta.url)))
    .digest("hex");

// Returns the data set and split of a sample's rows: they tell, before the rows are fetched, which routers they can measure.
const rowsOf = (name: string) => {
  const file = readFileSync(new URL(`../assets/${name}.rows.safetensors`, import.meta.url));
  const { source, embedder } = JSON.parse(file.toString("utf8", 8, 8 + Number(file.readBigUInt64LE(0)))).__metadata__;
  return { ...JSON.parse(source), embedder: JSON.parse(embedder).id };
};

export default defineConfig({
  base: "./", // for any folder of any host
  server: { proxy: { "/v1": gateway }, fs: { allow: [".."] } },
  optimizeDeps: { exclude: ["alpharoute"] },
  worker: { format: "es" },
  define: {
    __EMBEDDER_SHA256__: JSON.stringify(sha256("../assets/static-en-1.safetensors")),
    __SAMPLE_ROWS__: JSON.stringify(
      Object.fromEntries(["llmrouter-9", "mmlu-pro-10"].map((name) => [name, rowsOf(name)])),
    ),
  },
  build: {
    license: { fileName: "licenses.md" },
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  plugins: [
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        name: "Alpharoute",
        short_name: "Alpharoute",
        description: "A chat that routes each prompt to the model with the best accuracy for its cost.",
        start_url: ".",
        display: "standalone",
        background_color: "#101318",
        theme_color: "#101318",
        icons: [{ src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
      workbox: {
        globPatterns: ["**/*.{html,js,css,svg,wasm,safetensors,woff2}"],
        globIgnores: ["**/router.scalar*.wasm", "**/*.rows*.safetensors"],
        maximumFileSizeToCacheInBytes: 8_000_000,
        inlineWorkboxRuntime: true,
        runtimeCaching: [
          {
            // The samples' rows and the files for browsers without SIMD: cached on first use.
            urlPattern: ({ url, sameOrigin }) => sameOrigin && /\.(safetensors|wasm)$/.test(url.pathname),
            handler: "CacheFirst",
            options: { cacheName: "files" },
          },
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.searchParams.has("sha256"),
            handler: "CacheFirst",
            options: { cacheName: "published", expiration: { maxEntries: 6 } },
          },
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith("/v1/router/manifest"),
            handler: "NetworkFirst",
            options: { cacheName: "manifest", networkTimeoutSeconds: 3 },
          },
        ],
        navigateFallbackDenylist: [/^\/v1\//, /^\/(metrics|healthz|readyz|admin)/],
      },
    }),
  ],
});
