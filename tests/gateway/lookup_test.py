"""A host name that takes a minute to resolve does not block other requests."""
import os
import signal
import socket
import time
import unittest

from case import Case, post
from faulty_provider import Faulty
from gateway import FIRST, PROMPT, ROOT, SECOND, Gateway, two_providers

LIBRARY = os.environ.get("ALPHAROUTE_SLOW_LOOKUP", str(ROOT / "build/release/tests/libslow_lookup.so"))
IN_TIME = 20  # seconds; the lookup takes sixty


class Slow:
    url = "http://slow.invalid:80/v1"


class Lookup(Case):
    def setUp(self):
        self.spare = self.enterContext(Faulty())

    def start(self, connect_timeout):
        config = two_providers(Slow, self.spare, first=f"connect_timeout_s = {connect_timeout}")
        # Sanitizer runtimes expect to be loaded first.
        environment = {"LD_PRELOAD": LIBRARY, "ASAN_OPTIONS": "verify_asan_link_order=0"}
        return self.enterContext(Gateway(config, environment=environment))

    def begin(self, gateway):
        connection = socket.create_connection(("127.0.0.1", gateway.port))
        connection.sendall(post({"model": FIRST, "messages": PROMPT}))
        self.wait_until(lambda: gateway.metrics()["alpharoute_open_connections"] >= 2)
        return connection

    def wait_until(self, is_so):
        deadline = time.monotonic() + IN_TIME
        while not is_so():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_a_slow_lookup_counts_towards_the_connect_timeout_and_the_next_model_answers(self):
        gateway = self.start(connect_timeout=0.5)
        began = time.monotonic()
        status, headers, body = gateway.chat()
        self.assertEqual((status, body["model"], headers["x-alpharoute-fallback-from"]), (200, SECOND, FIRST))
        self.assertLess(time.monotonic() - began, IN_TIME)

    def test_a_client_that_disconnects_during_a_lookup_frees_its_connection(self):
        gateway = self.start(connect_timeout=60)
        connection = self.begin(gateway)
        connection.close()
        self.wait_until(lambda: gateway.metrics()["alpharoute_open_connections"] == 1)

    def test_a_shutdown_does_not_wait_for_a_slow_lookup(self):
        gateway = self.start(connect_timeout=60)
        connection = self.begin(gateway)
        gateway.process.send_signal(signal.SIGTERM)
        self.wait_until(lambda: "shutting_down" in gateway.logged())
        gateway.process.send_signal(signal.SIGTERM)
        self.assertEqual(gateway.process.wait(IN_TIME), 0)
        connection.close()


if __name__ == "__main__":
    unittest.main()
