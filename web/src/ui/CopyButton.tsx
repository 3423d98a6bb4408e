import { Check, Copy, X } from "lucide-preact";
import { useCopy } from "./copy.ts";
import { IconButton } from "./IconButton.tsx";

export const copyIcon = { idle: Copy, copied: Check, failed: X } as const;

/** Copies `text` and shows for 2 s whether that worked. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const { copying, copy } = useCopy(text);
  const Icon = copyIcon[copying];
  return (
    <IconButton label={label} disabled={text === ""} onClick={copy}>
      <Icon size={15} data-copying={copying} />
    </IconButton>
  );
}
