// Markdown, maths and code colours are the larger part of the page's code: fetched with the first answer. Until then an
// answer shows as it was written.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

type Props = { readonly text: string };

let loaded: ComponentType<Props> | undefined;

export function Markdown({ text }: Props) {
  const [, setLoaded] = useState(loaded !== undefined);
  useEffect(() => {
    if (!loaded)
      import("./Markdown.tsx").then(
        (module) => ((loaded = module.Markdown), setLoaded(true)),
        () => undefined,
      );
  }, []);
  const Component = loaded;
  return Component ? <Component text={text} /> : <p class="plain">{text}</p>;
}
