import { useState } from "preact/hooks";
import { routerState } from "../../router/router.ts";
import { ClusterTable } from "./ClusterTable.tsx";
import { DialFigure } from "./DialFigure.tsx";
import { openFiles } from "../data/open_files.ts";
import { SharesFigure } from "./SharesFigure.tsx";
import { evaluation, isBusy, problem, subject } from "../data/subject.ts";
import { SubjectBar } from "./SubjectBar.tsx";
import { TradeOffFigure } from "./TradeOffFigure.tsx";
import { WhatIf } from "./WhatIf.tsx";
import "./explorer.css";
import "../charts/plots.css";

/** The trade-off between cost and accuracy, to be touched. */
export function Explorer() {
  const shown = subject.value;
  const now = evaluation.value;
  const isComing = routerState.value.status !== "failed" && problem.value === null;
  const { isOver, ...drop } = useDrop();
  return (
    <main class="explorer" id="main" tabIndex={-1} aria-label="Explorer" data-drop={isOver} {...drop}>
      <div class="explorer-page">
        <SubjectBar subject={shown} />
        {shown !== null && now !== null ? (
          <div class="explorer-grid" aria-busy={isBusy.value}>
            <TradeOffFigure subject={shown} now={now} />
            <WhatIf subject={shown} />
            <DialFigure now={now} />
            <SharesFigure subject={shown} now={now} />
            <ClusterTable subject={shown} now={now} />
          </div>
        ) : (
          isComing && (
            <div class="explorer-grid" aria-busy="true">
              <div class="panel figure-trade-off waiting-figure" />
            </div>
          )
        )}
      </div>
    </main>
  );
}

/** Files may be dropped anywhere on the view. */
function useDrop() {
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
