import { useMemo } from "preact/hooks";
import { useCopy } from "../ui/copy.ts";
import { copyIcon } from "../ui/CopyButton.tsx";
import { highlighted } from "./highlight.tsx";

const kLabels = { idle: "Copy", copied: "Copied", failed: "Copy failed" } as const;

/** A code block with syntax highlighting and a copy button. */
export function CodeBlock({ language, text }: { readonly language: string; readonly text: string }) {
  const name = language.trim().split(/\s/)[0] ?? "";
  const content = useMemo(() => highlighted(text, name), [text, name]);
  const { copying, copy } = useCopy(text);
  const Icon = copyIcon[copying];
  return (
    <div class="code">
      <div class="code-head">
        <span>{name || "code"}</span>
        <button type="button" class="code-copy" onClick={copy}>
          <Icon size={14} /> {kLabels[copying]}
        </button>
      </div>
      <pre tabIndex={0} aria-label={`${name || "plain"} code`}>
        <code>{content}</code>
      </pre>
    </div>
  );
}
