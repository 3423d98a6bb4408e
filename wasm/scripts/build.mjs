// Builds dist/: WebAssembly modules, bundles, types and sample files.
//
//   node scripts/build.mjs     after `cmake --build build/wasm` (make wasm does both)
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(here);
const dist = join(here, "dist");
const modules = join(root, "build/wasm/bin");

if (process.getBuiltinModule === undefined) {
  console.error(`build: Node.js ${process.version} is too old. Install 20.19 or later from https://nodejs.org.`);
  process.exit(1);
}
if (!existsSync(join(modules, "router.wasm"))) {
  console.error(`build: ${modules} has no modules. Run make wasm.`);
  process.exit(1);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, "assets"), { recursive: true });
for (const name of ["router.wasm", "router.scalar.wasm"]) copyFileSync(join(modules, name), join(dist, name));
for (const name of ["llmrouter-9.safetensors", "static-en-1.safetensors"]) {
  copyFileSync(join(root, "assets", name), join(dist, "assets", name));
}
copyFileSync(join(root, "LICENSE"), join(dist, "LICENSE"));

const inlined = {
  name: "inlined module",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /router\.wasm\.gz\.js$/ }, () => ({ path: "router.wasm", namespace: "inlined" }));
    onLoad({ filter: /.*/, namespace: "inlined" }, () => {
      const gzip = gzipSync(readFileSync(join(modules, "router.wasm")), { level: 9 });
      return { contents: `export default "${gzip.toString("base64")}";` };
    });
  },
};
await build({
  entryPoints: ["index", "inline", "worker", "worker_thread", "encoder", "safetensors"].map((name) =>
    join(here, `src/${name}.ts`),
  ),
  outdir: dist,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  plugins: [inlined],
  logLevel: "warning",
});

const tsc = join(here, "node_modules/typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "--emitDeclarationOnly", "--stripInternal"], { cwd: here, stdio: "inherit" });
