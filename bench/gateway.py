"""Compares the gateway with nginx's proxy_pass and, if installed, Portkey's gateway: same load, same machine.

  python3 bench/gateway.py [--seconds 2] [--rounds 12]

wrk calls an nginx that returns a fixed completion, directly and through each gateway. The targets take turns in each round, so that other
load on the machine affects all of them, and a ratio is the median over the rounds. Portkey is measured if the folder in the environment
variable PORTKEY has @portkey-ai/gateway in its node_modules (npm install @portkey-ai/gateway@1.15.2).
"""
import argparse
import contextlib
import json
import multiprocessing
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = os.environ.get("ALPHAROUTE_PROGRAM", str(ROOT / "build/release/bin/alpharoute"))
ANSWER = json.dumps({
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "up", "choices": [{
        "index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "The sky is blue because air scatters the "
                                                         "short waves of sunlight more strongly than the long ones."}}],
    "usage": {"prompt_tokens": 14, "completion_tokens": 31, "total_tokens": 45}})
REQUEST = json.dumps({"model": "alpharoute", "messages": [
    {"role": "system", "content": "You are a helpful assistant."},
    {"role": "user", "content": "Why is the sky blue, and why is it red in the evening? Explain it to a child in three sentences."}]})


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port, process):
    began = time.monotonic()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return time.monotonic() - began
        except OSError:
            if process.poll() is not None or time.monotonic() - began > 20:
                sys.exit("a server did not start")
            time.sleep(0.005)


@contextlib.contextmanager
def running(command, port, **more):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        process.ready_after = wait_for(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def nginx(folder, name, server):
    """Returns the command for an nginx with one worker that writes only to `folder`."""
    here = pathlib.Path(folder) / name
    here.mkdir()
    temporary = "".join(f"{kind}_temp_path {here}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (here / "nginx.conf").write_text(
        f"worker_processes 1; daemon off; pid {here}/pid; error_log {here}/errors; events {{ worker_connections 4096; }}\n"
        f"http {{ access_log off; keepalive_requests 1000000000; {temporary}\n{server}\n}}\n")
    return ["nginx", "-c", str(here / "nginx.conf"), "-p", str(here), "-e", str(here / "errors")]


def nginx_proxy(folder, name, port, up, more=""):
    """Returns the command for an nginx proxy with persistent connections."""
    return nginx(folder, name, f"upstream u {{ server 127.0.0.1:{up}; keepalive 128; keepalive_requests 1000000000; }} "
                               f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://u; proxy_http_version 1.1; "
                               f"proxy_set_header Connection \"\"; {more} }} }}")


def cpu_seconds(pid):
    """Returns the CPU time of a process and its children."""
    total = 0
    for process in [pid, *map(int, subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split())]:
        with open(f"/proc/{process}/stat") as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def wrk(script, pid, port, connections, seconds, headers=()):
    cpu = cpu_seconds(pid)
    fields = [part for header in headers for part in ("-H", header)]
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--latency", "-s", script, *fields,
                          f"http://127.0.0.1:{port}/v1/chat/completions"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        sys.exit(out)

    def milliseconds(text):
        value, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
        return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    percentiles = dict(re.findall(r"(\d\d)%\s+(\S+)", out))
    count = int(re.search(r"(\d+) requests in", out).group(1))
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), "cpu": 1e6 * (cpu_seconds(pid) - cpu) / count,
            "p50": milliseconds(percentiles["50"]), "p99": milliseconds(percentiles["99"])}


def resident_mb(pid):
    with open(f"/proc/{pid}/status") as file:
        return int(next(line for line in file if line.startswith("VmRSS")).split()[1]) / 1024


TOKEN = b'"content": "word'  # in every event with text, and only there


def stream_delays(port, times):
    """Returns the median milliseconds to the first token and between tokens, over consecutive streams."""
    first, gaps = [], []
    body = json.dumps({**json.loads(REQUEST), "stream": True}).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(times):
            began = last = time.perf_counter()
            connection.sendall(head + body)
            data, tokens = b"", 0
            while not data.endswith(b"0\r\n\r\n"):
                data += connection.recv(65536)
                now = time.perf_counter()
                if data.count(TOKEN) > tokens:
                    (gaps if tokens else first).append(1000 * (now - last if tokens else now - began))
                    tokens, last = data.count(TOKEN), now
    return statistics.median(first), statistics.median(gaps)


def slow_provider(pipe):
    """Runs a provider that sends a token every 10 ms, in a separate process so that this one does not delay it."""
    sys.path.insert(0, str(ROOT / "tests/gateway"))
    from faulty_provider import Faulty
    with Faulty() as faulty:
        faulty.script("alpharoute", ("slow_stream", 0.01))
        faulty.script("gemma-2-9b-it", ("slow_stream", 0.01))
        pipe.send(faulty.port)
        pipe.recv()


