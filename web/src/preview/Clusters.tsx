import type { Decision } from "alpharoute/worker";
import { router } from "../router/router.ts";
import { count, percent } from "../ui/format.ts";

/** The clusters of past prompts that the decision is based on. */
export function Clusters({ decision }: { readonly decision: Decision | null }) {
  const rows = decision?.clusters.length ?? router.value?.description.defaults.nearest_clusters ?? 0;
  return (
    <section class="clusters" style={{ "--rows": rows }} aria-label="Nearest clusters of past prompts">
      <h3>Based on past prompts about</h3>
      {decision === null ? (
        <ul>
          <li class="small soft">No prompt yet.</li>
        </ul>
      ) : (
        <ul>
          {decision.clusters.map((cluster) => (
            <li key={cluster.id}>
              <span class="cluster-label">{cluster.label}</span>
              <span class="number soft small">{count(cluster.size)} prompts</span>
              <span class="number small">{percent(cluster.weight, 0)}</span>
              <span class="bar" aria-hidden="true">
                <i style={{ width: `${100 * cluster.weight}%` }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
