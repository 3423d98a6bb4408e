"""Sixteen provider failures, as the client and the provider see them."""
import json
import socket
import time
import unittest

from case import Case
from faulty_provider import TEXT, Faulty
from gateway import FIRST, PROMPT, SECOND, Gateway, two_providers


class Resilience(Case):
    def run_with(self, steps, resilience="", first="", second="", spare_steps=("ok",)):
        """Starts both providers and the gateway; the first model's provider follows `steps`."""
        faulty, spare = Faulty(), Faulty()
        for provider in (faulty, spare):
            self.enterContext(provider)
        faulty.script("up-first", *steps)
        spare.script("up-second", *spare_steps)
        gateway = self.enterContext(Gateway(two_providers(faulty, spare, resilience, first, second)))
        return gateway, faulty, spare

    def assert_answered_by(self, answer, model):
        status, headers, body = answer
        self.assertEqual(status, 200, body)
        self.assertEqual(body["model"], model)
        self.assertEqual(headers["x-alpharoute-model"], model)
        self.assertEqual(body["choices"][0]["message"]["content"], TEXT)

    def test_01_a_retry_waits_for_retry_after(self):
        gateway, faulty, spare = self.run_with([("status", 429, None, "Retry-After: 2\r\n"), "ok"])
        began = time.monotonic()
        self.assert_answered_by(gateway.chat(), FIRST)
        self.assertGreater(time.monotonic() - began, 1.9)
        self.assertEqual(len(faulty.requests), 2)
        self.assertGreater(faulty.requests[1][0] - faulty.requests[0][0], 1.9)
        self.assertEqual(len(spare.requests), 0)

    def test_01b_a_long_retry_after_leads_to_the_fallback(self):
        gateway, faulty, spare = self.run_with([("status", 429, None, "Retry-After: 60\r\n")])
        self.assert_answered_by(gateway.chat(), SECOND)
        self.assertEqual(len(faulty.requests), 1)

    def test_02_repeated_rate_limits_lead_to_the_fallback(self):
        gateway, faulty, spare = self.run_with([("status", 429)])
        self.assert_answered_by(gateway.chat(), SECOND)
        self.assertEqual(len(faulty.requests), 3)
        gaps = [b[0] - a[0] for a, b in zip(faulty.requests, faulty.requests[1:])]
        self.assertGreater(gaps[0], 0.1)
        self.assertGreater(gaps[1], gaps[0] * 0.9)

    def test_03_one_server_error_is_retried_on_the_same_provider(self):
        gateway, faulty, spare = self.run_with([("status", 500), "ok"])
        self.assert_answered_by(gateway.chat(), FIRST)
        self.assertEqual(len(faulty.requests), 2)
        self.assertEqual(len(spare.requests), 0)

    def test_04_an_overloaded_provider_is_called_at_most_six_times(self):
        gateway, faulty, spare = self.run_with([("status", 503)])
        self.assert_answered_by(gateway.chat(), SECOND)
        self.assertLessEqual(len(faulty.requests), 6)

    def test_05_a_reset_before_the_response_is_retried(self):
        gateway, faulty, spare = self.run_with(["reset", "ok"])
        self.assert_answered_by(gateway.chat(), FIRST)
        self.assertEqual(len(faulty.requests), 2)

    def test_06_a_provider_that_never_answers_is_called_once(self):
        gateway, faulty, spare = self.run_with(["silent"], first="answer_timeout_s = 1.0\nheaders_timeout_s = 1.0")
        self.assert_answered_by(gateway.chat(), SECOND)
        stream = gateway.stream()
        self.assertEqual((stream.text, stream.is_done, stream.models), (TEXT, True, {SECOND}))
        self.assertEqual(len(faulty.requests), 2)

    def test_07_a_missing_first_token_leads_to_the_fallback(self):
        gateway, faulty, spare = self.run_with([("slow_first", 20)])
        began = time.monotonic()
        stream = gateway.stream()
        self.assertLess(time.monotonic() - began, 15)
        self.assertEqual((stream.text, stream.is_done, stream.errors, stream.models), (TEXT, True, [], {SECOND}))
        self.assertEqual(len(faulty.requests), 1)

    def assert_ends_in_error(self, stream, tokens):
        self.assertEqual(stream.text, "".join(TEXT.split(" ")[i] + " " for i in range(tokens)))
        self.assertEqual(len(stream.errors), 1)
        self.assertFalse(stream.is_done)
        self.assertEqual(stream.finish, [])
        return stream.errors[0]

    def test_08_a_truncated_stream_ends_in_an_error(self):
        gateway, faulty, spare = self.run_with(["truncate"])
        error = self.assert_ends_in_error(gateway.stream(), 40)
        self.assertEqual(error, {"message": "The provider's response ended early.", "type": "upstream_error",
                                 "param": None, "code": "truncated"})
        self.assertEqual(len(spare.requests), 0)

    def test_08b_a_buffered_stream_that_is_truncated_is_answered_by_the_fallback(self):
        gateway, faulty, spare = self.run_with(["truncate"], resilience='stream_recovery = "buffer"')
        stream = gateway.stream()
        self.assertEqual((stream.text, stream.is_done, stream.errors, stream.models), (TEXT, True, [], {SECOND}))

    def test_08c_a_truncated_stream_is_continued_by_a_fallback_with_prefill(self):
        gateway, faulty, spare = self.run_with(["truncate"], resilience='stream_recovery = "continue"',
                                               second="can_prefill = true")
        stream = gateway.stream()
        self.assertEqual((stream.text, stream.is_done, stream.errors), (TEXT, True, []))
        self.assertEqual(stream.models, {FIRST, SECOND})
        self.assertEqual(spare.requests[0][3]["messages"], [
            *PROMPT, {"role": "assistant", "content": "".join(f"word{i} " for i in range(40))}])

    def test_09_a_silent_stream_ends_in_an_error_and_the_next_request_succeeds(self):
        gateway, faulty, spare = self.run_with(["stall", "ok"], first="between_tokens_timeout_s = 1.0")
        began = time.monotonic()
        error = self.assert_ends_in_error(gateway.stream(), 20)
        self.assertLess(time.monotonic() - began, 8)
        self.assertEqual(error["code"], "timed_out")
        self.assert_answered_by(gateway.chat(), FIRST)

    def test_10_an_event_of_invalid_json_ends_in_an_error(self):
        gateway, faulty, spare = self.run_with(["bad_json", "ok"])
        error = self.assert_ends_in_error(gateway.stream(), 30)
        self.assertEqual(error["code"], "malformed")
        self.assert_answered_by(gateway.chat(), FIRST)

    def test_11_a_complete_stream_without_done_is_complete(self):
        for how in (False, "open"):
            gateway, faulty, spare = self.run_with([("no_done", how)])
            began = time.monotonic()
            stream = gateway.stream(stream_options={"include_usage": True})
            self.assertLess(time.monotonic() - began, 5)
            self.assertEqual((stream.text, stream.is_done, stream.errors), (TEXT, True, []))
            self.assertEqual(stream.usage[-1]["completion_tokens"], 60)

    def test_12_a_conversation_that_is_too_long_falls_back_to_a_larger_context(self):
        error = {"message": "This model's maximum context length is 8000 tokens.", "type": "invalid_request_error",
                 "code": "context_length_exceeded", "param": "messages"}
        gateway, faulty, spare = self.run_with([("status", 400, error)])
        self.assert_answered_by(gateway.chat(), SECOND)
        self.assertEqual(len(faulty.requests), 1)

    def test_12b_a_conversation_too_long_for_every_model_returns_the_providers_error(self):
        error = {"message": "This model's maximum context length is 8000 tokens.", "type": "invalid_request_error",
                 "code": "context_length_exceeded", "param": "messages"}
        gateway, faulty, spare = self.run_with([("status", 400, error)], spare_steps=[("status", 400, error)])
        status, _, body = gateway.chat()
        self.assertEqual((status, body), (400, {"error": error}))
        self.assertEqual((len(faulty.requests), len(spare.requests)), (1, 1))

    def test_13_a_content_filter_is_passed_on(self):
        error = {"message": "The response was filtered.", "type": "invalid_request_error", "code": "content_filter"}
        gateway, faulty, spare = self.run_with([("status", 400, error)])
        status, _, body = gateway.chat()
        self.assertEqual((status, body), (400, {"error": error}))
        self.assertEqual((len(faulty.requests), len(spare.requests)), (1, 0))

    def test_13b_a_providers_status_499_is_answered(self):
        error = {"message": "Closed.", "type": "proxy_error", "code": None}
        gateway, faulty, spare = self.run_with([("status", 499, error)])
        status, _, body = gateway.chat(timeout=5)
        self.assertEqual((status, body), (499, {"error": error}))

    def test_14_the_error_of_a_rejected_prefill_is_not_forwarded(self):
        gateway, faulty, spare = self.run_with(["truncate"], resilience='stream_recovery = "continue"',
                                               second="can_prefill = true", spare_steps=["no_prefill"])
        error = self.assert_ends_in_error(gateway.stream(), 40)
        self.assertEqual(error["code"], "truncated")
        self.assertEqual(len(spare.requests), 1)
        self.assertNotIn("prefill", str(error))

    def test_15_a_provider_that_recovers_is_used_again(self):
        gateway, faulty, spare = self.run_with(["ok"], resilience="circuit_open_s = 1.0\ncircuit_open_max_s = 2.0\n"
                                                                "backoff_s = 0.01")
        faulty.down = True
        for _ in range(6):
            self.assert_answered_by(gateway.chat(), SECOND)
        self.assertLessEqual(len(faulty.requests), 8)  # five failures open the circuit; one or two probes may follow
        self.assertEqual(gateway.metrics()['alpharoute_circuit_state{provider="faulty"}'], 2)
        faulty.down = False
        deadline = time.monotonic() + 30
        while gateway.chat()[1]["x-alpharoute-model"] != FIRST:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)
        self.assertEqual(gateway.metrics()['alpharoute_circuit_state{provider="faulty"}'], 0)

    def test_16_failed_attempts_are_not_billed(self):
        gateway, faulty, spare = self.run_with([("status", 503)])
        status, headers, body = gateway.chat()
        self.assert_answered_by((status, headers, body), SECOND)
        self.assertEqual(headers["x-alpharoute-fallback-from"], FIRST)
        self.assertEqual(headers["x-alpharoute-attempts"], "4")
        self.assertEqual(body["usage"], {"prompt_tokens": 11, "completion_tokens": 60, "total_tokens": 71})
        cost = (11 * 3.0 + 60 * 4.0) / 1e6
        self.assertAlmostEqual(float(headers["x-alpharoute-cost-usd"]), cost)
        metrics = gateway.metrics()
        self.assertAlmostEqual(metrics[f'alpharoute_cost_usd_total{{model="{SECOND}",provider="spare"}}'], cost)
        self.assertEqual(metrics[f'alpharoute_cost_usd_total{{model="{FIRST}",provider="faulty"}}'], 0)
        self.assertEqual(metrics[f'alpharoute_attempts_total{{model="{FIRST}",outcome="unavailable",provider="faulty"}}'], 3)

    def test_17_an_error_inside_a_stream_is_recognised(self):
        gateway, faulty, spare = self.run_with(["error_inside"])
        error = self.assert_ends_in_error(gateway.stream(), 10)
        self.assertEqual(error["message"], "The engine crashed.")

    def test_17b_a_slow_error_body_times_out(self):
        gateway, faulty, spare = self.run_with(["slow_error"], resilience="retries = 0",
                                               first="headers_timeout_s = 1.0\nanswer_timeout_s = 1.0")
        began = time.monotonic()
        self.assertEqual(gateway.stream().models, {SECOND})
        self.assert_answered_by(gateway.chat(), SECOND)
        self.assertLess(time.monotonic() - began, 20)  # the complete body takes a minute

    def test_17c_tokenless_events_do_not_reset_the_timeout(self):
        gateway, faulty, spare = self.run_with(["pings"], first="between_tokens_timeout_s = 1.0")
        error = self.assert_ends_in_error(gateway.stream(), 1)
        self.assertEqual((error["code"], error["message"]), ("timed_out", "The provider's stream stopped."))

    def test_17d_time_the_client_takes_to_read_does_not_count_as_silence(self):
        gateway, faulty, spare = self.run_with([("large", 400, 65536)], first="between_tokens_timeout_s = 0.5")
        body = json.dumps({"model": "alpharoute", "stream": True, "messages": PROMPT}).encode()
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=30) as connection:
            connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                               b"Content-Length: %d\r\n\r\n" % len(body) + body)
            time.sleep(2)
            end = b""
            while piece := connection.recv(1 << 20):
                end = (end + piece)[-200:]
        self.assertIn(b"data: [DONE]", end)
        attempts = f'alpharoute_attempts_total{{model="{FIRST}",outcome="answered",provider="faulty"}}'
        self.assertEqual(gateway.metrics()[attempts], 1)

    def test_17e_a_provider_that_returns_only_one_choice_has_answered(self):
        gateway, faulty, spare = self.run_with([("choices", (0, "a"), (0, None))])
        stream = gateway.stream(n=2)
        self.assertEqual((stream.text, stream.errors, stream.is_done), ("a", [], True))

    def test_17f_a_choice_that_finishes_twice_counts_once(self):
        gateway, faulty, spare = self.run_with([("unfinished", (0, "a"), (1, "b"), (0, None), (0, None))])
        gateway.stream(n=2)  # ends in an error, or the spare answers if nothing was sent yet
        attempts = f'alpharoute_attempts_total{{model="{FIRST}",outcome="truncated",provider="faulty"}}'
        self.assertEqual(gateway.metrics()[attempts], 1)

    def test_18_a_disconnecting_client_cancels_the_providers_request(self):
        gateway, faulty, spare = self.run_with(["silent"])
        body = json.dumps({"model": "alpharoute", "messages": [{"role": "user", "content": "Hello there"}]}).encode()
        connection = socket.create_connection(("127.0.0.1", gateway.port))
        connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        deadline = time.monotonic() + 10
        while not faulty.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        connection.close()
        went = time.monotonic()
        while not faulty.cancelled and time.monotonic() < went + 5:
            time.sleep(0.005)
        self.assertTrue(faulty.cancelled)
        self.assertEqual(len(spare.requests), 0)
        print(f"cancelled after {1000 * (faulty.cancelled[0] - went):.0f} ms")


if __name__ == "__main__":
    unittest.main()
