// Components whose code is fetched when they are first shown.

import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Returns a component that fetches its code with `load`, and shows `waiting` or an error until it has it. */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ComponentChildren = <Waiting />,
) {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [state, setState] = useState<"waiting" | "loaded" | "failed">(loaded ? "loaded" : "waiting");
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => ((loaded = component), setState("loaded")),
        () => setState("failed"),
      );
    }, []);
    if (state === "failed")
      return (
        <p class="waiting" role="alert">
          This view could not be loaded. Check the network connection, then reload.
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
