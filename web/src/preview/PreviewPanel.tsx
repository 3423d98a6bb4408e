import { ChevronDown } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { preview } from "../decision/preview.ts";
import { routerState } from "../router/router.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Aims } from "./Aims.tsx";
import { Clusters } from "./Clusters.tsx";
import { Choice } from "./Choice.tsx";
import { Limits } from "./Limits.tsx";
import { ModelList } from "./ModelList.tsx";
import { RouterPicker } from "./RouterPicker.tsx";
import { Spectrum } from "./Spectrum.tsx";
import "./preview.css";

interface Props {
  /** True while a narrow screen shows the panel over the thread. The panel then takes the focus. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The decision for the prompt, updated while the user types. */
export function PreviewPanel({ isOpen, onClose }: Props) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) panel.current?.focus();
  }, [isOpen]);
  const state = preview.value;
  const decision = state.status === "decided" ? state.decision : null;
  return (
    <aside class="preview" id="routing" ref={panel} tabIndex={-1} aria-label="Routing">
      <div class="preview-head">
        <h2>Routing</h2>
        <IconButton label="Close routing" onClick={onClose}>
          <ChevronDown size={18} />
        </IconButton>
      </div>
      {routerState.value.status === "failed" && (
        <p class="notice bad" role="alert">
          {routerState.value.problem}
        </p>
      )}
      <Choice state={state} />
      <Spectrum decision={decision} />
      <Aims />
      <ModelList state={state} />
      <Limits />
      <Clusters decision={decision} />
      <RouterPicker />
    </aside>
  );
}
