"""The server as it is deployed, through sockets: slow clients, large bodies, closed ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress

import pytest

from ..bench.servers import free_port, wait_for
from .test_settings import PROJECT, SECRET

SECONDS = 2  # that a client of these tests may take, instead of some ten
HURRIED = f"""
from runpy import run_path
from iec_site import worker
worker.HEAD_SECONDS = worker.BODY_SECONDS = worker.SEND_SECONDS = {SECONDS}
globals().update(run_path("iec_site/gunicorn.conf.py"))
"""
HOST = b"Host: 127.0.0.1\r\n"
HEALTH = b"GET /healthz HTTP/1.1\r\n" + HOST
POST = b"POST /admin/login/ HTTP/1.1\r\n" + HOST
FORM = b"Content-Type: multipart/form-data; boundary=b\r\n"
FILE = b'--b\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'


@pytest.fixture(scope="module")
def temporary(tmp_path_factory):
    """The folder in which the server would keep what it is sent."""
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def port(tmp_path_factory, temporary):
    """The port of a server with one process, four threads and an empty database."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "hurried.py").write_text(HURRIED)
    (folder / "db.sqlite3").touch()
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": SECRET,
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "TMPDIR": str(temporary),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", str(folder / "hurried.py")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        wait_for(server, port, folder / "log", seconds=60)
        yield port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    assert b"Traceback" not in (folder / "log").read_bytes()


@pytest.fixture
def connect(port):
    """Open connections, which are closed in the end."""
    opened = []

    def connect():
        opened.append(socket.create_connection(("127.0.0.1", port), timeout=30))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


def read(connection):
    """Return all bytes until the server closes."""
    parts = []
    with suppress(ConnectionError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def drip(connection, data, stop):
    """Send a byte at a time, and never all of it."""
    with suppress(OSError):
        while not stop.is_set():
            connection.sendall(data[:1])
            data = data[1:] or b"x"
            time.sleep(0.1)


def is_up(connect):
    """Tell if the server answers, and within how many seconds."""
    began = time.monotonic()
    with closing(connect()) as connection:
        connection.sendall(HEALTH + b"Connection: close\r\n\r\n")
        assert read(connection).startswith(b"HTTP/1.1 200 OK")
    return time.monotonic() - began


def test_slow_clients_hold_up_nobody_and_are_closed_after_a_while(connect):
    slow = [
        (b"", HEALTH + b"X-Slow: "),
        (b"", b"\x16\x03\x01"),
        (POST + b"Content-Length: 60000\r\n\r\n", b"username="),
        (HEALTH + b"Content-Length: 60000\r\n\r\n", b"a"),
    ]
    stop, connections = threading.Event(), []
    began = time.monotonic()
    for at_once, slowly in slow * 3:
        connection = connect()
        connection.sendall(at_once)
        threading.Thread(target=drip, args=(connection, slowly, stop), daemon=True).start()
        connections.append(connection)

    waits = [is_up(connect) for _ in range(5)]
    answers = [read(connection) for connection in connections]
    took = time.monotonic() - began
    stop.set()

    assert max(waits) < SECONDS
    assert {answer.partition(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 408 Request Timeout"}
    assert SECONDS <= took < SECONDS * 10


def test_a_second_request_that_is_slow_is_closed_too(connect):
    connection = connect()
    connection.sendall(HEALTH + b"\r\n")
    with connection.makefile("rb") as answer:
        assert b"ok\n" in iter(answer.readline, b"")

    connection.sendall(b"GET /healthz HT")

    assert read(connection).startswith(b"HTTP/1.1 408 ")


def test_clients_that_never_close_hold_up_nobody(connect):
    for _ in range(12):
        connection = connect()
        connection.sendall(HEALTH + b"Connection: close\r\n\r\n")

    assert is_up(connect) < SECONDS


def test_connections_on_which_nothing_is_asked_hold_up_nobody(connect):
    idle = [connect() for _ in range(12)]

    assert is_up(connect) < SECONDS
    assert [read(connection) for connection in idle] == [b""] * 12


def test_requests_may_come_in_pieces_and_several_at_once(connect):
    connection = connect()
    request = HEALTH + b"\r\n"

    for piece in (request[:30], request[30:-2], request[-2:] + request * 2 + request[:-2]):
        connection.sendall(piece)
        time.sleep(0.05)
    connection.sendall(b"Connection: close\r\n\r\n")

    assert read(connection).count(b"HTTP/1.1 200 OK") == 4


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEALTH + b"X-Long: " + b"x" * 70_000, b"431"),
        (b"GET /healthz HTTP/1.1\nHost: 127.0.0.1\n\n", b"400"),
        (b"\r\n\r\n", b"400"),
        (POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", b"400"),
        (POST + b"Content-Length: -1\r\n\r\n", b"400"),
    ],
    ids=["long headers", "bare line feeds", "nothing", "two lengths", "no length"],
)
def test_what_is_no_request_is_refused_at_once(connect, request_, status):
    connection = connect()
    began = time.monotonic()

    connection.sendall(request_)

    assert read(connection).split(b" ")[1] == status
    assert time.monotonic() - began < SECONDS


def send_all(connection, head):
    """Send some megabytes to the end, as proxies do, and only then look for the answer."""
    connection.sendall(head)
    for _ in range(8):
        connection.sendall(b"x" * 1_000_000)
    return connection.recv(65536)


@pytest.mark.parametrize("cookie", [b"", b"Cookie: sessionid=%s\r\n" % (b"a" * 32)])
def test_a_large_body_of_a_stranger_is_refused_by_its_length_and_fills_nothing(
    connect, temporary, cookie
):
    connection = connect()

    head = POST + FORM + cookie + b"Content-Length: 240000000\r\n\r\n" + FILE
    answer = send_all(connection, head)

    # Of the made-up session the empty database cannot tell whose it is.
    assert answer.split(b" ")[1] == (b"503" if cookie else b"413")
    assert b"\r\nConnection: close\r\n" in answer
    assert list(temporary.iterdir()) == []


def test_who_asks_first_whether_to_send_is_refused_without_having_sent(connect):
    connection = connect()

    connection.sendall(POST + FORM + b"Content-Length: 240000000\r\nExpect: 100-continue\r\n\r\n")

    assert read(connection).startswith(b"HTTP/1.1 413 ")


def test_who_asks_first_whether_to_send_a_little_is_told_to(connect):
    connection = connect()
    head = b"Content-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"

    connection.sendall(POST + head)
    assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(b"a=b")

    assert read(connection).startswith(b"HTTP/1.1 403 ")


def test_a_body_without_a_length_is_refused_and_fills_nothing(connect, temporary):
    connection = connect()

    head = POST + FORM + b"Transfer-Encoding: chunked\r\n\r\nE4E1C00\r\n" + FILE
    answer = send_all(connection, head)

    assert answer.startswith(b"HTTP/1.1 411 ")
    assert list(temporary.iterdir()) == []
