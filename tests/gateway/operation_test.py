"""Operation of the gateway: reload, shutdown, limits and threads."""
import hashlib
import signal
import socket
import subprocess
import threading
import time
import unittest

from case import Case
from faulty_provider import TEXT, Faulty
from gateway import FIRST, PROGRAM, Gateway


class Operation(Case):
    def test_a_reload_replaces_the_configuration_and_keeps_the_old_one_if_the_new_one_is_invalid(self):
        gateway = self.enterContext(Gateway("[router]\nalpha = 0.25\n"))
        alpha = lambda: gateway.json("POST", "/v1/route", {"text": "Hello"})[2]["alpha"]
        self.assertEqual(alpha(), 0.25)
        gateway.write("[router]\nalpha = 0.75\n")
        self.assertEqual(gateway.request("POST", "/admin/reload")[0], 200)
        self.assertEqual(alpha(), 0.75)
        gateway.write("[router]\nalhpa = 0.1\n")
        status, _, body = gateway.json("POST", "/admin/reload")
        self.assertEqual((status, body["error"]["message"]),
                         (409, f'{gateway.config}, line 2: unknown key "alhpa" in [router]. Did you mean "alpha"? '
                               "The current configuration stays in use."))
        self.assertEqual(alpha(), 0.75)
        gateway.write("[router]\nalpha = 0.5\n")
        gateway.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while alpha() != 0.5:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_a_reload_that_would_break_the_gateway_is_rejected_without_effect(self):
        key = hashlib.sha256(b"k").hexdigest()
        keys = f'[[keys]]\nname = "k"\nsha256 = "{key}"\nscopes = ["route", "admin"]\n'
        gateway = self.enterContext(Gateway('[server]\nhost = "0.0.0.0"\n' + keys))
        reload = lambda: gateway.json("POST", "/admin/reload", headers={"Authorization": "Bearer k"})
        # A reload does not move the socket: keys stay required there, whatever host the new file names.
        gateway.write("[router]\nalpha = 0.5\n")
        status, _, body = reload()
        self.assertEqual((status, body["error"]["code"]), (409, "bad_configuration"))
        self.assertIn("without keys, the gateway listens on loopback only, not on 0.0.0.0", body["error"]["message"])
        gateway.write('[[providers]]\nname = "a"\nbase_url = "https://localhost/v1"\nca_file = "no.pem"\n' + keys)
        status, _, body = reload()
        self.assertEqual((status, body["error"]["message"]),
                         (409, f'{gateway.config}, line 4: "ca_file" in [[providers]] is not a file of PEM certificates. '
                               "The current configuration stays in use."))
        self.assertEqual(gateway.request("POST", "/v1/route", {"text": "Hello"})[0], 401)
        self.assertEqual(gateway.request("GET", "/healthz")[0], 200)

    def test_a_reload_with_other_circuit_settings_creates_new_circuits(self):
        faulty = self.enterContext(Faulty())
        faulty.script("up", ("status", 503))
        config = lambda failures: (f'[resilience]\nretries = 0\ncircuit_failures = {failures}\n[[providers]]\nname = "a"\n'
                                   f'base_url = "{faulty.url}"\n[[models]]\nid = "{FIRST}"\nname = "up"\n')
        gateway = self.enterContext(Gateway(config(1000)))
        gateway.chat()
        gateway.write(config(1))
        self.assertEqual(gateway.request("POST", "/admin/reload")[0], 200)
        for _ in range(3):
            gateway.chat()
        self.assertEqual(len(faulty.requests), 2)

    def test_a_shutdown_lets_a_stream_finish_and_accepts_no_new_connections(self):
        faulty = self.enterContext(Faulty())
        faulty.script(FIRST, ("slow_stream", 0.02))
        gateway = self.enterContext(Gateway(f'[[providers]]\nname = "a"\nbase_url = "{faulty.url}"\n[[models]]\nid = "{FIRST}"\n'))
        out = []
        thread = threading.Thread(target=lambda: out.append(gateway.stream()))
        thread.start()
        deadline = time.monotonic() + 10
        while not faulty.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        idle = socket.create_connection(("127.0.0.1", gateway.port))
        gateway.process.send_signal(signal.SIGTERM)
        idle.settimeout(5)
        self.assertEqual(idle.recv(1), b"")
        idle.close()
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.1", gateway.port), timeout=1)
        thread.join(30)
        self.assertEqual((out[0].text, out[0].is_done), (TEXT, True))
        self.assertEqual(gateway.process.wait(10), 0)

    def test_connections_above_the_limit_are_rejected(self):
        gateway = self.enterContext(Gateway("[server]\nmax_connections = 5\n"))
        held = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(5)]
        time.sleep(0.1)
        status, _, body = gateway.json("GET", "/healthz")
        self.assertEqual((status, body["error"]["code"]), (503, "too_many_connections"))
        for connection in held:
            connection.close()
        deadline = time.monotonic() + 10
        while gateway.request("GET", "/healthz")[0] != 200:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_several_threads_return_the_same_answers_as_one(self):
        gateway = self.enterContext(Gateway("[server]\nthreads = 3\n"))
        answers = []

        def ask():
            for _ in range(20):
                answers.append(gateway.json("POST", "/v1/route", {"text": "What is 2 + 2?"})[2]["model"])

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for _ in range(5):
            self.assertEqual(gateway.request("POST", "/admin/reload")[0], 200)
        for thread in threads:
            thread.join()
        self.assertEqual((len(answers), len(set(answers))), (120, 1))

    def test_a_conversation_keeps_its_model_while_the_margin_is_small(self):
        gateway = self.enterContext(Gateway("[router]\nsticky_margin = 10.0\n"))
        first = gateway.chat("alpharoute:0.0", alpharoute={"conversation": "c"})[2]["model"]
        self.assertNotEqual(gateway.chat("alpharoute:1.0")[2]["model"], first)
        self.assertEqual(gateway.chat("alpharoute:1.0", alpharoute={"conversation": "c"})[2]["model"], first)

    def test_a_port_in_use_is_reported(self):
        gateway = self.enterContext(Gateway())
        done = subprocess.run([PROGRAM, "serve", "--port", str(gateway.port)], capture_output=True, text=True, timeout=30)
        self.assertEqual((done.returncode, done.stderr), (1, f"alpharoute: can't listen on 127.0.0.1:{gateway.port}: Address already "
                                                             "in use. Try another --port.\n"))

    def test_a_long_text_is_embedded_outside_the_event_loop(self):
        gateway = self.enterContext(Gateway("[router]\nlong_text_bytes = 1024\n"))
        text = "What is the capital of Mongolia? " * 2000
        status, _, decision = gateway.json("POST", "/v1/route", {"text": text})
        self.assertEqual((status, decision["scoring"]), (200, "posterior"))
        status, _, body = gateway.json("POST", "/v1/embeddings", {"model": "static-en-1", "input": [text, "Hello"]})
        self.assertEqual((status, len(body["data"])), (200, 2))


if __name__ == "__main__":
    unittest.main()
