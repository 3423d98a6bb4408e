// The clipboard, and a word about it where the user looks.

import { useEffect, useState } from "preact/hooks";
import { announce } from "./announce.ts";

const kShownMs = 2000;

export type Copying = "idle" | "copied" | "failed";

/** What became of the last copy, for a moment, and what copies. */
export function useCopy(text: string): { readonly copying: Copying; readonly copy: () => void } {
  const [copying, setCopying] = useState<Copying>("idle");
  useEffect(() => {
    if (copying === "idle") return;
    const timer = setTimeout(() => setCopying("idle"), kShownMs);
    return () => clearTimeout(timer);
  }, [copying]);
  const copy = async (): Promise<void> => {
    const isCopied = await toClipboard(text);
    setCopying(isCopied ? "copied" : "failed");
    announce(isCopied ? "Copied" : "The browser lets the page copy nothing: select the text, and copy that");
  };
  return { copying, copy: () => void copy() };
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text); // no clipboard without TLS, or the browser refuses it
  }
}

// The way before there was a clipboard: what is selected is copied.
function copySelected(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
