/** SHA-256 of assets/static-en-1.safetensors, set by vite.config.ts. */
declare const __EMBEDDER_SHA256__: string;
/** Data set and split of the sample rows, set by vite.config.ts. */
declare const __SAMPLE_ROWS__: Readonly<
  Record<
    string,
    | { readonly data_sha256: string; readonly seed: number; readonly train_ratio: number; readonly embedder: string }
    | undefined
  >
>;
