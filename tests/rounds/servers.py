"""Servers on the loopback with prepared answers."""

import socket
import threading
from contextlib import contextmanager, suppress

import pytest

from quotas.rounds.document import BadFeed
from quotas.rounds.fetch import fetch

MODIFIED = "Fri, 10 Feb 2023 21:05:03 GMT"
TOO_LARGE = "It is too large: more than 5,000,000 bytes."


def answer(status="200 OK", body=b"<temp/>", **headers):
    """Return the bytes of a whole answer; `Content_Length=None` leaves that header out."""
    headers = {"Content_Length": len(body), "Connection": "close"} | headers
    lines = [f"{k.replace('_', '-')}: {v}" for k, v in headers.items() if v is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


class Server:
    """A server that gives its answers in turn, and then the last one again.

    An answer is bytes, or a function that sends something itself.
    """

    def __init__(self, answers, context=None):
        self.answers = list(answers)
        self.requests = []
        self.closing = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.02)
        if context:
            self.listener = context.wrap_socket(
                self.listener, server_side=True, do_handshake_on_connect=False
            )
        self.scheme = "https" if context else "http"
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    @property
    def address(self):
        return f"{self.scheme}://127.0.0.1:{self.listener.getsockname()[1]}/selections.xml"

    def serve(self):
        while not self.closing.is_set():
            try:
                connection, _ = self.listener.accept()
            except TimeoutError:
                continue
            with connection, suppress(OSError):
                self.serve_one(connection)

    def serve_one(self, connection):
        connection.settimeout(2)
        if self.scheme == "https":
            connection.do_handshake()
        request = connection.recv(65_536)
        while request.startswith(b"GET") and b"\r\n\r\n" not in request:
            request += connection.recv(65_536) or b"\r\n\r\n"
        self.requests.append(request.decode("latin-1"))
        reply = self.answers[min(len(self.requests), len(self.answers)) - 1]
        if callable(reply):
            reply(connection, self)
        else:
            connection.sendall(reply)

    def close(self):
        self.closing.set()
        self.thread.join()
        self.listener.close()


@contextmanager
def serving(*answers, context=None):
    server = Server(answers, context)
    try:
        yield server
    finally:
        server.close()


def slowly(before, repeated=b" ", every=0.02):
    """Return an answer that sends `before`, then `repeated` without end."""

    def send(connection, server):
        connection.sendall(before)
        while not server.closing.wait(every):
            connection.sendall(repeated)

    return send


def hurried(address, **options):
    return fetch(address, **{"timeout": 3, "backoff": 0.01} | options)


def refusal(address, **options):
    with pytest.raises(BadFeed) as refused:
        hurried(address, **options)
    message = str(refused.value)
    assert message.endswith(".")
    assert message.isprintable()
    return message
