import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "preact";
import { App } from "./App.tsx";
import { start } from "./start.ts";

start();
const root = document.getElementById("app");
if (root) render(<App />, root);
