"""Writes the seeds of the fuzz corpora: small inputs of each kind, valid and slightly invalid.

    python3 make_corpus.py corpus
"""
import argparse
import json
import struct
from pathlib import Path

NAN = float("nan")


def safetensors(tensors, metadata):
    """Returns the bytes of a file. `tensors`: {name: (dtype, shape, data)}."""
    header, data = {"__metadata__": metadata}, b""
    for name, (dtype, shape, content) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text)) + text + data


def floats(*values):
    return struct.pack(f"<{len(values)}f", *values)


def numbers(*values):
    return struct.pack(f"<{len(values)}I", *values)


def artifact(scoring="paper", cost=(0.1, 0.2, 0.3, NAN), centroids=None, **metadata):
    tensors = {
        "accuracy": ("F32", [2, 2], floats(0.5, 0.25, 1, 0.75)),
        "cost": ("F32", [2, 2], floats(*cost)),
        "count": ("U32", [2, 2], numbers(3, 4, 5, 6)),
        "cluster_size": ("U32", [2], numbers(7, 8)),
        "distance_quantiles": ("F32", [3], floats(0.1, 0.5, 1)),
        "centroids": ("F32", [2, 3], floats(1, 0, 0, 0, 0.6, 0.8)),
    } | (centroids or {})
    return safetensors(tensors, {
        "format": "alpharoute-router/1",
        "models": '[{"id":"a","input_price":1,"output_price":2},{"id":"b","name":"B","capabilities":["tools"]}]',
        "embedder": '{"id":"e","dimensions":3}',
        "defaults": json.dumps({"alpha": 0.5, "top_p": 2, "scoring": scoring}),
        "cluster_labels": '["one","two"]',
        "fit": "{}",
    } | metadata)


