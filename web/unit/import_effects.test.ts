import ts from "typescript";
import { expect, test } from "vitest";
import { parse, readSources } from "./sources.ts";

// Programs rather than modules: the entry of the page, and of a worker.
const kPrograms = /^main\.tsx$|_worker\.ts$/;

const kEffects: readonly string[] = [
  "addEventListener",
  "effect",
  "fetch",
  "matchMedia",
  "queueMicrotask",
  "requestAnimationFrame",
  "setInterval",
  "setTimeout",
];
const kResources: readonly string[] = ["BroadcastChannel", "MutationObserver", "ResizeObserver", "WebSocket", "Worker"];

/** Describes what importing the module would start. Functions are not entered: they run later. */
function effectsOf(tree: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isPropertyDeclaration(node) && !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
      return;
    if (isEffect(node)) found.push(node.getText().split("\n")[0] ?? "");
    else ts.forEachChild(node, visit);
  };
  for (const statement of tree.statements) {
    if (ts.isExpressionStatement(statement)) found.push(statement.getText().split("\n")[0] ?? "");
    else visit(statement);
  }
  return found;
}

function isEffect(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return kResources.includes(node.expression.getText());
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return kEffects.includes(name);
}

test("importing a module has no effect", () => {
  const effects = readSources()
    .filter(({ path }) => !kPrograms.test(path))
    .flatMap(({ path, tree }) => effectsOf(tree).map((effect) => `${path}: ${effect}`));
  expect(effects).toEqual([]);
});

test.each([
  ["a call", "start();"],
  ["an assignment", "state.value = 1;"],
  ["an effect that is kept", "export const stop = effect(() => draw());"],
  ["a listener", 'const ok = window.addEventListener("load", run);'],
  ["a timer", "let timer = setTimeout(run, 10);"],
  ["a worker", 'const worker = new Worker("x.js");'],
  ["a channel behind a condition", 'const channel = hasIt ? new BroadcastChannel("x") : undefined;'],
])("%s at import is found", (_, text) => {
  expect(effectsOf(parse("x.ts", text).tree)).toHaveLength(1);
});

test.each([
  ["a function that starts an effect", "export function start(): void { effect(() => draw()); }"],
  ["a method that sets a timer", "class A { wait() { setTimeout(run, 10); } }"],
  ["a worker per object", 'class A { readonly #worker = new Worker("x.js"); }'],
  ["a type", "let timer: ReturnType<typeof setTimeout> | undefined;"],
  ["signals and computed values", "const a = signal(1); const b = computed(() => a.value);"],
])("%s is no effect at import", (_, text) => {
  expect(effectsOf(parse("x.ts", text).tree)).toEqual([]);
});
