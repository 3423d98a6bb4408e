import type { ComponentChildren, JSX } from "preact";

type Props = Omit<JSX.ButtonHTMLAttributes, "label" | "icon"> & {
  /** What it does, for everyone who does not know the picture. */
  readonly label: string;
  readonly children: ComponentChildren;
};

/** A button that is a picture. */
export function IconButton({ label, children, ...rest }: Props) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} {...rest}>
      {children}
    </button>
  );
}
