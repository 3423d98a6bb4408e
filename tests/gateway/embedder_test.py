"""Embedding servers: batches, retries, and one request per distinct text."""
import json
import os
import subprocess
import tempfile
import time
import unittest

from faulty_provider import Faulty
from gateway import PROGRAM, Gateway


class RemoteEmbedder(unittest.TestCase):
    def setUp(self):
        self.faulty = Faulty().__enter__()
        self.addCleanup(self.faulty.__exit__)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        with open(self.path("results.jsonl"), "w") as file:
            for i in range(200):
                query = f"Question {i % 190} " + "about rivers " * (i % 19 + 1)
                file.write(json.dumps({"query": query, "records": {"small": i % 2, "big": 1},
                                       "usages": {"small": {"cost": 0.001}, "big": {"cost": 0.01}}}) + "\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments, "--embedding-url", self.faulty.url, "--embedding-model", "embed",
                               "--embedding-key-env", "EMBED_KEY", "--embedding-cache", self.path("cache/vectors")],
                              capture_output=True, text=True, cwd=self.folder, timeout=120,
                              env={**os.environ, "EMBED_KEY": "sk-embed"})

    def bytes_of(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def texts_sent(self):
        return [text for request in self.faulty.requests for text in request[3]["input"]]

    def test_texts_are_sent_in_batches_and_only_once(self):
        done = self.run_program("embed", "results.jsonl", "--out", "vectors.safetensors")
        self.assertEqual((done.returncode, done.stdout), (0, "vectors.safetensors: 200 embeddings of 3 dimensions by embed\n"), done.stderr)
        sent = self.texts_sent()
        self.assertEqual((len(sent), len(set(sent))), (190, 190))  # ten of the 200 texts occur twice in the data
        self.assertEqual(len(self.faulty.requests), 3)
        self.assertEqual(self.faulty.requests[0][2]["authorization"], "Bearer sk-embed")
        first = self.bytes_of("vectors.safetensors")
        again = self.run_program("embed", "results.jsonl", "--out", "again.safetensors")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(len(self.faulty.requests), 3)
        self.assertEqual(self.bytes_of("again.safetensors"), first)
        self.assertNotIn(b"rivers", self.bytes_of("cache/vectors"))

    def test_a_failed_batch_is_retried_and_received_vectors_are_kept(self):
        self.faulty.script("embed", ("status", 500), ("status", 429, None, "Retry-After: 0\r\n"), "ok", "ok",
                           ("status", 401, {"message": "bad key sk-embed"}))
        done = self.run_program("embed", "results.jsonl", "--out", "v.safetensors")
        self.assertEqual((done.returncode, done.stderr), (1, f"alpharoute: the embedding model embed at {self.faulty.url} failed: The "
                          "provider rejected the gateway's request with status 401. Check the provider's key and the model's "
                          "name in the configuration.\n"))
        self.assertFalse(os.path.exists(self.path("v.safetensors")))
        with open(self.path("cache/vectors"), "ab") as file:  # a partial record, as after a crash
            file.write(b"0" * 30)
        self.faulty.script("embed", "ok")
        before = len(self.texts_sent())
        done = self.run_program("embed", "results.jsonl", "--out", "v.safetensors")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(len(self.texts_sent()) - before, (64, 62))  # the rejected batch

    def test_a_cache_of_another_model_is_rejected(self):
        os.makedirs(self.path("cache"))
        with open(self.path("cache/vectors"), "wb") as file:
            file.write(b"something else entirely")
        done = self.run_program("embed", "results.jsonl", "--out", "v.safetensors")
        self.assertEqual((done.returncode, done.stderr), (1, f"alpharoute: {self.path('cache/vectors')}: not a cache of vectors. "
                                                             "Pass another file with --embedding-cache.\n"))

    def test_a_router_is_fitted_and_served_with_an_embedding_server(self):
        done = self.run_program("fit", "results.jsonl", "--out", "router.safetensors", "--k", "4", "--scoring", "paper", "--nearest-clusters", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        config = (f'[router]\nartifact = "{self.path("router.safetensors")}"\nembedding_provider = "e"\nembedding_model = "embed"\n'
                  f'[[providers]]\nname = "e"\nbase_url = "{self.faulty.url}"\n')
        with Gateway(config) as gateway:
            status, _, decision = gateway.json("POST", "/v1/route", {"text": "Question about rivers", "alpha": 0})
            self.assertEqual((status, decision["model"]), (200, "small"))
            self.assertEqual(gateway.chat("alpharoute:0")[2]["model"], "small")
            self.assertIsNone(gateway.json("GET", "/v1/router/manifest")[2]["embedder"])
            self.assertNotIn("embedder_mismatch", gateway.logged())
        other = config.replace('"embed"', '"other-model"')
        with Gateway(other) as gateway:  # may be the same model under another name
            self.assertEqual(gateway.json("POST", "/v1/route", {"text": "Question about rivers", "alpha": 0})[0], 200)
            self.assertIn("warning embedder_mismatch", gateway.logged())
        with Gateway(other.replace("[[providers]]", 'embedder_id = "embed"\n[[providers]]')) as gateway:
            self.assertNotIn("embedder_mismatch", gateway.logged())
        with self.assertRaisesRegex(AssertionError, 'fitted with the embedder embed, but "embedder_id"'):
            Gateway(config.replace("[[providers]]", 'embedder_id = "bge-m3"\n[[providers]]')).__enter__()
        with self.assertRaisesRegex(AssertionError, "embedder"):
            Gateway(f'[router]\nartifact = "{self.path("router.safetensors")}"\n').__enter__()

    def serve(self, **router):
        """A gateway whose router was fitted with the server's vectors. Requests of the fit are not counted."""
        done = self.run_program("fit", "results.jsonl", "--out", "router.safetensors", "--k", "4", "--scoring", "paper", "--nearest-clusters", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.faulty.requests.clear()
        more = "".join(f"{key} = {value}\n" for key, value in router.items())
        gateway = Gateway(f'[router]\nartifact = "{self.path("router.safetensors")}"\nembedding_provider = "e"\n'
                          f'embedding_model = "embed"\n{more}[resilience]\nbackoff_s = 0.01\n'
                          f'[[providers]]\nname = "e"\nbase_url = "{self.faulty.url}"\n').__enter__()
        self.addCleanup(gateway.__exit__, None, None, None)
        return gateway

    def test_the_gateway_retries_after_a_failure_and_embeds_each_prompt_once(self):
        gateway = self.serve(embedding_price=2.0)
        self.faulty.script("embed", ("status", 500), "ok")
        for _ in range(2):
            self.assertEqual(gateway.json("POST", "/v1/route", {"text": "Of rivers"})[0], 200)
        self.assertEqual([request[3]["input"] for request in self.faulty.requests], [["Of rivers"]] * 2)
        metrics = gateway.metrics()
        self.assertEqual(metrics['alpharoute_tokens_total{kind="prompt",model="embed",provider="e"}'], 5)
        self.assertAlmostEqual(metrics['alpharoute_cost_usd_total{model="embed",provider="e"}'], 5 * 2.0 / 1e6)
        deadline = time.monotonic() + 10  # the log is flushed periodically
        while "attempt_failed" not in gateway.logged() and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertRegex(gateway.logged(), "attempt_failed id=[^ ]+ model=embed provider=e outcome=unavailable attempt=1 kind=embedding")
        self.assertNotIn("rivers", gateway.logged())

    def test_the_error_names_the_reason_for_a_missing_vector(self):
        gateway = self.serve(embedding_timeout_s=0.5)
        self.faulty.script("embed", ("status", 429, {"message": "Of rivers"}, "Retry-After: 60\r\n"))
        status, headers, body = gateway.chat()
        self.assertEqual((status, headers["retry-after"], body["error"]["code"]), (429, "60", "rate_limited"))
        self.assertEqual(body["error"]["message"], 'The router could not embed the prompt with the provider "e". It limits the request rate. '
                                                   'Try again later, or name a model instead of "alpharoute".')
        self.faulty.script("embed", "silent")
        status, _, body = gateway.chat()
        self.assertEqual((status, body["error"]["code"]), (504, "timed_out"))
        self.faulty.script("embed", ("raw", b'HTTP/1.1 200 OK\r\nContent-Length: 47\r\n\r\n{"data": [{"index": 0, "embedding": [1.0, 2]}]}'))
        status, _, body = gateway.chat()
        self.assertEqual((status, body["error"]["code"]), (502, "misconfigured"))
        self.assertIn('"embedding_model" returns vectors of 2 dimensions, but the router needs 3.', body["error"]["message"])

    def test_the_embeddings_endpoint_uses_the_routers_embedder(self):
        gateway = self.serve()
        for name in ("alpharoute", "embed"):
            status, _, body = gateway.json("POST", "/v1/embeddings", {"model": name, "input": ["Of rivers", "Of lakes and rivers"]})
            self.assertEqual((status, body["model"], len(body["data"])), (200, "embed", 2))
            vector = body["data"][1]["embedding"]
            self.assertAlmostEqual(sum(x * x for x in vector), 1.0, places=5)
            self.assertAlmostEqual(vector[0] / vector[1], len("Of lakes and rivers"), places=4)
        decided = gateway.json("POST", "/v1/route", {"embedding": vector})[2]
        self.assertEqual(decided["model"], gateway.json("POST", "/v1/route", {"text": "Of lakes and rivers"})[2]["model"])
        status, _, body = gateway.json("POST", "/v1/embeddings", {"model": "embed", "input": "Of rivers", "dimensions": 2})
        self.assertEqual((status, body["error"]["message"]), (400, 'The embedder embed only returns vectors of 3 dimensions. '
                                                                   'Remove "dimensions".'))

    def test_the_circuit_opens_for_an_embedding_server_that_is_down(self):
        gateway = self.serve()
        self.faulty.script("embed", ("status", 500, {"message": "Of rivers"}))
        for _ in range(4):
            status, _, body = gateway.json("POST", "/v1/route", {"text": "Of rivers"})
            self.assertEqual((status, body["error"]["code"]), (503, "unavailable"))
            self.assertNotIn("rivers", body["error"]["message"])
        self.assertEqual(len(self.faulty.requests), 5)  # the circuit opens after five failures
        self.assertEqual(body["error"]["message"], 'The router could not embed the prompt with the provider "e". The provider\'s circuit '
                                                   'breaker is open after repeated failures. Try again later, or name a model '
                                                   'instead of "alpharoute".')

    def test_a_prompt_without_text_is_not_sent_to_an_embedding_server(self):
        gateway = self.serve()
        status, _, body = gateway.json("POST", "/v1/route", {"text": " \n"})
        self.assertEqual((status, body["error"]["code"], self.faulty.requests), (400, "no_text", []))


if __name__ == "__main__":
    unittest.main()
