// @vitest-environment happy-dom
import { options, render } from "preact";
import { beforeAll, expect, test, vi } from "vitest";
import { ConversationList } from "../../src/chat/ConversationList.tsx";
import { conversationId, listed, newConversation, setDraft } from "../../src/chat/conversations.ts";

const rendered: string[] = [];

beforeAll(() => {
  const diffed = options.diffed;
  options.diffed = (node) => {
    if (typeof node.type === "function") rendered.push(node.type.name);
    diffed?.(node);
  };
  render(<ConversationList onChosen={() => undefined} />, document.body);
});

/** Types text letter by letter, and returns the components that were rendered for it. */
async function type(text: string): Promise<readonly string[]> {
  rendered.length = 0;
  for (let end = 1; end <= text.length; ++end) {
    setDraft(conversationId.value, text.slice(0, end));
    await new Promise((done) => setTimeout(done));
  }
  return [...rendered];
}

test("a keystroke renders no part of the conversation list", async () => {
  expect(await type("a")).toContain("ConversationList"); // the new conversation joins the list
  await vi.waitFor(() => expect(document.querySelectorAll(".entry")).toHaveLength(1));
  expect(await type("a prompt of some length")).toEqual([]);
});

test("an emptied draft leaves the list", async () => {
  newConversation();
  await type("second");
  expect(listed.value).toHaveLength(2);
  setDraft(conversationId.value, "");
  expect(listed.value).toHaveLength(1);
});
