import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "preact";
import { App } from "./App.js";
import { openChat } from "./chat/conversations.js";
import { previewDraft } from "./chat/draft.js";
import { keepOffline } from "./offline.js";
import { loadDefaultRouter } from "./routing/router.js";

const root = document.getElementById("app");
if (root) render(<App />, root);
previewDraft();
void openChat();
void loadDefaultRouter();
keepOffline();
