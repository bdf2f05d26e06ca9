"""Checks the limits of the proxy (overlays/internet/haproxy.cfg) from outside: limits.py HOST PORT. Standard library only."""

import http.client
import json
import socket
import ssl
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
TLS = ssl.create_default_context()
TLS.check_hostname = False
TLS.verify_mode = ssl.CERT_NONE
failures = []


def check(what, holds, found):
    print(f"{'holds' if holds else 'FAILS'}: {what} (found: {found})")
    if not holds:
        failures.append(what)


def connect():
    return TLS.wrap_socket(socket.create_connection((HOST, PORT), timeout=30), server_hostname="localhost")


def request(method, path, body=None, **headers):
    connection = http.client.HTTPSConnection(HOST, PORT, context=TLS, timeout=30)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, response.read(), response.headers
    finally:
        connection.close()


def slow_heads(count):
    """A byte a second on so many connections; the seconds after which the proxy has ended them all."""
    sockets = [connect() for _ in range(count)]
    began = time.monotonic()
    for s in sockets:
        s.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        s.settimeout(0.01)
    answered, status = None, b""
    while sockets and time.monotonic() - began < 30:
        time.sleep(1)
        for s in list(sockets):
            try:
                s.sendall(b"a")
                status = s.recv(64) or status
                sockets.remove(s)
            except TimeoutError:
                pass
            except OSError:
                sockets.remove(s)
        if answered is None:
            answered = request("GET", "/livez")[0]
    return time.monotonic() - began, status[:12], answered


def held(most):
    """How many connections the proxy keeps of as many as this."""
    sockets = []
    try:
        for _ in range(most):
            try:
                sockets.append(connect())
            except OSError:
                break
        return len(sockets)
    finally:
        for s in sockets:
            s.close()


def until_refused(most):
    """How many requests over one connection are answered before a 429."""
    connection = http.client.HTTPSConnection(HOST, PORT, context=TLS, timeout=30)
    try:
        for sent in range(most):
            connection.request("GET", "/livez")
            response = connection.getresponse()
            response.read()
            if response.status == 429:
                return sent
        return most
    finally:
        connection.close()


status, body, headers = request("POST", "/attention/weights", b'{"scores": [[1, 2]]}', Content_Type="application/json")
check("a request is answered", status == 200 and json.loads(body)["mechanism"] == "weights", status)
check("browsers are told to stay with TLS", "max-age" in headers.get("Strict-Transport-Security", ""), headers.get("Strict-Transport-Security"))

seconds, status, meanwhile = slow_heads(20)
check("slow heads end after 10 s", 9 <= seconds <= 14, f"{seconds:.1f} s, {status!r}")
check("others are answered meanwhile", meanwhile == 200, meanwhile)

status, body, _ = request("POST", "/attention/self", b"x", Content_Length="67108865", Content_Type="application/json")
check("a body of more than 64 MB is refused unread, as a problem", status == 413 and json.loads(body)["status"] == 413, status)

status, _, _ = request("GET", "/livez", X_Long="a" * 20_000)
check("a head of 20 KB is refused", status in (400, 431), status)

status, _, _ = request("GET", "/actuator/prometheus")
check("nothing for operators is behind it", status == 404, status)

time.sleep(1)
kept = held(60)
check("an address has 40 connections at most", 39 <= kept <= 41, kept)

time.sleep(11)
answered = until_refused(2_000)
check("an address has 200 requests in 10 s at most", 150 <= answered < 2_000, f"{answered} before a 429")

sys.exit(1 if failures else 0)
