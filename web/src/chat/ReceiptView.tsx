import { TriangleAlert } from "lucide-preact";
import { dial, duration, margin, percent, points, shortName, usdPer1000 } from "../ui/format.ts";
import { connectionName } from "../providers/connection.ts";
import type { AssistantMessage, Receipt } from "./types.ts";

/** Under an answer: in one line what it was, and behind it why, and what it cost against what was expected. */
export function ReceiptView({ message: { receipt, status } }: { readonly message: AssistantMessage }) {
  if (receipt.model === "") return null;
  const { decision, cost_usd, best } = receipt;
  return (
    <details class="receipt">
      <summary>
        <span>{whoChose(receipt)}</span>
        {decision && <span class="number">expected {percent(decision.accuracy, 0)}</span>}
        {status !== "streaming" && cost_usd != null && <span class="number">{usdPer1000(cost_usd)} per 1,000</span>}
        {receipt.totalMs !== undefined && <span class="number">{duration(receipt.totalMs)}</span>}
        {receipt.connection !== "demo" && saved(cost_usd, best?.cost_usd)}
        {decision?.isNovel && (
          <span class="badge warn">
            <TriangleAlert size={12} /> unlike the training prompts
          </span>
        )}
      </summary>
      <p class="small">{why(receipt)}</p>
      <table class="small">
        <thead>
          <tr>
            <th>
              <span class="unseen">Figure</span>
            </th>
            <th class="number">expected</th>
            <th class="number">{receipt.connection === "demo" ? "would be" : "actual"}</th>
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
            ? "This is the model that is best on average."
            : `Always ${best.model}, the best on average, would have cost ${usdPer1000(best.cost_usd)} for 1,000 of these.`}
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

function whoChose({ chosenBy, fallbackFrom }: Receipt): string {
  if (fallbackFrom) return `in place of ${shortName(fallbackFrom)}`;
  return { router: "routed", lock: "locked", hand: "chosen by hand" }[chosenBy];
}

function why({ decision, chosenBy, fallbackFrom, model }: Receipt): string {
  if (decision === null) return "The page could not decide for this prompt; the gateway did.";
  const near = decision.clusters.map((label) => `“${label}”`).join(", ");
  const place = `At α ${dial(decision.alpha)}, going by past prompts about ${near}`;
  if (fallbackFrom) return `${place}, the router chose ${fallbackFrom}; it failed, and ${model} answered.`;
  if (chosenBy === "hand")
    return `You chose ${model}. ${place}, the router's choice was ${decision.runnerUp ?? model}.`;
  if (chosenBy === "lock") return `You locked ${model}.`;
  return decision.runnerUp === null || decision.margin === null
    ? `${place}, ${model} was the only one eligible.`
    : `${place}, ${model} was ${margin(decision.margin)} ahead of ${decision.runnerUp}.`;
}
