import { batch } from "@preact/signals";
import { ArrowUp, Square, X } from "lucide-preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { manualChoice } from "../decision/controls.ts";
import { ConnectionButton } from "../providers/ConnectionButton.tsx";
import { shortName } from "../ui/format.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { conversationId } from "./conversations.ts";
import { editing, setTyped, typed } from "./draft.ts";
import { isAnswering, send, stop } from "./send.ts";
import { storageProblem } from "./storage.ts";
import "./composer.css";

export function Composer() {
  const id = conversationId.value;
  const text = typed.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const answering = isAnswering(id);
  useEffect(() => {
    field.current?.focus();
    editing.value = null;
  }, [id]);
  useEffect(() => {
    if (editing.value !== null) field.current?.focus();
  }, [editing.value?.message]);
  useLayoutEffect(() => fit(field.current), [text]);
  const cancel = (): void => {
    editing.value = null;
    field.current?.focus();
  };
  const submit = (): void => {
    if (answering || text.trim() === "") return;
    const replaced = editing.value?.message ?? null;
    batch(() => {
      editing.value = null;
      void send(text, replaced);
    });
    field.current?.focus();
  };
  return (
    <form class="composer" onSubmit={(event) => (event.preventDefault(), submit())}>
      {storageProblem.value && <p class="notice warn">{storageProblem.value}</p>}
      {editing.value !== null && <EditingNote onCancel={cancel} />}
      <div class="composer-box">
        <textarea
          ref={field}
          id="prompt"
          rows={1}
          value={text}
          placeholder="Ask anything"
          aria-label="Your prompt"
          aria-describedby="prompt-keys"
          onInput={(event) => setTyped(id, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && editing.value !== null) cancel();
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <div class="composer-row">
          <ConnectionButton />
          {manualChoice.value !== null && <ManualChoice model={manualChoice.value} />}
          <span id="prompt-keys" class="keys">
            Enter to send, Shift+Enter for a new line
          </span>
          {/* With keys these are two buttons: a reused one would submit the form within the click. */}
          {answering ? (
            <button
              key="stop"
              type="button"
              class="send"
              aria-label="Stop the answer"
              title="Stop the answer"
              onClick={() => (stop(id), field.current?.focus())}
            >
              <Square size={14} fill="currentColor" />
            </button>
          ) : (
            <button key="send" type="submit" class="send" aria-label="Send" title="Send" disabled={text.trim() === ""}>
              <ArrowUp size={18} />
            </button>
          )}
        </div>
      </div>
    </form>
  );
}

function EditingNote({ onCancel }: { readonly onCancel: () => void }) {
  return (
    <p class="composer-note">
      Sending replaces your message and everything after it.
      <button type="button" class="link" onClick={onCancel}>
        Cancel
      </button>
    </p>
  );
}

function ManualChoice({ model }: { readonly model: string }) {
  return (
    <span class="badge">
      <span class="name">Manual choice: {shortName(model)}</span>
      <IconButton label="Let the router choose" onClick={() => (manualChoice.value = null)}>
        <X size={12} />
      </IconButton>
    </span>
  );
}

// Makes the field as high as its text, up to the limit in composer.css. Browsers that support "field-sizing" do so
// themselves; measuring here costs a layout per keystroke.
function fit(field: HTMLTextAreaElement | null): void {
  if (field === null || CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