def posterior(head_share, **tensors):
    parameters = {"softness": 10, "head_share": head_share, "accuracy_scale": [0.2, 0.5], "cost_scale": [0.1, 0.2]}
    defaults = {"alpha": 0.5, "top_p": 8, "scoring": "posterior", "posterior": parameters}
    return artifact(centroids={
        "centroids": ("F32", [2, 3], floats(1, 0, 0, 0, 0.6, 0.8)),
        "posterior_accuracy": ("F32", [2, 2], floats(0.5, 0.3, 0.9, 0.7)),
        "posterior_variance": ("F32", [2, 2], floats(0.01, 0.02, 0.03, 0.04)),
        "posterior_cost": ("F32", [2, 2], floats(0.1, 0.2, 0.3, NAN)),
        "head": ("F32", [2, 3], floats(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
        "head_offset": ("F32", [2], floats(0.1, 0.2)),
    } | tensors, defaults=json.dumps(defaults))


def embedder(**metadata):
    vocabulary = b"[UNK]\na\nb\nc\n##c\n"
    tokenizer = {"kind": "wordpiece", "lowercase": True, "strip_accents": True, "split_cjk": True, "unknown": "[UNK]",
                 "continuation": "##", "max_word_characters": 100}
    return safetensors(
        {"embeddings": ("I8", [5, 2], bytes([1, 1, 127, 0, 0, 127, 200, 5, 3, 4])),
         "scales": ("F32", [5], floats(0.1, 1, 0.5, 2, 1)),
         "vocabulary": ("U8", [len(vocabulary)], vocabulary)},
        {"format": "alpharoute-embedder/1", "id": "e", "dimensions": "2", "max_tokens": "5", "head_tokens": "3",
         "source_model": "s", "licence": "MIT", "tokenizer": json.dumps(tokenizer)} | metadata)


def rows(halves=(1, 0, 0.6, 0.8), scores=(0, 0.5, 1, NAN), costs=(0.1, NAN, 0, 2), groups=(1, 0), tensors=None, **metadata):
    return safetensors({
        "embeddings": ("F16", [2, 2], struct.pack("<4e", *halves)),
        "scores": ("F32", [2, 2], floats(*scores)),
        "costs": ("F32", [2, 2], floats(*costs)),
        "dataset": ("U32", [2], numbers(*groups)),
    } | (tensors or {}), {
        "format": "alpharoute-rows/1", "models": '["a","b"]', "embedder": '{"id":"e","dimensions":2,"sha256":"f"}',
        "datasets": '["one","two"]', "costs": "recorded",
        "source": '{"data_sha256":"f","rows":"test","seed":1,"train_ratio":0.7}'} | metadata)


CHAT = (b'{"model":"alpharoute:0.5","messages":[{"role":"system","content":"S"},{"role":"user","content":[{"type":"text","text":"hi"},'
        b'{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]},{"role":"assistant","tool_calls":[{"id":"c",'
        b'"type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"r"}],"tools":'
        b'[{"type":"function","function":{"name":"f","parameters":{}}}],"stream":true,"stream_options":{"include_usage":false},'
        b'"n":1,"max_tokens":5,"alpharoute":{"alpha":1}}')
EVENT = (b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"hi"},'
         b'"finish_reason":null}]}\n\n')
ANSWER = (b'{"id":"c","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],'
          b'"usage":{"prompt_tokens":3,"completion_tokens":4}}')
DEEP = "[" * 300 + "]" * 300
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def post(body, fields=b""):
    return (b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def response(body, status=b"200 OK", fields=b""):
    return b"HTTP/1.1 " + status + b"\r\n" + fields + b"Content-Length: %d\r\n\r\n" % len(body) + body


def chat(**members):
    return json.dumps({"model": "m", "messages": [{"role": "user", "content": "hi"}]} | members).encode()


def called(arguments):
    """Returns a conversation with a tool call."""
    function = {"name": "f", "arguments": arguments}
    return chat(messages=[{"role": "user", "content": "hi"},
                          {"role": "assistant", "tool_calls": [{"id": "c", "type": "function", "function": function}]},
                          {"role": "tool", "tool_call_id": "c", "content": "r"}])


def message(*content, **members):
    return json.dumps({"id": "m", "type": "message", "content": content, "stop_reason": "end_turn",
                       "usage": {"input_tokens": 3, "output_tokens": 4}} | members).encode()


def events(*all):
    return b"".join(b"event: x\ndata: " + (e if isinstance(e, bytes) else json.dumps(e).encode()) + b"\n\n" for e in all)


START = {"type": "message_start", "message": {"id": "m", "usage": {"input_tokens": 3, "cache_read_input_tokens": 2}}}
BLOCK = {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "t", "name": "f", "input": {}}}
STOP = {"type": "content_block_stop", "index": 0}
END = {"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 5}}, {"type": "message_stop"}


def delta(kind, key, text):
    return {"type": "content_block_delta", "index": 0, "delta": {"type": kind, key: text}}


def step(call, payload=b"", router=1, first=0, second=0):
    """Returns one call of the flat interface (abi_fuzz.cpp), by default with true lengths and a loaded router."""
    return bytes([call, router]) + struct.pack("<HH", first, second) + payload


def long_step(call, payload, *more):
    """Returns a call with the size of its payload, so that another step can follow."""
    return bytes([call | 0x80, 1, 0, 0, 0, 0, len(payload)]) + payload + b"".join(more)


SEEDS = {
    "abi": [
        step(0, artifact()), step(0x40, artifact(), first=65535), step(1, artifact(), first=400, second=90), step(2),
        step(2, router=0), step(3), step(4, b'{"alpha":0.5,"models":["small"]}'), step(4, b'{"alpha":2}'),
        step(4, b'{"budget":{"best_share":0.9}}'), step(5, b"hello"), step(6, floats(1, 0)), step(6, floats(NAN, 0)),
        step(7, b"hello"), step(9, b'{"budget":{"cost_per_1000":500}}'), step(0x46, floats(1, 0), first=60000),
        step(8, struct.pack("<2d", 0, 1) + floats(0, 1), first=2, second=2),
        step(8, struct.pack("<2d", 0, NAN) + floats(0, 1), first=2, second=2), step(8, b"", first=63, second=63),
        long_step(4, b'{"scoring":"refcode"}', long_step(6, floats(0.6, 0.8), step(3))),
        step(10, struct.pack("<2d", 0.5, 2)), step(10, struct.pack("<2d", NAN, 2)), step(10, struct.pack("<3d", 1, 1, 1)),
        long_step(10, struct.pack("<2d", 1000, 0.001), bytes([4, 0, 2, 0, 0, 0])), step(0x4a, b"", first=60000),
    ],
    "anthropic_answer": [
        message({"type": "text", "text": "hi"}), message({"type": "thinking", "thinking": "h"}, {"type": "redacted_thinking"}),
        message({"type": "tool_use", "id": "t", "name": "f", "input": {"a": [1]}}, stop_reason="tool_use"),
        message({"type": "tool_use", "id": "t", "name": "f", "input": None}), message(None, usage=None), message(content=None),
        b'{"content":[{"type":"tool_use","id":"t","name":"f","input":{"a":' + DEEP.encode() + b"}}]}",
        events(START, {"type": "ping"}, delta("text_delta", "text", "hi"), STOP, *END),
        events(START, BLOCK, delta("input_json_delta", "partial_json", '{"a":'), delta("input_json_delta", "partial_json", "1}"),
               STOP, *END),
        events(START, BLOCK, STOP, *END), events(START, delta("input_json_delta", "partial_json", "1")),
        events(START, delta("thinking_delta", "thinking", "h"), delta("signature_delta", "signature", "s"),
               delta("text_delta", "text", None)),
        events({"type": "message_start", "message": None}), events({"type": "message_delta", "delta": [], "usage": "x"}),
        events({"type": "error", "error": {"type": "overloaded_error", "message": "x"}}), events(b"[]"),
        events(b'{"type":"message_start","message":' + DEEP.encode() + b"}")],
    "anthropic_request": [
        CHAT, chat(), called("{}"), called(""), called("[]"), called('{"a":' + DEEP + "}"), called("{"),
        chat(n=2), chat(n=None), chat(stop="x", temperature=1.7, top_p=0.5, user="u"), chat(stop=["x"], stream=True),
        chat(tools=[{"type": "function", "function": {"name": "f", "parameters": None}}], tool_choice="required"),
        chat(tools=[{"type": "function"}]), chat(tools=[None]), chat(tools=[{"type": "web_search"}], tool_choice=None),
        chat(response_format={"type": "json_schema", "json_schema": {"name": "x"}}), chat(logprobs=True),
        chat(functions=[{"name": "f"}], function_call="auto"), chat(messages=[{"role": "system", "content": "S"}]),
        chat(messages=[{"role": "user", "content": None}]), chat(messages=[{"role": "function", "name": "f", "content": "r"}]),
        chat(messages=[{"role": "user", "content": [{"type": "image_url", "image_url": "data:image/png;base64,AA=="}, None]}]),
        chat(messages=[{"role": "user", "content": "a"}, {"role": "user", "content": "b"}, {"role": "assistant", "content": "c "}])],
    "config": [(EXAMPLES / f"{name}.toml").read_bytes() for name in ("paper", "local", "mixed")] + [
        b"", b'[server]\nport = 0\nallowed_origins = ["https://a"]\n', b"a = ", b'[[models]]\nid = "x"\nprovider = "none"',
        b"[resilience]\nbackoff_s = 1e400\nretries = -1\n"],
    "http": [
        post(CHAT), b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n",
        b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}", b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        b"GET /a?key=b HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
        post(b'{"model":"m","messages":[{"role":"user","content":"a"}]}', b"Expect: 100-continue\r\n"), CHAT,
        b'{"model":"a","messages":[{"role":"user","content":"\\u00e9\\ud83d\\ude00"}],"stop":["x"],"tool_choice":"required"}'],
    "response": [
        response(ANSWER), response(b'{"error":{"message":"slow down","type":"t","code":"rate_limit_exceeded"}}',
                                   b"429 Too Many Requests", b"Retry-After: 2\r\n"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nuntil the end",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        response(b'[{"error":{"code":400,"message":"bad","status":"INVALID_ARGUMENT"}}]', b"400 Bad Request"),
        response(b"<html>", b"502 Bad Gateway", b"Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n"),
        response(b'{"object":"list","data":[{"embedding":[1]}]}'), ANSWER],
    "sse": [
        EVENT + b"data: [DONE]\n\n", b": ping\n\n" + EVENT.replace(b"\n", b"\r\n"),
        b'event: message_start\ndata: {"type":"message_start"}\n\n', b'data: {"error":{"message":"x","code":500}}\n\n',
        b"\xef\xbb\xbfdata: a\ndata: b\n\ndata\n\n",
        b'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":1}}}\r\r',
        b'data: {"choices":[{"index":1,"delta":{"tool_calls":[{"index":0}]},"finish_reason":"tool_calls"}]}\n\n'],
    "artifact": [
        artifact(), artifact("refcode"), artifact(cost=(0, 0, 0, 0)), artifact(cost=(NAN, NAN, NAN, NAN)),
        artifact(centroids={"centroids": ("F16", [2, 3], struct.pack("<6e", 1, 0, 0, 0, 0.6, 0.8))}),
        artifact(centroids={"centroids": ("I8", [2, 3], bytes([127, 0, 0, 0, 95, 127])),
                            "centroid_scales": ("F32", [2], floats(0.0079, 0.0063))}),
        artifact(models="[]"), artifact(fit="[]"), artifact(defaults="{"), artifact()[:-1], artifact()[:40],
        artifact(centroids={"centroids": ("F32", [2 ** 32, 2 ** 32], b"")}), b"", b"\xff" * 16,
        posterior(0), posterior(0.25), posterior(2), posterior(0.25, head=("F32", [2, 2], floats(1, 2, 3, 4))),
    ],
    "embedder": [embedder(), embedder(head_tokens="5"), embedder(max_tokens="99999999"), embedder(dimensions="3"),
                 embedder(tokenizer="{}"), embedder()[:-3], embedder(format="x"), b"{}"],
    "jsonl": [line.encode() for line in (
        '{"query":"q","records":{"a":1,"b":0.5},"usages":{"a":{"cost":0.1,"prompt_tokens":3,"completion_tokens":4}},'
        '"dataset":"d","index":0}',
        '{"query":"q","records":{"a":1.5}}', '{"query":"q","records":{"a":1e999}}', '{"query":"","records":{}}',
        '{"query":"q","query":"r","records":{}}', '{"query":"q","records":{"a":null}}', '{"query":"q"}', "[[[[[[", "{}",
        '{"query":"\\ud800","records":{"a":1}}', '{"query":"q","records":{"a":1},"usages":{"a":{"cost":-1}}}',
        '{"query":"q","records":{"a":1},"usages":null,"dataset":7}', "null", "{\"query\":\"\xff\"}")],
    "rows": [
        rows(), rows(source="{}"), rows(source="[]"), rows(costs=(-1, 0, 0, 0)), rows(scores=(2, 0, 0, 0)), rows(groups=(2, 0)),
        rows(halves=(2, 0, 0, 1)), rows(halves=(NAN, 0, 0, 1)), rows(models='["a","a"]'), rows(models="[[["), rows(datasets="[]"),
        rows(embedder='{"id":"e","dimensions":4294967296}'), rows(costs_="x"), rows(format="alpharoute-router/1"), rows()[:-1],
        rows(tensors={"scores": ("F32", [2 ** 32, 2 ** 32], b"")}), rows(tensors={"embeddings": ("F16", [0, 2], b"")}), b"",
        rows(embedder='{"id":"e","dimensions":0}')],
    "tokenizer": [text.encode() for text in (
        "", "ab aba b", "[MASK][CLS]a", "ÀÉÎ ß İ ﬁ", "漢字 한국어", "👩‍👩‍👧 🇩🇪", "a\u0301\u0323", "[UNK", "\x00a\x01b",
        "a" * 101, "ab" * 60, "1.1,1", "\u00a0\u3000a\u200bb", "\ufffd", "Ω ǅ Ѓ", "V[UNK]\na\n##b\n\x00ab abb",
        "V[UNK]\n\n\x00a", "V[UNK]\na\na\n\x00a")] + [b"\xff\xfe a", b"\xf0\x9f\x98 b", b"\xed\xa0\x80", b"a\xc3"],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    corpora = parser.parse_args().folder
    for kind, seeds in SEEDS.items():
        folder = corpora / kind
        folder.mkdir(parents=True, exist_ok=True)
        for i, seed in enumerate(seeds):
            (folder / f"seed-{i:02}").write_bytes(seed)


if __name__ == "__main__":
    main()
