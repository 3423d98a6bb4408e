// Parts of the page that are fetched when they are first shown.

import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The component, once it is there; meanwhile, and if it can't be had, a word about that. */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ComponentChildren = <Waiting />,
) {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [state, setState] = useState<"waiting" | "there" | "failed">(loaded ? "there" : "waiting");
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => ((loaded = component), setState("there")),
        () => setState("failed"),
      );
    }, []);
    if (state === "failed")
      return (
        <p class="waiting" role="alert">
          This part of the page could not be loaded. Reload when the network is back.
        </p>
      );
    if (loaded === undefined) return <>{waiting}</>;
    const Component = loaded;
    return <Component {...props} />;
  };
}

function Waiting() {
  return (
    <main id="main" tabIndex={-1} class="waiting">
      Loading…
    </main>
  );
}