def streaming(folder, rounds):
    """Prints the delays that the gateway and nginx add to a stream."""
    pipe, its_pipe = multiprocessing.Pipe()
    provider = multiprocessing.get_context("spawn").Process(target=slow_provider, args=(its_pipe,))
    provider.start()
    up, proxy, ours = pipe.recv(), free_port(), free_port()
    config = pathlib.Path(folder) / "stream.toml"
    config.write_text(f'[[providers]]\nname = "up"\nbase_url = "http://127.0.0.1:{up}/v1"\n[[models]]\nid = "gemma-2-9b-it"\n')
    with running([PROGRAM, "serve", "--config", str(config), "--port", str(ours)], ours), \
            running(nginx_proxy(folder, "stream", proxy, up, "proxy_buffering off;"), proxy):
        stream_delays(ours, 2)
        stream_delays(proxy, 2)
        runs = [[stream_delays(port, 5) for port in (up, proxy, ours)] for _ in range(rounds)]
    pipe.send("end")
    provider.join()
    for at, name in ((1, "nginx proxy_pass"), (2, "alpharoute")):
        added = [statistics.median(run[at][i] - run[0][i] for run in runs) for i in (0, 1)]
        print(f"stream, {name:16} added to the first token: {added[0]:.2f} ms p50; to the time between tokens: {added[1]:.2f} ms p50")


def idle_connections(port, pid, count):
    held = []
    try:
        for _ in range(count):
            held.append(socket.create_connection(("127.0.0.1", port)))
    except OSError as error:
        print(f"idle connections: the process limit allows only {len(held)} ({error})")
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = connection.recv(1000)
    print(f"{len(held)} idle connections: {resident_mb(pid):.1f} MB resident; another answered "
          f"{'in' if b' 200 ' in answer else 'NOT in'} {1000 * (time.perf_counter() - began):.1f} ms")
    for connection in held:
        connection.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--idle", type=int, default=10000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        script = os.path.join(folder, "post.lua")
        pathlib.Path(script).write_text(f'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [[{REQUEST}]]\n')
        up, proxy, ours = free_port(), free_port(), free_port()
        upstream = stack.enter_context(running(nginx(folder, "up", f"server {{ listen 127.0.0.1:{up} reuseport; location / {{ default_type "
                                                        f"application/json; return 200 '{ANSWER}'; }} }}"), up))
        proxying = stack.enter_context(running(nginx_proxy(folder, "proxy", proxy, up), proxy))
        config = os.path.join(folder, "gateway.toml")
        pathlib.Path(config).write_text(f'[[providers]]\nname = "up"\nbase_url = "http://127.0.0.1:{up}/v1"\n')
        gateway = stack.enter_context(running([PROGRAM, "serve", "--config", config, "--port", str(ours)], ours))
        print(f"ready after {1000 * gateway.ready_after:.0f} ms, {resident_mb(gateway.pid):.1f} MB resident")
        targets = {"direct": (upstream.pid, up, ()), "nginx proxy_pass": (proxying.pid, proxy, ()),
                   "alpharoute": (gateway.pid, ours, ())}
        if os.environ.get("PORTKEY"):
            portkey = free_port()
            node = stack.enter_context(running(["node", f"{os.environ['PORTKEY']}/node_modules/@portkey-ai/gateway/build/start-server.js",
                                         f"--port={portkey}"], portkey))
            targets["portkey"] = (node.pid, portkey, ("x-portkey-provider: openai", "Authorization: Bearer x",
                                            f"x-portkey-custom-host: http://127.0.0.1:{up}/v1"))
        for connections in (8, 64):
            results = {name: [] for name in targets}
            for _ in range(options.rounds):
                for name, (pid, port, headers) in targets.items():
                    results[name].append(wrk(script, pid, port, connections, options.seconds, headers))
            median = {name: {k: statistics.median(r[k] for r in runs) for k in runs[0]} for name, runs in results.items()}
            for name, m in median.items():
                print(f"{connections:3} connections, {name:16} {m['rate']:9.0f} per second, p50 {m['p50']:.3f} ms, p99 {m['p99']:.3f} ms, "
                      f"{m['cpu']:.0f} µs CPU each")

            def ratio(of):
                return statistics.median(map(of, results["alpharoute"], results["nginx proxy_pass"], results["direct"]))

            rate = ratio(lambda ours, nginx, direct: ours["rate"] / nginx["rate"])
            p50, p99 = (ratio(lambda ours, nginx, direct: (ours[k] - direct[k]) / (nginx[k] - direct[k] or 1e-9)) for k in ("p50", "p99"))
            print(f"{connections:3} connections: {rate:.2f} of nginx's rate; added latency relative to nginx's: p50 {p50:.2f}, p99 {p99:.2f} times")
            if "portkey" in median:
                print(f"{connections:3} connections: {median['alpharoute']['rate'] / median['portkey']['rate']:.1f} times Portkey's rate")
        print(f"after the load: {resident_mb(gateway.pid):.1f} MB resident")
        idle_connections(ours, gateway.pid, options.idle)
        streaming(folder, options.rounds)


if __name__ == "__main__":
    main()
