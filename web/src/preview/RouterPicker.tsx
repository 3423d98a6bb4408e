import { announce } from "../ui/announce.js";
import { loadDefaultRouter, loadRouter, router, routerState, sampleSource } from "../routing/router.js";
import { hasGateway } from "../routing/gateway.js";
import { kSamples } from "../routing/samples.js";

/** Which router decides, and others to try. */
export function RouterPicker() {
  const current = router.value;
  const choose = (value: string): void => {
    const sample = kSamples.find(({ id }) => id === value);
    void (sample ? loadRouter(sampleSource(sample)) : loadDefaultRouter());
    announce("Loading the router");
  };
  return (
    <div class="router-picker small">
      <div class="field">
        <label for="router">Router</label>
        <select id="router" class="input" value={current?.source.id ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
          {current?.source.id === "" && <option value="">{current.source.name}</option>}
          {hasGateway.value && <option value="gateway">The gateway's</option>}
          {kSamples.map((sample) => <option key={sample.id} value={sample.id}>{sample.name}</option>)}
        </select>
      </div>
      {current && <p class="soft">{current.description.embedder.id} · {current.description.clusters.length} clusters · <code>{current.description.artifact.slice(0, 12)}</code></p>}
      {routerState.value.status === "loading" && <p class="soft">Loading {routerState.value.name}…</p>}
    </div>
  );
}
