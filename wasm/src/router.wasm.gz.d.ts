// The build generates this module: dist/router.wasm, gzipped, in base64.
declare const wasmGzipBase64: string;
export default wasmGzipBase64;
