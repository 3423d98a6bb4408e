/** SHA-256 of assets/static-en-1.safetensors, by vite.config.ts. */
declare const __EMBEDDER_SHA256__: string;
/** What the samples' rows were measured on, by vite.config.ts: which data, and how it was split. */
declare const __SAMPLE_ROWS__: Readonly<
  Record<
    string,
    | { readonly data_sha256: string; readonly seed: number; readonly train_ratio: number; readonly embedder: string }
    | undefined
  >
>;
