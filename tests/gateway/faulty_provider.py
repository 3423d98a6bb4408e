"""A provider with scripted failures: an OpenAI- and Anthropic-compatible server built on the standard library.

A script lists the responses for a model, in order; the last entry repeats. Requests are recorded, so that a test can check
what the provider received.
"""
import asyncio
import json
import threading
import time

from anthropic_responses import AnthropicResponses

TOKENS = [f"word{i} " for i in range(60)]
TEXT = "".join(TOKENS)


def chunk(model, delta, finish=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "chatcmpl-f", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}


def usage(prompt=11, completion=60, cached=0):
    out = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    if cached:
        out["prompt_tokens_details"] = {"cached_tokens": cached}
    return out


class Faulty(AnthropicResponses):
    """Runs on its own thread; `url` is its address. Use as a context manager."""

    def __init__(self):
        self.scripts = {}
        self.requests = []  # (time, path, headers, body)
        self.cancelled = []  # times at which a client disconnected before its response was complete
        self.down = False

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()

        def run():
            asyncio.set_event_loop(self.loop)
            self.loop.run_until_complete(self.start())
            ready.set()
            self.loop.run_forever()
            self.server.close()
            for task in asyncio.all_tasks(self.loop):
                task.cancel()
            self.loop.run_until_complete(asyncio.sleep(0.01))
            self.loop.close()

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    async def start(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def script(self, model, *steps):
        """Each step is the name of a method `do_<name>`, or a tuple of the name and its arguments."""
        self.scripts[model] = list(steps)

    def asked(self, model=None):
        return [r for r in self.requests if model is None or r[3].get("model") == model]

    async def serve(self, reader, writer):
        try:
            while await self.serve_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def serve_one(self, reader, writer):
        head = (getattr(writer, "early", b"") + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        writer.early = b""
        lines = head.split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines[1:] if line)}
        body = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
        self.requests.append((time.monotonic(), path, headers, body))
        steps = self.scripts.get(body.get("model"), ["ok"])
        step = steps.pop(0) if len(steps) > 1 else steps[0]
        name, *arguments = step if isinstance(step, tuple) else (step,)
        if self.down:
            name, arguments = "reset", []
        work = asyncio.ensure_future(getattr(self, "do_" + name)(writer, body, *arguments))
        gone = asyncio.ensure_future(reader.read(1))
        gone.add_done_callback(lambda task: task.cancelled() or task.exception())  # retrieves the exception, so that asyncio logs no warning
        done, _ = await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if work not in done and (gone.exception() or not gone.result()):
            self.cancelled.append(time.monotonic())
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            return False
        await work
        if not gone.done():
            gone.cancel()
            await asyncio.gather(gone, return_exceptions=True)
        elif gone.exception() or not gone.result():
            await asyncio.gather(work, return_exceptions=True)
            return False
        else:  # the first byte of the next request
            writer.early = gone.result()
        return bool(work.result())

    # Responses by name. True keeps the connection open.

    async def send(self, writer, status, body, headers=""):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{headers}"
                     f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        await writer.drain()
        return True

    async def do_ok(self, writer, body, cached=0):
        model = body.get("model")
        if "input" in body:
            inputs = body["input"] if isinstance(body["input"], list) else [body["input"]]
            data = [{"object": "embedding", "index": i, "embedding": [float(len(t)), 1.0, 2.0]} for i, t in enumerate(inputs)]
            return await self.send(writer, 200, {"object": "list", "data": data, "model": model,
                                                 "usage": {"prompt_tokens": 5, "total_tokens": 5}})
        if body.get("stream"):
            return await self.stream(writer, body, cached=cached)
        message = {"role": "assistant", "content": TEXT}
        finish = "stop"
        if body.get("tools"):
            message = {"role": "assistant", "content": None, "tool_calls": [
                {"id": "call_1", "type": "function",
                 "function": {"name": body["tools"][0]["function"]["name"], "arguments": "{\"city\": \"Paris\"}"}}]}
            finish = "tool_calls"
        return await self.send(writer, 200, {
            "id": "chatcmpl-f", "object": "chat.completion", "created": 1, "model": model,
            "choices": [{"index": i, "message": message, "finish_reason": finish, "logprobs": None}
                        for i in range(body.get("n", 1))],
            "usage": usage(cached=cached), "x_extra": {"kept": [1, 2.50, "as it is"]}})

    async def begin(self, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        await writer.drain()

    async def event(self, writer, data):
        text = data if isinstance(data, str) else json.dumps(data)
        payload = f"data: {text}\n\n".encode()
        writer.write(f"{len(payload):x}\r\n".encode() + payload + b"\r\n")
        await writer.drain()

    async def stream(self, writer, body, stop_after=None, then="end", bad_at=None, done=True, first_after=0.0, cached=0,
                     prefill_seen=None, gap=0.0):
        model = body["model"]
        await self.begin(writer)
        await self.event(writer, chunk(model, {"role": "assistant", "content": ""}))
        await asyncio.sleep(first_after)
        tokens = TOKENS
        last = body["messages"][-1]
        if last["role"] == "assistant":  # continues the prefilled answer
            begun = last["content"].count("word")
            tokens = TOKENS[begun:]
        if body.get("tools"):
            call = {"index": 0, "id": "call_1", "type": "function",
                    "function": {"name": body["tools"][0]["function"]["name"], "arguments": ""}}
            await self.event(writer, chunk(model, {"tool_calls": [call]}))
            for piece in ("{\"city\":", " \"Paris\"}"):
                await self.event(writer, chunk(model, {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}))
            await self.event(writer, chunk(model, {}, "tool_calls"))
            tokens = []
        for i, token in enumerate(tokens):
            if stop_after is not None and i == stop_after:
                if then == "silent":
                    await asyncio.sleep(3600)
                if then == "error":
                    await self.event(writer, {"error": {"message": "The engine crashed.", "type": "server_error", "code": 500}})
                writer.transport.abort() if then == "abort" else writer.close()
                return False
            if bad_at == i:
                await self.event(writer, '{"id": "chatcmpl-f", "choices": [{"delta": ')
            await self.event(writer, chunk(model, {"content": token}))
            if gap:
                await asyncio.sleep(gap)
        if not body.get("tools"):
            await self.event(writer, chunk(model, {}, "stop"))
        if body.get("stream_options", {}).get("include_usage"):
            await self.event(writer, {"id": "chatcmpl-f", "object": "chat.completion.chunk", "created": 1, "model": model,
                                      "choices": [], "usage": usage(cached=cached)})
        if done == "open":  # complete, but without [DONE], and the connection stays open
            await asyncio.sleep(3600)
        if done:
            await self.event(writer, "[DONE]")
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    async def do_status(self, writer, body, status, error=None, headers=""):
        return await self.send(writer, status, {"error": error or {"message": "No.", "type": "t", "code": None}}, headers)

    async def do_reset(self, writer, body):
        writer.transport.abort()
        return False

    async def do_silent(self, writer, body):
        await asyncio.sleep(3600)

    async def do_slow_first(self, writer, body, seconds):
        return await self.stream(writer, body, first_after=seconds)

    async def do_truncate(self, writer, body, after=40):
        return await self.stream(writer, body, stop_after=after, then="abort", gap=0.005)

    async def do_stall(self, writer, body, after=20):
        return await self.stream(writer, body, stop_after=after, then="silent")

    async def do_pings(self, writer, body):
        """Sends one token, then tokenless events indefinitely."""
        await self.begin(writer)
        await self.event(writer, chunk(body["model"], {"content": TOKENS[0]}))
        while True:
            await self.event(writer, chunk(body["model"], {"content": ""}))
            await asyncio.sleep(0.1)

    async def do_large(self, writer, body, events, size):
        await self.begin(writer)
        for _ in range(events):
            await self.event(writer, chunk(body["model"], {"content": "x" * size}))
        await self.event(writer, chunk(body["model"], {}, "stop"))
        await self.event(writer, "[DONE]")
        return False

    async def do_slow_error(self, writer, body):
        writer.write(b"HTTP/1.1 503 X\r\nContent-Type: application/json\r\nContent-Length: 300\r\n\r\n")
        for _ in range(300):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.2)
        return False

    async def do_unfinished(self, writer, body, *parts):
        return await self.do_choices(writer, body, *parts, done=False)

    async def do_choices(self, writer, body, *parts, done=True):
        """Each part is an index and its text, or None if the choice finishes."""
        await self.begin(writer)
        for index, text in parts:
            event = chunk(body["model"], {} if text is None else {"content": text}, "stop" if text is None else None)
            event["choices"][0]["index"] = index
            await self.event(writer, event)
        if done:
            await self.event(writer, "[DONE]")
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return False

    async def do_error_inside(self, writer, body, after=10):
        return await self.stream(writer, body, stop_after=after, then="error", gap=0.01)

    async def do_bad_json(self, writer, body, at=30):
        return await self.stream(writer, body, bad_at=at, gap=0.01)

    async def do_no_done(self, writer, body, how=False):
        return await self.stream(writer, body, done=how)

    async def do_slow_stream(self, writer, body, gap):
        return await self.stream(writer, body, gap=gap)

    async def do_raw(self, writer, body, data):
        writer.write(data)
        await writer.drain()
        return False

    async def do_no_prefill(self, writer, body):
        if body["messages"][-1]["role"] == "assistant":
            return await self.do_status(writer, body, 400, {
                "message": "This model does not support assistant message prefill.", "type": "invalid_request_error",
                "code": "prefill_unsupported"})
        return await self.do_ok(writer, body)
