import { Monitor, Moon, Sun } from "lucide-preact";
import { IconButton } from "./IconButton.tsx";
import { kThemes, theme, type Theme } from "./theme.ts";
import { addressOf, view, type View } from "./view.ts";
import "./header.css";

const kViews: readonly { readonly view: View; readonly name: string }[] = [
  { view: "chat", name: "Chat" },
  { view: "explorer", name: "Explorer" },
];

export function Header() {
  return (
    <header class="header">
      <span class="brand">
        <span class="brand-mark" aria-hidden="true">
          α
        </span>
        <h1>Alpharoute</h1>
      </span>
      <nav aria-label="Views">
        {kViews.map((entry) => (
          <a
            key={entry.view}
            href={addressOf(entry.view)}
            aria-current={view.value === entry.view ? "page" : undefined}
          >
            {entry.name}
          </a>
        ))}
      </nav>
      <ThemeButton />
    </header>
  );
}

const kIcons = { system: Monitor, light: Sun, dark: Moon } as const;
const kNames: Readonly<Record<Theme, string>> = { system: "system", light: "light", dark: "dark" };

function ThemeButton() {
  const Icon = kIcons[theme.value];
  const next = kThemes[(kThemes.indexOf(theme.value) + 1) % kThemes.length] ?? "system";
  return (
    <IconButton label={`Theme: ${kNames[theme.value]}. Change to ${kNames[next]}`} onClick={() => (theme.value = next)}>
      <Icon size={18} />
    </IconButton>
  );
}
