import { signal } from "@preact/signals";
import { Plug } from "lucide-preact";
import { Dialog } from "../ui/Dialog.tsx";
import { connection, connectionName } from "./connection.ts";
import { ConnectionForm } from "./ConnectionForm.tsx";

const isOpen = signal(false);

/** Shows the connection in use, and opens a dialog to change it. */
export function ConnectionButton() {
  return (
    <>
      <button type="button" class="button small" aria-haspopup="dialog" onClick={() => (isOpen.value = true)}>
        <Plug size={14} />
        <span class="visually-hidden">Send via: </span>
        <span class="name">{connectionName[connection.value]}</span>
      </button>
      <Dialog title="Send via" isOpen={isOpen.value} onClose={() => (isOpen.value = false)}>
        <ConnectionForm />
      </Dialog>
    </>
  );
}
