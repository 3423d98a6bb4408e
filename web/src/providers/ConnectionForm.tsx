import type { ComponentChildren } from "preact";
import { findGateway, gatewayKey, hasGateway } from "../gateway/gateway.ts";
import { loadDefaultRouter, models } from "../router/router.ts";
import { chosenConnection, connection, connectionName, kConnections, type Connection } from "./connection.ts";
import { directKey, directNames, directUrl, isSafeUrl, keepsKey, setDirectKey, usualName } from "./direct.ts";
import "./connection.css";

const kDescriptions: Readonly<Record<Connection, string>> = {
  gateway:
    "The Alpharoute gateway that serves this page. It makes the same decision, calls the provider, and falls back to another model if one fails.",
  direct: "Connects directly to an OpenAI-compatible API. Your key and prompts go only to that provider.",
  demo: "A canned answer, labelled as such. Nothing is sent.",
};

export function ConnectionForm() {
  return (
    <fieldset class="ways">
      <legend class="visually-hidden">How prompts are sent</legend>
      {kConnections.map((name) => (
        <Choice key={name} name={name}>
          {kFields[name]}
        </Choice>
      ))}
    </fieldset>
  );
}

function Choice({ name, children }: { readonly name: Connection; readonly children: ComponentChildren }) {
  const isChosen = connection.value === name;
  const isAvailable = name !== "gateway" || hasGateway.value;
  return (
    <div class="way" data-chosen={isChosen}>
      <label>
        <input
          type="radio"
          name="connection"
          checked={isChosen}
          disabled={!isAvailable}
          onChange={() => (chosenConnection.value = name)}
        />
        <span>
          <strong>{connectionName[name]}</strong>
          <br />
          <span class="soft small">
            {isAvailable ? kDescriptions[name] : "No gateway serves this page. Start one with: alpharoute serve"}
          </span>
        </span>
      </label>
      {isChosen && children}
    </div>
  );
}

function GatewayFields() {
  const reconnect = async (): Promise<void> => {
    if ((await findGateway()).status === "found") await loadDefaultRouter();
  };
  return (
    <label class="field">
      API key, if the gateway requires one
      <input
        class="input"
        type="password"
        autocomplete="off"
        value={gatewayKey.value}
        onChange={(event) => ((gatewayKey.value = event.currentTarget.value.trim()), void reconnect())}
      />
      <span class="hint">Kept until this tab is closed.</span>
    </label>
  );
}

function DirectFields() {
  const isSafe = isSafeUrl(directUrl.value);
  return (
    <>
      <label class="field">
        API base URL
        <input
          class="input"
          type="url"
          value={directUrl.value}
          aria-invalid={!isSafe}
          aria-describedby="direct-url-hint"
          onInput={(event) => (directUrl.value = event.currentTarget.value.trim())}
        />
        <span class="hint" id="direct-url-hint">
          {isSafe
            ? "For example https://openrouter.ai/api/v1, or http://localhost:11434/v1 for Ollama."
            : "Must start with https://, or be on this machine."}
        </span>
      </label>
      <label class="field">
        API key
        <input
          class="input"
          type="password"
          autocomplete="off"
          value={directKey.value}
          onInput={(event) => setDirectKey(event.currentTarget.value.trim(), keepsKey.value)}
        />
      </label>
      <label class="check small">
        <input
          type="checkbox"
          checked={keepsKey.value}
          onChange={(event) => setDirectKey(directKey.value, event.currentTarget.checked)}
        />
        Keep the key when this tab reloads, until it is closed
      </label>
      <details class="small">
        <summary>Model names at the provider</summary>
        <div class="names">
          {models.value.map(({ id }) => (
            <label key={id}>
              <span>{id}</span>
              <input
                class="input"
                value={directNames.value[id] ?? ""}
                placeholder={usualName(id) ?? "unknown: not available"}
                onInput={(event) => setName(id, event.currentTarget.value.trim())}
              />
            </label>
          ))}
        </div>
      </details>
    </>
  );
}

function setName(id: string, name: string): void {
  const { [id]: _, ...others } = directNames.value;
  directNames.value = name === "" ? others : { ...others, [id]: name };
}

const kFields: Readonly<Record<Connection, ComponentChildren>> = {
  gateway: <GatewayFields />,
  direct: <DirectFields />,
  demo: null,
};
