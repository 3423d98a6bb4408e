import type { ComponentChildren, JSX } from "preact";

type Props = Omit<JSX.ButtonHTMLAttributes, "label" | "icon"> & {
  /** Tooltip and accessible name: the action. */
  readonly label: string;
  readonly children: ComponentChildren;
};

/** A button that shows an icon. */
export function IconButton({ label, children, ...rest }: Props) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} {...rest}>
      {children}
    </button>
  );
}
