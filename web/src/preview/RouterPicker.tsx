import { router, routerState } from "../router/router.ts";
import { RouterSelect } from "../router/RouterSelect.tsx";

/** Selects the router, and describes it. */
export function RouterPicker() {
  const description = router.value?.description;
  return (
    <div class="router-picker small">
      <div class="field">
        <label for="router">Router</label>
        <RouterSelect id="router" />
      </div>
      {description && (
        <p class="soft">
          {description.embedder.id} · {description.clusters.length} clusters ·{" "}
          <code>{description.artifact.slice(0, 12)}</code>
        </p>
      )}
      {routerState.value.status === "loading" && <p class="soft">Loading {routerState.value.name}…</p>}
    </div>
  );
}
