import { Check, Copy, X } from "lucide-preact";
import { useCopy } from "./copy.ts";
import { IconButton } from "./IconButton.tsx";

export const copyPicture = { idle: Copy, copied: Check, failed: X } as const;

/** Copies `text`, and shows for a moment whether it did. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const { copying, copy } = useCopy(text);
  const Picture = copyPicture[copying];
  return (
    <IconButton label={label} disabled={text === ""} onClick={copy}>
      <Picture size={15} data-copying={copying} />
    </IconButton>
  );
}
