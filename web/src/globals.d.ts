/** SHA-256 of assets/static-en-1.safetensors, by vite.config.ts. */
declare const __EMBEDDER_SHA256__: string;
