// Fetches the Markdown code with the first answer: it is the larger part of the web app's code. Shows plain text until then.

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
