"""Gunicorn's log of requests that went wrong: one line, without the client."""

import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

from .. import PROJECT

HOST = b"Host: 127.0.0.1\r\n"
TELLTALE = "203.0.113.77"
REQUESTS = {
    "no request": b"nonsense\r\n\r\n",
    "no method": b"G<>T /en/?q=secret HTTP/1.1\r\n" + HOST + b"\r\n",
    "no version": b"GET /en/?q=secret HTTP/9.9\r\n" + HOST + b"\r\n",
    "a bad header": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X-Forwarded-For : 203.0.113.77\r\n\r\n",
    "a folded header": b"GET /en/ HTTP/1.1\r\n" + HOST + b"X-Real-IP: 1\r\n 203.0.113.77\r\n\r\n",
    "a long address": b"GET /en/?q=" + b"secret" * 2_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long header": b"GET /en/ HTTP/1.1\r\nCookie: " + b"secret" * 20_000 + b"\r\n\r\n",
    "two lengths": b"POST /en/ HTTP/1.1\r\n" + HOST + b"Content-Length: a\r\n\r\n",
    "a bad chunk": b"POST /admin/login/ HTTP/1.1\r\n"
    + HOST
    + b"Cookie: csrftoken=12345678901234567890123456789012\r\n"
    + b"Content-Type: application/x-www-form-urlencoded\r\n"
    + b"Transfer-Encoding: chunked\r\n\r\nsecret\r\n",
    "a proxy's line": b"PROXY TCP4 203.0.113.77 127.0.0.1 1 2\r\n\r\n",
    "another host": b"GET /en/?q=secret HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET /en/?q=secret HTTP/1.1\r\nHost: a b\r\n\r\n",
    "a long host": b"GET /en/ HTTP/1.1\r\nHost: " + b"e" * 5_000 + b"\r\n\r\n",
    "no page": b"GET /nothing.txt?q=secret HTTP/1.1\r\n" + HOST + b"\r\n",
    "no form": b"POST /admin/login/?next=secret HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n",
    "no parts": b"POST /admin/login/ HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: multipart/form-data\r\nContent-Length: 1\r\n\r\na",
}


def ask(port, request):
    """Send `request` as it is, say that it came from afar, and wait for the end of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as plug:
        plug.sendall(request.replace(HOST, HOST + b"X-Forwarded-For: 203.0.113.77\r\n", 1))
        plug.shutdown(socket.SHUT_WR)
        try:
            while plug.recv(65_536):
                pass
        except ConnectionResetError:
            pass


@pytest.fixture(scope="module")
def logged(tmp_path_factory):
    """Return what gunicorn wrote to its log after each of the requests, by their names."""
    folder = tmp_path_factory.mktemp("gunicorn")
    log = folder / "log"
    (folder / "empty.sqlite3").touch()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = os.environ | {
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}",
        "SECRET_KEY": "k3X9-" * 12,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "iec_site/gunicorn.conf.py"],
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        for _ in range(400):
            if "Booting worker" in log.read_text():
                break
            time.sleep(0.1)
        lines, read = {}, len(log.read_text())
        for name, request in REQUESTS.items():
            ask(port, request)
            time.sleep(0.1)
            lines[name], read = log.read_text()[read:], len(log.read_text())
        yield lines
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_that_is_wrong_makes_a_line_without_who_asked_and_for_what(logged, name):
    lines = logged[name].splitlines()

    assert len(lines) <= 2, logged[name]  # Django's and gunicorn's
    for line in lines:
        assert not re.search(r"127\.0\.0\.1|203\.0\.113\.77|secret", line)
        assert len(line) < 450
