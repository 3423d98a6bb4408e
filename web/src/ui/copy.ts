// Copies text to the clipboard and reports whether that worked.

import { useEffect, useState } from "preact/hooks";
import { announce } from "./announce.ts";

const kShownMs = 2000;

export type Copying = "idle" | "copied" | "failed";

/** Returns a function that copies `text`, and its result, which returns to "idle" after 2 s. */
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
    announce(isCopied ? "Copied" : "The browser blocked the copy. Select the text and copy it.");
  };
  return { copying, copy: () => void copy() };
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text); // no clipboard API without TLS, or permission denied
  }
}

// The deprecated way: copies the selection of a hidden text field.
function copySelected(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
