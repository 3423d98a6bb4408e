"""Requests as bytes: framing, sizes, JSON, slow clients and pipelining."""
import socket
import time
import unittest

from case import OneGateway, post, status_of


class Framing(OneGateway):
    def test_requests_that_two_servers_could_read_differently_are_rejected(self):
        head = b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\n"
        for fields in (b"Transfer-Encoding:\r\n chunked\r\n", b"X-Other: a\r\n\tb\r\nContent-Length: 13\r\n", b"Content-Length: 13, 13\r\n",
                       b"Host: localhost\r\nContent-Length: 13\r\n"):
            with self.subTest(fields):
                self.assert_rejected(head + fields + b'\r\n{"text": "a"}', 400, "invalid_http")

    def test_conflicting_lengths_are_rejected(self):
        hidden = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        head = b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\n"
        for fields in (b"Content-Length: 4\r\nContent-Length: 5\r\n",
                       b"Content-Length: 5\r\nContent-Length: 5\r\n",
                       b"Content-Length: 4, 5\r\n",
                       b"Content-Length: +4\r\n",
                       b"Content-Length: -1\r\n",
                       b"Content-Length: 0x10\r\n",
                       b"Content-Length: 99999999999999999999999\r\n",
                       b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                       b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                       b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                       b"Transfer-Encoding: gzip, chunked\r\n",
                       b"Transfer-Encoding: xchunked\r\n",
                       b"Transfer-Encoding: identity\r\n",
                       b"Transfer-Encoding : chunked\r\n",
                       b"Host: other\r\n"):
            with self.subTest(fields=fields):
                self.assert_rejected(head + fields + b"\r\n0\r\n\r\n" + hidden, 400, "invalid_http")

    def test_invalid_chunks_are_rejected(self):
        head = b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        for chunks in (b"zz\r\nabc\r\n0\r\n\r\n", b"-1\r\n\r\n", b"3\r\nabcd\r\n0\r\n\r\n", b"ffffffffffffffffff\r\nabc",
                       b"3\nabc\r\n0\r\n\r\n"):
            with self.subTest(chunks=chunks):
                self.assert_rejected(head + chunks, 400, "invalid_http")

    def test_invalid_http_is_rejected(self):
        for data in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET /\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nA\x00B: c\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: localhost\r\nA: b\x01c\r\n\r\n"):
            with self.subTest(data=data):
                self.assert_rejected(data, 400, "invalid_http")
        for data in (b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\nHost: a\n\n",
                     b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            self.assert_rejected(data, 505, "invalid_http")

    def test_oversized_heads_and_bodies_are_rejected(self):
        self.assert_rejected(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431)
        self.assert_rejected(b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n", 413)
        chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
        self.assert_rejected(b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + 3 * chunk, 413)

    def test_slow_heads_and_bodies_time_out_and_do_not_block_other_clients(self):
        began = time.monotonic()
        slow = [socket.create_connection(("127.0.0.1", self.gateway.port)) for _ in range(200)]
        for i, connection in enumerate(slow):
            connection.sendall(b"POST /v1/route HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n" + (b"\r\n{" if i % 2 else b"X: "))
        self.assertEqual(self.gateway.request("GET", "/healthz")[0], 200)
        for connection in slow:
            connection.settimeout(10)
            self.assertEqual(connection.recv(1), b"")
            connection.close()
        self.assertLess(time.monotonic() - began, 10)

    def test_pipelined_requests_are_answered_in_order(self):
        one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        two = post({"text": "What is the capital of Mongolia?"}, "/v1/route")
        last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        raw = self.gateway.raw(one * 20 + two + last)
        self.assertEqual(raw.count(b"HTTP/1.1 200 OK"), 22)

    def test_expect_100_continue_is_answered(self):
        data = post({"text": "What is the capital of Mongolia?"}, "/v1/route", "Expect: 100-continue\r\nConnection: close\r\n")
        head, body = data.split(b"\r\n\r\n", 1)
        connection = socket.create_connection(("127.0.0.1", self.gateway.port), timeout=5)
        connection.sendall(head + b"\r\n\r\n")
        self.assertEqual(connection.recv(1000), b"HTTP/1.1 100 Continue\r\n\r\n")
        connection.sendall(body)
        self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 200"))
        connection.close()


class Requests(OneGateway):
    def test_invalid_json_is_rejected(self):
        deep = b'{"model":"alpharoute","messages":' + b"[" * 2000 + b"]" * 2000 + b"}"
        for data in (b"", b"{", b"[]", b"null", b'{"model":"alpharoute"}', b'{"model":"alpharoute","messages":[]}',
                     b'{"messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","model":"b","messages":[{"role":"user","content":"a"}]}',
                     b'{"mod\\u0065l":"alpharoute","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","messages":[{"role":"user","content":"\xff\xfe"}]}',
                     b'{"model":"alpharoute","stream":"yes","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute:2","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute:x","messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","alpharoute":{"alhpa":0.5},"messages":[{"role":"user","content":"a"}]}',
                     b'{"model":"alpharoute","messages":[{"role":"user","content":"  "}]}', deep):
            with self.subTest(data=data[:80]):
                self.assert_rejected(post(data, fields="Connection: close\r\n"), 400)
        for data in (b"", b"{", b"[]", b"{}", b'{"text":1}', b'{"text":"a","embedding":[1]}', b'{"embedding":[0,0]}', deep,
                     b'{"text":"a","text":"b"}', b'{"text":"a","models":["none"]}', b'{"text":"a","alpha":7}'):
            with self.subTest(route=data[:80]):
                self.assert_rejected(post(data, "/v1/route", "Connection: close\r\n"), 400)

    def test_unknown_paths_return_404_and_other_methods_405(self):
        self.assert_rejected(b"GET /v1/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404, "no_such_route")
        raw = self.gateway.raw(b"DELETE /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        self.assertEqual(status_of(raw), 405)
        self.assertIn(b"\r\nAllow: GET, HEAD\r\n", raw)


if __name__ == "__main__":
    unittest.main()
