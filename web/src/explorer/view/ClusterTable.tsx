import { signal } from "@preact/signals";
import { modelStyle } from "../../ui/colours.ts";
import { count, percent, shortName, usdPer1000 } from "../../ui/format.ts";
import { saveCsv, type Table } from "../charts/data_table.ts";
import { summarise, type ClusterSummary } from "../data/cluster_summary.ts";
import type { Subject } from "../data/subject.ts";
import type { Evaluation } from "../data/types.ts";
import "../charts/data_table.css";
import "./clusters.css";

type Key = "label" | "size" | "best" | "accuracy" | "cheapest" | "cost";
interface Order {
  readonly key: Key;
  readonly isDescending: boolean;
}

const kInitialRows = 12;
const order = signal<Order>({ key: "size", isDescending: true });
const showsAll = signal(false);

const kColumns: readonly { readonly key: Key; readonly name: string; readonly isNumber: boolean }[] = [
  { key: "label", name: "Prompts about", isNumber: false },
  { key: "size", name: "Prompts", isNumber: true },
  { key: "best", name: "Best model", isNumber: false },
  { key: "accuracy", name: "Accuracy", isNumber: true },
  { key: "cheapest", name: "Cheapest good model", isNumber: false },
  { key: "cost", name: "Cost per 1,000", isNumber: true },
];

interface Props {
  readonly subject: Subject;
  readonly current: Evaluation;
}

/** The clusters of training prompts, each with its best and its cheapest good model. */
export function ClusterTable({ subject, current }: Props) {
  const ids = subject.description.models.map(({ id }) => id);
  const clusters = sort(summarise(subject.clusters, ids, current.change), ids, order.value);
  const shown = showsAll.value ? clusters : clusters.slice(0, kInitialRows);
  const largest = Math.max(...clusters.map(({ size }) => size));
  return (
    <section class="panel figure figure-clusters" aria-labelledby="clusters-title">
      <div class="figure-head">
        <h2 id="clusters-title">Clusters of training prompts</h2>
      </div>
      <p class="small soft">
        The cheapest good model is the cheapest one within 5 points of the best model's accuracy. Accuracy and cost are
        means over the cluster's training prompts.
      </p>
      <div class="table-container full-height" tabIndex={0} role="region" aria-label="Table of clusters">
        <table class="small clusters-table">
          <thead>
            <tr>
              {kColumns.map((column) => (
                <HeadCell key={column.key} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((cluster) => (
              <ClusterRow key={cluster.id} cluster={cluster} ids={ids} largest={largest} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="download-buttons small">
        {clusters.length > kInitialRows && (
          <button type="button" aria-expanded={showsAll.value} onClick={() => (showsAll.value = !showsAll.value)}>
            {showsAll.value ? `Show first ${kInitialRows}` : `Show all ${clusters.length}`}
          </button>
        )}
        <button
          type="button"
          aria-label="Download clusters as CSV"
          onClick={() => saveCsv("clusters", clustersTable(clusters, ids))}
        >
          CSV
        </button>
      </div>
    </section>
  );
}

function HeadCell({ column: { key, name, isNumber } }: { readonly column: (typeof kColumns)[number] }) {
  const isSorted = order.value.key === key;
  const sortByColumn = (): void =>
    void (order.value = { key, isDescending: isSorted ? !order.value.isDescending : isNumber });
  return (
    <th
      scope="col"
      class={isNumber ? "number" : ""}
      aria-sort={isSorted ? (order.value.isDescending ? "descending" : "ascending") : "none"}
    >
      <button type="button" class="sort" onClick={sortByColumn}>
        {name}
        <span aria-hidden="true">{isSorted ? (order.value.isDescending ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
}

function ClusterRow({
  cluster,
  ids,
  largest,
}: {
  readonly cluster: ClusterSummary;
  readonly ids: readonly string[];
  readonly largest: number;
}) {
  return (
    <tr>
      <th scope="row" class="cluster-name">
        {cluster.label || `cluster ${cluster.id}`}
      </th>
      <td class="number">
        <span class="size-bar" aria-hidden="true">
          <i style={{ width: `${(100 * cluster.size) / largest}%` }} />
        </span>
        <span class="size-count">{count(cluster.size)}</span>
      </td>
      <td data-name="best">
        <ModelName row={cluster.best} ids={ids} />
      </td>
      <td class="number">{percent(cluster.bestAccuracy)}</td>
      <td data-name="cheapest">
        <ModelName row={cluster.cheapestGood} ids={ids} />
      </td>
      <td class="number">{usdPer1000(cluster.cheapestGoodCost)}</td>
    </tr>
  );
}

function ModelName({ row, ids }: { readonly row: number | null; readonly ids: readonly string[] }) {
  if (row === null) return <span class="soft">–</span>;
  return (
    <span class="model-name" style={modelStyle(row)}>
      <span class="swatch" />
      <span class="name">{shortName(ids[row] as string)}</span>
    </span>
  );
}

function sort(
  clusters: readonly ClusterSummary[],
  ids: readonly string[],
  { key, isDescending }: Order,
): readonly ClusterSummary[] {
  const name = (row: number | null): string => (row === null ? "" : shortName(ids[row] as string));
  const number = (value: number): number => (Number.isNaN(value) ? -Infinity : value);
  const compare: Readonly<Record<Key, (a: ClusterSummary, b: ClusterSummary) => number>> = {
    label: (a, b) => a.label.localeCompare(b.label),
    size: (a, b) => a.size - b.size,
    best: (a, b) => name(a.best).localeCompare(name(b.best)),
    accuracy: (a, b) => number(a.bestAccuracy) - number(b.bestAccuracy),
    cheapest: (a, b) => name(a.cheapestGood).localeCompare(name(b.cheapestGood)),
    cost: (a, b) => number(a.cheapestGoodCost) - number(b.cheapestGoodCost),
  };
  return clusters.toSorted((a, b) => (isDescending ? -1 : 1) * compare[key](a, b) || a.id - b.id);
}

function clustersTable(clusters: readonly ClusterSummary[], ids: readonly string[]): Table {
  const name = (row: number | null): string | null => (row === null ? null : (ids[row] as string));
  return {
    caption: "Clusters of training prompts",
    columns: [
      "id",
      "label",
      "size",
      "best_model",
      "best_accuracy",
      "cheapest_good_model",
      "cheapest_good_cost_usd",
    ].map((key) => ({ name: key, key })),
    rows: clusters.map((cluster) => [
      cluster.id,
      cluster.label,
      cluster.size,
      name(cluster.best),
      cluster.bestAccuracy,
      name(cluster.cheapestGood),
      cluster.cheapestGoodCost,
    ]),
  };
}
