import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "preact";
import { App } from "./App.tsx";
import { openChat } from "./chat/conversations.ts";
import { previewDraft } from "./chat/draft.ts";
import { registerServiceWorker } from "./ui/offline.ts";
import { loadDefaultRouter } from "./router/router.ts";

const root = document.getElementById("app");
if (root) render(<App />, root);
previewDraft();
void openChat();
void loadDefaultRouter();
registerServiceWorker();
