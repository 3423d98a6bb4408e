import type { ComponentChildren } from "preact";
import { findGateway, gatewayKey, hasGateway } from "../gateway/gateway.ts";
import { loadDefaultRouter, models } from "../router/router.ts";
import { chosenConnection, connection, connectionName, kConnections, type Connection } from "./connection.ts";
import { directKey, directNames, directUrl, isSafeUrl, keepsKey, setDirectKey, usualName } from "./direct.ts";
import "./connection.css";

const kExplained: Readonly<Record<Connection, string>> = {
  gateway:
    "The Alpharoute server that this page came from. It decides as the page did, calls the provider, and falls back if one fails.",
  direct:
    "From this page straight to a provider with an OpenAI-compatible API. Your key and prompts go to it alone, never to our server.",
  demo: "A plainly labelled canned answer, made in the page. Nothing is sent to anyone.",
};

export function ConnectionForm() {
  return (
    <fieldset class="ways">
      <legend class="unseen">How prompts are sent</legend>
      {kConnections.map((name) => (
        <Way key={name} name={name}>
          {kFields[name]}
        </Way>
      ))}
    </fieldset>
  );
}

function Way({ name, children }: { readonly name: Connection; readonly children: ComponentChildren }) {
  const isChosen = connection.value === name;
  const isThere = name !== "gateway" || hasGateway.value;
  return (
    <div class="way" data-chosen={isChosen}>
      <label>
        <input
          type="radio"
          name="connection"
          checked={isChosen}
          disabled={!isThere}
          onChange={() => (chosenConnection.value = name)}
        />
        <span>
          <strong>{connectionName[name]}</strong>
          <br />
          <span class="soft small">
            {isThere
              ? kExplained[name]
              : "There is no gateway at this page's address. Start one with: alpharoute serve"}
          </span>
        </span>
      </label>
      {isChosen && children}
    </div>
  );
}

function GatewayFields() {
  const renew = async (): Promise<void> => {
    if ((await findGateway()).status === "there") await loadDefaultRouter();
  };
  return (
    <label class="field">
      Key, if the gateway wants one
      <input
        class="input"
        type="password"
        autocomplete="off"
        value={gatewayKey.value}
        onChange={(event) => ((gatewayKey.value = event.currentTarget.value.trim()), void renew())}
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
        Address of the API
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
            ? "Such as https://openrouter.ai/api/v1, or http://localhost:11434/v1 for Ollama."
            : "It must begin with https://, or be on this machine."}
        </span>
      </label>
      <label class="field">
        Key
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
        Keep the key until this tab is closed, so that it survives a reload
      </label>
      <details class="small">
        <summary>What the provider calls the models</summary>
        <div class="names">
          {models.value.map(({ id }) => (
            <label key={id}>
              <span>{id}</span>
              <input
                class="input"
                value={directNames.value[id] ?? ""}
                placeholder={usualName(id) ?? "not known: may not answer"}
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
