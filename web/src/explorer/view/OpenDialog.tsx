import { useState } from "preact/hooks";
import { Dialog } from "../../ui/Dialog.tsx";
import { openAddress, openFiles } from "../data/open_files.ts";
import "./open_dialog.css";

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** A router or rows of one's own: chosen, dropped, or from an address. Nothing of it leaves the page. */
export function OpenDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog title="Open another router" isOpen={isOpen} onClose={onClose}>
      <p class="small soft">
        A router that <code>alpharoute fit</code> made, rows that <code>alpharoute evaluate --export</code> made, or
        both at once. They are read here and go nowhere.
      </p>
      <label class="field">
        Files
        <input
          class="input"
          type="file"
          multiple
          accept=".safetensors"
          onChange={(event) => take(event.currentTarget, onClose)}
        />
        <span class="hint">Or drop them anywhere on the explorer.</span>
      </label>
      <AddressForm onClose={onClose} />
    </Dialog>
  );
}

function take(field: HTMLInputElement, onClose: () => void): void {
  const files = [...(field.files ?? [])];
  if (files.length === 0) return;
  onClose();
  void openFiles(files);
}

function AddressForm({ onClose }: { readonly onClose: () => void }) {
  const [address, setAddress] = useState("");
  const open = (event: Event): void => {
    event.preventDefault();
    onClose();
    void openAddress(address.trim());
  };
  return (
    <form class="address-form" onSubmit={open}>
      <label class="field">
        Address
        <input
          class="input"
          type="url"
          required
          placeholder="https://…/router.safetensors"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
        <span class="hint">The server there must allow this page to read it (CORS).</span>
      </label>
      <button type="submit" class="button primary">
        Open
      </button>
    </form>
  );
}
