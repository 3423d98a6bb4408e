import { hasGateway } from "../gateway/gateway.ts";
import { announce } from "../ui/announce.ts";
import { loadDefaultRouter, loadRouter, router, sampleSource } from "./router.ts";
import { kSamples } from "./samples.ts";

interface Props {
  readonly id: string;
  /** Called when the chosen router has loaded, or failed to. */
  readonly onLoaded?: () => void;
}

/** Selects the router in use: the gateway's, a sample, or the user's own file if that is in use. Label it by `id`. */
export function RouterSelect({ id, onLoaded }: Props) {
  const source = router.value?.source;
  const choose = async (chosen: string): Promise<void> => {
    announce("Loading the router");
    const sample = kSamples.find((entry) => entry.id === chosen);
    await (sample ? loadRouter(sampleSource(sample)) : loadDefaultRouter());
    onLoaded?.();
  };
  return (
    <select id={id} class="input" value={source?.id ?? ""} onChange={(event) => void choose(event.currentTarget.value)}>
      {(source === undefined || source.id === "") && <option value="">{source?.name ?? "None"}</option>}
      {hasGateway.value && <option value="gateway">The gateway's router</option>}
      {kSamples.map((sample) => (
        <option key={sample.id} value={sample.id}>
          {sample.name}
        </option>
      ))}
    </select>
  );
}
