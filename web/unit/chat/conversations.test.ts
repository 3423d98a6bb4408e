import { beforeEach, expect, test } from "vitest";
import {
  addStored,
  conversation,
  conversations,
  dropConversation,
  listed,
  newConversation,
  onChange,
  openConversation,
  putStored,
  setDraft,
  setMessages,
  stored,
  title,
} from "../../src/chat/conversations.ts";
import { draftOf } from "../../src/chat/drafts.ts";
import type { Message, StoredConversation } from "../../src/chat/types.ts";

const prompt = (content: string): Message => ({ id: content, role: "user", content, at: 0 });
const saved = (id: string, updated: number, draft = ""): StoredConversation => ({
  id,
  title: id,
  created: 0,
  updated,
  messages: [prompt(id)],
  draft,
});

beforeEach(() => {
  for (const { id } of conversations.value) dropConversation(id);
  newConversation();
});

test("the title is the first prompt on one line, at most 60 characters", () => {
  setMessages(conversation.value.id, () => [prompt("  Two\n  lines ")]);
  expect(title.value).toBe("Two lines");
  setMessages(conversation.value.id, () => [prompt("x".repeat(70))]);
  expect(title.value).toBe(`${"x".repeat(60)}…`);
});

test("a new conversation joins the list with its first keystroke", () => {
  expect(conversations.value).toEqual([]);
  setDraft(conversation.value.id, "h");
  expect(listed.value.map(({ id }) => id)).toEqual([conversation.value.id]);
});

test("an empty conversation is used again instead of a second one", () => {
  const { id } = conversation.value;
  setDraft(id, "text");
  setDraft(id, "");
  newConversation();
  expect(conversation.value.id).toBe(id);
});

test("stored conversations are listed with their drafts, newest first, and open by id", () => {
  addStored([saved("old", 1), saved("new", 2, "unsent")]);
  expect(conversations.value.map(({ id }) => id)).toEqual(["new", "old"]);
  openConversation("new");
  expect([conversation.value.title, draftOf("new").text.value]).toEqual(["new", "unsent"]);
  expect(stored(conversation.value)).toEqual(saved("new", 2, "unsent"));
});

test("a copy from another tab replaces the one here and keeps its place", () => {
  addStored([saved("a", 3), saved("b", 2), saved("c", 1)]);
  putStored({ ...saved("b", 9, "draft"), title: "changed" });
  expect(conversations.value.map(({ title }) => title)).toEqual(["a", "changed", "c"]);
  expect(draftOf("b").text.value).toBe("draft");
});

test("a deleted conversation does not come back with its answer", () => {
  addStored([saved("a", 1)]);
  dropConversation("a");
  const changed: string[] = [];
  onChange((id) => changed.push(id));
  setMessages("a", () => [prompt("late")]);
  setDraft("a", "late");
  expect(conversations.value).toEqual([]);
  expect(changed).toEqual([]);
});

test("each change is reported with the conversation's id", () => {
  const changed: string[] = [];
  onChange((id) => changed.push(id));
  const { id } = conversation.value;
  setDraft(id, "a");
  setMessages(id, () => [prompt("a")]);
  expect(changed).toEqual([id, id]);
});
