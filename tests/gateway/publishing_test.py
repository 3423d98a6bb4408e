"""The artifact, the embedder and the web app, as browsers receive them."""
import gzip
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

from case import Case
from gateway import PROGRAM, ROOT, Gateway


class Publishing(Case):
    def setUp(self):
        self.gateway = self.enterContext(Gateway())
        self.bytes = (ROOT / "assets/llmrouter-9.safetensors").read_bytes()
        self.hash = hashlib.sha256(self.bytes).hexdigest()

    def test_the_manifest_names_files_by_hash(self):
        _, _, manifest = self.gateway.json("GET", "/v1/router/manifest")
        for name, path in (("router", "llmrouter-9"), ("embedder", "static-en-1")):
            data = (ROOT / f"assets/{path}.safetensors").read_bytes()
            self.assertEqual(manifest[name]["sha256"], hashlib.sha256(data).hexdigest())
            status, headers, got = self.gateway.request("GET", manifest[name]["url"])
            self.assertEqual((status, got == data), (200, True))
            self.assertEqual(headers["cache-control"], "public, max-age=31536000, immutable")
        self.assertEqual(self.gateway.request("GET", "/v1/router?sha256=" + "0" * 64)[0], 404)

    def test_a_matching_etag_returns_304(self):
        status, headers, data = self.gateway.request("GET", "/v1/router")
        self.assertEqual((status, data, headers["etag"]), (200, self.bytes, f'"{self.hash}"'))
        status, again, data = self.gateway.request("GET", "/v1/router", headers={"If-None-Match": headers["etag"]})
        self.assertEqual((status, data, again["etag"]), (304, b"", headers["etag"]))

    def test_byte_ranges_are_served(self):
        for field, begin, end in (("bytes=0-9", 0, 10), ("bytes=100-", 100, None), ("bytes=-7", -7, None)):
            status, headers, data = self.gateway.request("GET", "/v1/router", headers={"Range": field})
            self.assertEqual((status, data), (206, self.bytes[begin:end]), field)
            self.assertTrue(headers["content-range"].endswith(f"/{len(self.bytes)}"))
        self.assertEqual(self.gateway.request("GET", "/v1/router", headers={"Range": "bytes=99999999-"})[0], 416)
        status, _, _ = self.gateway.request("GET", "/v1/router", headers={"Range": "bytes=0-9", "If-Range": '"other"'})
        self.assertEqual(status, 200)

    def test_compressed_responses_decompress_to_the_file(self):
        deadline = time.monotonic() + 60
        while True:
            status, headers, data = self.gateway.request("GET", "/v1/router", headers={"Accept-Encoding": "gzip"})
            if headers.get("content-encoding") == "gzip":
                break
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        self.assertEqual(gzip.decompress(data), self.bytes)
        self.assertEqual(headers["etag"], f'"{self.hash}-gzip"')
        _, headers, data = self.gateway.request("GET", "/v1/router", headers={"Accept-Encoding": "gzip;q=0.0, br;q=0"})
        self.assertEqual((headers.get("content-encoding"), data), (None, self.bytes))
        _, headers, data = self.gateway.request("GET", "/v1/router", headers={"Accept-Encoding": "gzip, br"})
        self.assertEqual(headers["content-encoding"], "br")
        self.assertLess(len(data), len(self.bytes))
        if shutil.which("brotli"):
            plain = subprocess.run(["brotli", "-d", "-c"], input=data, capture_output=True, check=True).stdout
            self.assertEqual(plain, self.bytes)

    def test_key_protected_files_are_not_cached_by_shared_caches(self):
        key = f'[[keys]]\nname = "k"\nsha256 = "{hashlib.sha256(b"k").hexdigest()}"\nscopes = ["route"]\n'
        for config, who in (("", "public"), (key, "private"), ("[server]\npublic_router_files = true\n" + key, "public")):
            with Gateway(config) as gateway:
                _, headers, _ = gateway.request("GET", f"/v1/router?sha256={self.hash}", headers={"Authorization": "Bearer k"})
                self.assertEqual(headers["cache-control"], f"{who}, max-age=31536000, immutable")

    def test_a_slow_reader_receives_a_large_file_completely(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        size = 12 << 20
        with open(os.path.join(folder, "large.bin"), "wb") as file:
            file.write(os.urandom(size))
        gateway = self.enterContext(Gateway("[server]\nwrite_timeout_s = 1.0\n", arguments=["--web", folder]))
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        connection.connect(("127.0.0.1", gateway.port))
        connection.sendall(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        taken, began = 0, time.monotonic()
        while piece := connection.recv(65536):
            taken += len(piece)
            # Three seconds for the complete file.
            time.sleep(max(0.0, 3 * taken / size - (time.monotonic() - began)))
        connection.close()
        self.assertGreater(taken, size)

    def test_the_web_app_is_served_from_its_folder(self):
        folder = os.path.join(self.gateway.folder, "web")
        os.makedirs(os.path.join(folder, "js"))
        for name, text in (("index.html", "<h1>hi</h1>"), ("js/a.js", "1")):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        gateway = self.enterContext(Gateway(arguments=["--web", folder]))
        status, headers, data = gateway.request("GET", "/")
        self.assertEqual((status, headers["content-type"], data), (200, "text/html; charset=utf-8", b"<h1>hi</h1>"))
        self.assertEqual(gateway.request("GET", "/js/a.js")[1]["content-type"], "text/javascript; charset=utf-8")
        self.assertEqual(gateway.request("GET", "/js/../../gateway.toml")[0], 404)

    def test_precompressed_files_of_the_web_app_are_served(self):
        folder = os.path.join(self.gateway.folder, "packed")
        os.makedirs(folder)
        text = b"let page = 1;\n" * 1000
        for name, data in (("index.html", b"<h1>hi</h1>"), ("a.js", text), ("a.js.gz", gzip.compress(text, mtime=0)), ("b.gz", b"alone")):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        gateway = self.enterContext(Gateway(arguments=["--web", folder]))
        status, headers, data = gateway.request("GET", "/a.js", headers={"Accept-Encoding": "gzip"})
        self.assertEqual((status, headers["content-encoding"], data), (200, "gzip", gzip.compress(text, mtime=0)))
        self.assertEqual(gateway.request("GET", "/a.js")[2], text)
        self.assertEqual(gateway.request("GET", "/a.js.gz")[0], 404)
        self.assertEqual(gateway.request("GET", "/b.gz")[2], b"alone")

    def test_the_program_serves_its_own_web_app_unless_disabled(self):
        own = os.path.join(os.path.dirname(PROGRAM), "web", "index.html")
        if not os.path.exists(own):
            self.skipTest("this build has no web app next to the program")
        with open(own, "rb") as file:
            self.assertEqual(self.gateway.request("GET", "/")[2], file.read())
        gateway = self.enterContext(Gateway(arguments=["--web", "none"]))
        self.assertEqual(gateway.request("GET", "/")[0], 404)
        gateway = self.enterContext(Gateway('[server]\nweb = "none"\n'))
        self.assertEqual(gateway.request("GET", "/")[0], 404)

    def test_the_manifest_states_the_number_of_user_turns(self):
        self.assertEqual(self.gateway.json("GET", "/v1/router/manifest")[2]["turns"], 3)
        gateway = self.enterContext(Gateway("[router]\nuser_turns = 5\n"))
        self.assertEqual(gateway.json("GET", "/v1/router/manifest")[2]["turns"], 5)


if __name__ == "__main__":
    unittest.main()
