// Run from the repository's root with this file as configuration, so that it covers web and wasm: npm run lint.

import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", "**/test-results/", "**/docs/", "build/"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // `(a = 1), b()` and `condition && call()` are in use as statements of arrow functions.
      "@typescript-eslint/no-unused-expressions": ["error", { allowShortCircuit: true, allowTernary: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      "prefer-const": "error",
    },
  },
  { files: ["**/*.config.{ts,mjs}", "**/*.d.ts"], rules: { "no-restricted-exports": "off" } },
);
