import { lazy } from "./ui/lazy.tsx";
import { Chat } from "./chat/Chat.tsx";
import { announcement } from "./ui/announce.ts";
import { Header } from "./ui/Header.tsx";
import { view } from "./ui/view.ts";

const Explorer = lazy(() => import("./explorer/view/Explorer.tsx").then((module) => module.Explorer));

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
      <div class="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}
