import { lazy } from "./ui/lazy.js";
import { Chat } from "./chat/Chat.js";
import { announcement } from "./ui/announce.js";
import { Header } from "./ui/Header.js";
import { view } from "./ui/view.js";

const Explorer = lazy(() => import("./explorer/Explorer.js").then((module) => module.Explorer));

export function App() {
  return (
    <div class="app">
      <a
        class="skip"
        href="#main"
        onClick={(event) => (event.preventDefault(), document.getElementById("main")?.focus())}
      >
        Skip to the content
      </a>
      <Header />
      {view.value === "chat" ? <Chat /> : <Explorer />}
      <div class="unseen" role="status" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}
