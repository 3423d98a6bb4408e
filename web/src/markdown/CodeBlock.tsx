import { Check, Copy } from "lucide-preact";
import { useMemo, useState } from "preact/hooks";
import { announce } from "../ui/announce.js";
import { highlighted } from "./highlight.js";

/** Code with its language's colours, and a button that copies it. */
export function CodeBlock({ language, text }: { readonly language: string; readonly text: string }) {
  const name = language.trim().split(/\s/)[0] ?? "";
  const content = useMemo(() => highlighted(text, name), [text, name]);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce("Code copied");
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="code">
      <div class="code-head">
        <span>{name || "code"}</span>
        <button type="button" class="code-copy" onClick={() => void copy()}>
          {isCopied ? <Check size={14} /> : <Copy size={14} />} {isCopied ? "Copied" : "Copy"}
        </button>
      </div>
      <pre tabIndex={0} aria-label={`${name || "plain"} code`}>
        <code>{content}</code>
      </pre>
    </div>
  );
}
