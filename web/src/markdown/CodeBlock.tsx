import { useMemo } from "preact/hooks";
import { useCopy } from "../ui/copy.ts";
import { copyPicture } from "../ui/CopyButton.tsx";
import { highlighted } from "./highlight.tsx";

const kWords = { idle: "Copy", copied: "Copied", failed: "Can't copy" } as const;

/** Code with its language's colours, and a button that copies it. */
export function CodeBlock({ language, text }: { readonly language: string; readonly text: string }) {
  const name = language.trim().split(/\s/)[0] ?? "";
  const content = useMemo(() => highlighted(text, name), [text, name]);
  const { copying, copy } = useCopy(text);
  const Picture = copyPicture[copying];
  return (
    <div class="code">
      <div class="code-head">
        <span>{name || "code"}</span>
        <button type="button" class="code-copy" onClick={copy}>
          <Picture size={14} /> {kWords[copying]}
        </button>
      </div>
      <pre tabIndex={0} aria-label={`${name || "plain"} code`}>
        <code>{content}</code>
      </pre>
    </div>
  );
}
