"""Sends answers, streams and decisions while a provider fails. Counts errors that the faults do not explain, and reports
resident memory and open descriptors.

  python3 bench/soak.py --minutes 30
"""
import argparse
import collections
import json
import os
import pathlib
import random
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/gateway"))
from faulty_provider import TEXT, Faulty  # noqa: E402
from gateway import Gateway, Stream, two_providers  # noqa: E402

FAULTS = ["ok"] * 30 + ["reset", "cut", "stall", "bad_json", "error_inside", ("no_done", False), ("status", 500), ("status", 503),
                        ("status", 429, None, "Retry-After: 0\r\n"), ("slow_stream", 0.002)]
PROMPTS = ["Why is the sky blue?", "Write a Python function that merges two sorted lists.", "Translate 'good morning' into French."]


class RandomSteps(list):
    """An endless script of random faults."""

    def __init__(self, seed):
        super().__init__([None, None])
        self.random = random.Random(seed)

    def pop(self, _=0):
        return self.random.choice(FAULTS)


def resident_kb(pid):
    with open(f"/proc/{pid}/status") as file:
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1])


def send_request(gateway, rng, seen):
    body = {"model": "alpharoute", "messages": [{"role": "user", "content": rng.choice(PROMPTS) + " " + str(rng.random())}]}
    kind = rng.random()
    if kind < 0.1:
        status, _, _ = gateway.request("POST", "/v1/route", {"text": rng.choice(PROMPTS)})
        seen["route answered" if status == 200 else f"UNEXPLAINED route {status}"] += 1
    elif kind < 0.5:
        stream = Stream(gateway.request("POST", "/v1/chat/completions", {**body, "stream": True}))
        is_complete = stream.text == TEXT and stream.is_done and not stream.errors
        explained = stream.errors and not stream.is_done and stream.errors[0]["code"] in ("truncated", "timed_out", "malformed", "unavailable")
        seen["stream complete" if is_complete else "stream ended in an error" if explained else f"UNEXPLAINED stream {stream.raw[-200:]}"] += 1
    else:
        status, _, data = gateway.request("POST", "/v1/chat/completions", body)
        text = json.loads(data)["choices"][0]["message"]["content"] if status == 200 else None
        seen["answer complete" if text == TEXT else f"UNEXPLAINED answer {status} {data[:200]}"] += 1


def report(seen, samples, descriptors):
    for outcome, count in sorted(seen.items()):
        print(f"{count:8} {outcome}")
    first, last = samples[len(samples) // 4], samples[-1]
    print(f"resident after a quarter: {first[0]} kB, at the end: {last[0]} kB; open descriptors then: {first[1]}, {descriptors}",
          flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    seen, samples = collections.Counter(), []
    with Faulty() as faulty, Faulty() as spare:
        faulty.scripts["up-first"] = RandomSteps(1)
        config = two_providers(faulty, spare, resilience="circuit_open_s = 0.2\ncircuit_open_max_s = 1.0\nbackoff_s = 0.01",
                               first="between_tokens_timeout_s = 0.5\nanswer_timeout_s = 0.5\nheaders_timeout_s = 0.5")
        with Gateway(config) as gateway:
            end = time.monotonic() + 60 * options.minutes

            def client(seed):
                rng = random.Random(seed)
                while time.monotonic() < end:
                    try:
                        send_request(gateway, rng, seen)
                    except Exception as error:
                        seen[f"UNEXPLAINED {type(error).__name__} {error}"] += 1
                    time.sleep(0.02)

            threads = [threading.Thread(target=client, args=(i,)) for i in range(options.clients)]
            for thread in threads:
                thread.start()
            pid = gateway.process.pid
            while any(thread.is_alive() for thread in threads):
                time.sleep(min(10, 6 * options.minutes))
                samples.append((resident_kb(pid), len(os.listdir(f"/proc/{pid}/fd"))))
                faulty.requests.clear()
                spare.requests.clear()
            time.sleep(1)
            descriptors = len(os.listdir(f"/proc/{pid}/fd"))
            report(seen, samples, descriptors)
    return 1 if any(outcome.startswith("UNEXPLAINED") for outcome in seen) else 0


if __name__ == "__main__":
    sys.exit(main())
