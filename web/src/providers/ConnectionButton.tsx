import { signal } from "@preact/signals";
import { Plug } from "lucide-preact";
import { Dialog } from "../ui/Dialog.tsx";
import { connection, connectionName } from "./connection.ts";
import { ConnectionForm } from "./ConnectionForm.tsx";

const isOpen = signal(false);

/** Says how a prompt will be sent, and lets that be changed. */
export function ConnectionButton() {
  return (
    <>
      <button type="button" class="button small" aria-haspopup="dialog" onClick={() => (isOpen.value = true)}>
        <Plug size={14} />
        <span class="unseen">Send through: </span>
        <span class="name">{connectionName[connection.value]}</span>
      </button>
      <Dialog title="Send through" isOpen={isOpen.value} onClose={() => (isOpen.value = false)}>
        <ConnectionForm />
      </Dialog>
    </>
  );
}
