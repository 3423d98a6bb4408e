import { useState } from "preact/hooks";
import { Dialog } from "../../ui/Dialog.tsx";
import { openFiles, openUrl } from "../data/open_files.ts";
import "./open_dialog.css";

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Opens a router or rows from files or a URL. The files stay in the browser. */
export function OpenDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog title="Open a router or rows" isOpen={isOpen} onClose={onClose}>
      <p class="small soft">
        Open a router written by <code>alpharoute fit</code>, rows written by <code>alpharoute evaluate --export</code>,
        or both together. The files are not uploaded.
      </p>
      <label class="field">
        Files
        <input
          class="input"
          type="file"
          multiple
          accept=".safetensors"
          onChange={(event) => openChosen(event.currentTarget, onClose)}
        />
        <span class="hint">You can also drop files anywhere on the explorer.</span>
      </label>
      <UrlForm onClose={onClose} />
    </Dialog>
  );
}

function openChosen(field: HTMLInputElement, onClose: () => void): void {
  const files = [...(field.files ?? [])];
  if (files.length === 0) return;
  onClose();
  void openFiles(files);
}

function UrlForm({ onClose }: { readonly onClose: () => void }) {
  const [url, setUrl] = useState("");
  const open = (event: Event): void => {
    event.preventDefault();
    onClose();
    void openUrl(url.trim());
  };
  return (
    <form class="url-form" onSubmit={open}>
      <label class="field">
        URL
        <input
          class="input"
          type="url"
          required
          placeholder="https://…/router.safetensors"
          value={url}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <span class="hint">The server must allow this page to read the file (CORS).</span>
      </label>
      <button type="submit" class="button primary">
        Open
      </button>
    </form>
  );
}
