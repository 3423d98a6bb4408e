import { TriangleAlert } from "lucide-preact";
import { alphaText, duration, margin, percent, points, shortName, usdPer1000 } from "../ui/format.ts";
import { connectionName } from "../providers/connection.ts";
import type { AssistantMessage, Receipt } from "./types.ts";

/** One line on an answer, which expands to the reason for the model and to expected and actual figures. */
export function ReceiptView({ message: { receipt, status } }: { readonly message: AssistantMessage }) {
  if (receipt.model === "") return null;
  const { decision, cost_usd, best } = receipt;
  return (
    <details class="receipt">
      <summary>
        <span>{howChosen(receipt)}</span>
        {decision && <span class="number">expected {percent(decision.accuracy, 0)}</span>}
        {status !== "streaming" && cost_usd != null && <span class="number">{usdPer1000(cost_usd)} per 1,000</span>}
        {receipt.totalMs !== undefined && <span class="number">{duration(receipt.totalMs)}</span>}
        {receipt.connection !== "demo" && saved(cost_usd, best?.cost_usd)}
        {decision?.isNovel && (
          <span class="badge warn">
            <TriangleAlert size={12} /> unfamiliar prompt
          </span>
        )}
      </summary>
      <p class="small">{why(receipt)}</p>
      <table class="small">
        <thead>
          <tr>
            <th>
              <span class="visually-hidden">Figure</span>
            </th>
            <th class="number">expected</th>
            <th class="number">{receipt.connection === "demo" ? "estimated" : "actual"}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th>Accuracy</th>
            <td class="number">
              {percent(decision?.accuracy)}
              {decision?.standardError != null && ` ± ${points(decision.standardError)}`}
            </td>
            <td class="number">–</td>
          </tr>
          <tr>
            <th>Cost of 1,000</th>
            <td class="number">{usdPer1000(decision?.cost_usd)}</td>
            <td class="number">{usdPer1000(cost_usd)}</td>
          </tr>
          <tr>
            <th>Time</th>
            <td class="number">{duration(receipt.expectedMs)}</td>
            <td class="number">{duration(receipt.totalMs)}</td>
          </tr>
          <tr>
            <th>First word</th>
            <td class="number">–</td>
            <td class="number">{duration(receipt.firstTokenMs)}</td>
          </tr>
        </tbody>
      </table>
      {best && (
        <p class="small">
          {best.model === receipt.model
            ? "This is the best single model."
            : `The best single model, ${best.model}, would have cost ${usdPer1000(best.cost_usd)} per 1,000.`}
        </p>
      )}
      {receipt.usage && (
        <p class="soft small">
          {receipt.usage.prompt_tokens} + {receipt.usage.completion_tokens} tokens
          {receipt.usage.is_estimated && ", estimated"} · {connectionName[receipt.connection]}
        </p>
      )}
    </details>
  );
}

function saved(cost: number | null | undefined, best: number | null | undefined) {
  if (cost == null || best == null || best <= 0 || cost >= best) return null;
  return <span class="number good">{percent(1 - cost / best, 0)} saved</span>;
}

function howChosen({ chosenBy, fallbackFrom }: Receipt): string {
  if (fallbackFrom) return `fallback for ${shortName(fallbackFrom)}`;
  return { router: "routed", lock: "locked", hand: "manual choice" }[chosenBy];
}

function why({ decision, chosenBy, fallbackFrom, model }: Receipt): string {
  if (decision === null) return "The gateway chose the model: the browser had no decision.";
  const near = decision.clusters.map((label) => `“${label}”`).join(", ");
  const basis = `At α ${alphaText(decision.alpha)}, based on past prompts about ${near}`;
  if (fallbackFrom) return `${basis}, the router chose ${fallbackFrom}. It failed, and ${model} answered.`;
  if (chosenBy === "hand")
    return `You chose ${model}. ${basis}, the router would have chosen ${decision.runnerUp ?? model}.`;
  if (chosenBy === "lock") return `You locked ${model}.`;
  return decision.runnerUp === null || decision.margin === null
    ? `${basis}, ${model} was the only eligible model.`
    : `${basis}, ${model} scored ${margin(decision.margin)} more than ${decision.runnerUp}.`;
}
