import type { Decision } from "alpharoute/worker";
import { count, percent } from "../ui/format.js";

/** The past prompts that the decision goes by. */
export function Clusters({ decision }: { readonly decision: Decision | null }) {
  return (
    <section class="clusters" aria-label="Nearest clusters of past prompts">
      <h3>Goes by past prompts about</h3>
      {decision === null ? (
        <p class="small soft">Nothing yet.</p>
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
