import { useEffect, useState } from "preact/hooks";
import { routerState } from "../../router/router.ts";
import { openFiles } from "../data/open_files.ts";
import { evaluation, openProblem, subject } from "../data/subject.ts";
import { isEvaluating } from "../data/what_if_evaluation.ts";
import { AlphaFigure } from "./AlphaFigure.tsx";
import { ClusterTable } from "./ClusterTable.tsx";
import { SharesFigure } from "./SharesFigure.tsx";
import { startExplorer } from "./start.ts";
import { SubjectBar } from "./SubjectBar.tsx";
import { TradeOffFigure } from "./TradeOffFigure.tsx";
import { WhatIf } from "./WhatIf.tsx";
import "../charts/plots.css";
import "./explorer.css";

/** The trade-off between cost and accuracy, with what-if changes. */
export function Explorer() {
  useEffect(startExplorer, []);
  const shown = subject.value;
  const current = evaluation.value;
  const isLoading = routerState.value.status !== "failed" && openProblem.value === null;
  const { isOver, ...dropHandlers } = useFileDrop();
  return (
    <main class="explorer" id="main" tabIndex={-1} aria-label="Explorer" data-drop={isOver} {...dropHandlers}>
      <div class="explorer-page">
        <SubjectBar subject={shown} />
        {shown !== null && current !== null ? (
          <div class="explorer-grid" aria-busy={isEvaluating.value}>
            <TradeOffFigure subject={shown} current={current} />
            <WhatIf subject={shown} />
            <AlphaFigure current={current} />
            <SharesFigure subject={shown} current={current} />
            <ClusterTable subject={shown} current={current} />
          </div>
        ) : (
          isLoading && (
            <div class="explorer-grid" aria-busy="true">
              <div class="panel figure-trade-off figure-placeholder" />
            </div>
          )
        )}
      </div>
    </main>
  );
}

/** Opens files that are dropped on an element. */
function useFileDrop() {
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  return {
    isOver,
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.currentTarget as Element).contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void openFiles([...(event.dataTransfer?.files ?? [])]);
    },
  };
}
