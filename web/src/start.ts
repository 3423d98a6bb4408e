// Starts everything that runs in the background, in order. Importing a module starts nothing.

import { startDraft } from "./chat/draft.ts";
import { startSending } from "./chat/send.ts";
import { startStorage } from "./chat/storage.ts";
import { startManualChoice } from "./decision/controls.ts";
import { startPreview } from "./decision/preview.ts";
import { loadDefaultRouter } from "./router/router.ts";
import { registerServiceWorker } from "./ui/offline.ts";
import { startTheme } from "./ui/theme.ts";
import { startView } from "./ui/view.ts";

export function start(): void {
  startTheme();
  startView();
  startStorage();
  startManualChoice();
  startPreview();
  startDraft();
  startSending();
  void loadDefaultRouter();
  registerServiceWorker();
}
