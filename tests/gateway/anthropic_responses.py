"""The faulty provider's responses in the form of Anthropic's Messages API."""
import json


class AnthropicResponses:
    """A mixin of Faulty, which has `send` and `begin`."""

    async def do_anthropic(self, writer, body):
        return await getattr(self, "anthropic_stream" if body.get("stream") else "anthropic_whole")(writer, body)

    async def anthropic_whole(self, writer, body):
        content = [{"type": "text", "text": "Hello from Claude."}]
        reason = "end_turn"
        if body.get("tools"):
            content.append({"type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": {"city": "Paris"}})
            reason = "tool_use"
        return await self.send(writer, 200, {
            "id": "msg_1", "type": "message", "role": "assistant", "model": body["model"], "content": content,
            "stop_reason": reason, "stop_sequence": None,
            "usage": {"input_tokens": 7, "output_tokens": 5, "cache_read_input_tokens": 3, "cache_creation_input_tokens": 2}})

    async def anthropic_stream(self, writer, body):
        await self.begin(writer)

        async def event(name, data):
            payload = f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n".encode()
            writer.write(f"{len(payload):x}\r\n".encode() + payload + b"\r\n")
            await writer.drain()

        await event("message_start", {"message": {"id": "msg_1", "model": body["model"], "role": "assistant", "content": [],
                                                  "usage": {"input_tokens": 7, "output_tokens": 1,
                                                            "cache_read_input_tokens": 3}}})
        await event("ping", {})
        await event("content_block_start", {"index": 0, "content_block": {"type": "text", "text": ""}})
        for piece in ("Hello ", "from ", "Claude."):
            await event("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": piece}})
        await event("content_block_stop", {"index": 0})
        reason = "end_turn"
        if body.get("tools"):
            reason = "tool_use"
            await event("content_block_start", {"index": 1, "content_block": {
                "type": "tool_use", "id": "toolu_1", "name": body["tools"][0]["name"], "input": {}}})
            for piece in ("{\"city\":", " \"Paris\"}"):
                await event("content_block_delta", {"index": 1, "delta": {"type": "input_json_delta", "partial_json": piece}})
            await event("content_block_stop", {"index": 1})
        await event("message_delta", {"delta": {"stop_reason": reason}, "usage": {"output_tokens": 5}})
        await event("message_stop", {})
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True
