// Starts the explorer's effects.

import { followRouter } from "../data/subject.ts";
import { followChanges } from "../data/what_if_evaluation.ts";

let isStarted = false;

/** Starts showing the router in use and evaluating what-if changes. Later calls have no effect. */
export function startExplorer(): void {
  if (isStarted) return;
  isStarted = true;
  followRouter();
  followChanges();
}
