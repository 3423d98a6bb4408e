import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { bestModel, served } from "../decision/served.ts";
import { percent, usd } from "../ui/format.ts";
import { Answer } from "./Answer.tsx";
import { conversationId, messages, setDraft } from "./conversations.ts";
import { Prompt } from "./Prompt.tsx";
import { savingsOf } from "./receipt.ts";
import "./thread.css";

/** Distance from the end, in pixels, within which the thread follows the answer. */
const kNearEnd = 80;

export function Thread() {
  const id = conversationId.value;
  const shown = messages.value;
  const place = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const last = shown.at(-1);
  useEffect(() => {
    follows.current = true;
  }, [id, shown.length]);
  useLayoutEffect(() => {
    if (follows.current && place.current) place.current.scrollTop = place.current.scrollHeight;
  }, [id, shown.length, last?.content, last?.role === "assistant" ? last.status : ""]);
  return (
    <div
      class="thread"
      ref={place}
      tabIndex={0}
      role="log"
      aria-label="Messages"
      aria-live="off"
      onScroll={({ currentTarget: box }) =>
        (follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < kNearEnd)
      }
    >
      {shown.length === 0 ? (
        <Welcome />
      ) : (
        <ol class="messages">
          {shown.map((message) => (
            <li key={message.id}>
              {message.role === "user" ? <Prompt message={message} /> : <Answer message={message} />}
            </li>
          ))}
        </ol>
      )}
      <SavingsLine />
    </div>
  );
}

const kExamples: readonly string[] = [
  "What is the capital of Mongolia?",
  "Write a Python function that merges two sorted lists.",
  "A train leaves at 9:40 and covers 210 km at 84 km/h. When does it arrive?",
  "Prove that the square root of 2 is irrational.",
];

function Welcome() {
  const id = conversationId.value;
  return (
    <div class="welcome">
      <p class="welcome-mark" aria-hidden="true">
        α
      </p>
      <p class="welcome-title">Which model, and why?</p>
      <p class="soft">
        Type a prompt to see which of {served.value.length || "the"} models answers it best for its cost. Nothing is
        sent until you press Send.
      </p>
      <ul>
        {kExamples.map((text) => (
          <li key={text}>
            <button
              type="button"
              class="button"
              onClick={() => (setDraft(id, text), document.getElementById("prompt")?.focus())}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SavingsLine() {
  const savings = savingsOf(messages.value);
  if (savings === null) return null;
  const isDemo = messages.value.every((message) => message.role === "user" || message.receipt.connection === "demo");
  const saved = savings.best - savings.spent;
  const share = savings.best > 0 ? saved / savings.best : 0;
  return (
    <p class="savings">
      This conversation{isDemo ? ", estimated" : ""}: <strong class="number">{usd(savings.spent)}</strong>. With only{" "}
      <span>{bestModel.value?.name ?? "the best single model"}</span>: <span class="number">{usd(savings.best)}</span>
      {saved > 0 && (
        <>
          . <strong class="number">{percent(share, 0)} saved</strong>
        </>
      )}
    </p>
  );
}
