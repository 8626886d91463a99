"""gunicorn's threads, which get a request only once it has arrived.

Its own worker gives a thread to every connection, and a client that sends a byte a second keeps it
for as long as it likes. Here the main thread collects headers and the small bodies of strangers.
"""

import errno
import re
import selectors
import socket
import time
from functools import partial

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from .settings import MOST_BYTES

HEAD_SECONDS = 10  # until all headers are there
BODY_SECONDS = 30  # until the body is there, too
SEND_SECONDS = 30  # until a part of the answer is sent
# Time for a client that is still sending to read the answer: proxies send a whole body first.
LINGER_SECONDS = 10
IDLE_SECONDS = 2

MOST_HEAD = 64 * 1024
AT_ONCE = 64 * 1024
SEND_BUFFER = 1024 * 1024  # more than most answers, so that slow readers hold no thread

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*0*(\d+)[ \t]*(?=\r\n)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
REFUSED = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
TOO_SLOW = REFUSED % b"408 Request Timeout"
TOO_LONG = REFUSED % b"431 Request Header Fields Too Large"


class Arrival:
    """The part of a request that has come so far."""

    def __init__(self, data):
        self.began = time.monotonic()
        self.data = bytearray()
        self.length = None  # of headers and body, known once all headers have come
        self.is_waiting = False  # the client waits for leave to send the body
        self.is_read_later = False  # the thread reads the body, not the main one
        self.add(data)

    def add(self, data):
        searched = max(0, len(self.data) - 3)
        self.data += data
        if self.length is None:
            end = self.data.find(b"\r\n\r\n", searched)
            if end >= 0:
                self.read_head(bytes(self.data[: end + 4]))
            elif self.data.count(b"\n") != self.data.count(b"\r\n"):
                self.length = len(self.data)  # the parser refuses it at once

    def read_head(self, head):
        lengths = {int(digits[:18]) for digits in LENGTH.findall(head)}
        body = max(lengths, default=0)
        self.is_read_later = body > MOST_BYTES or bool(CHUNKED.search(head))
        self.length = len(head) + (0 if self.is_read_later else body)
        expects = EXPECTS.search(head) and head.partition(b"\r\n")[0].endswith(b"HTTP/1.1")
        self.is_waiting = bool(expects) and not self.is_whole

    @property
    def is_whole(self):
        return self.length is not None and len(self.data) >= self.length

    @property
    def deadline(self):
        return self.began + (HEAD_SECONDS if self.length is None else BODY_SECONDS)


class Unreader(SocketUnreader):
    """Read the rest of a body in time, or fail: a part of a body is never used."""

    deadline = 0
    is_waiting = False

    def chunk(self, size_hint=None):
        if self.is_waiting:
            self.is_waiting = False
            self.sock.sendall(CONTINUE)
        self.sock.settimeout(max(self.deadline - time.monotonic(), 0.001))
        try:
            data = super().chunk(size_hint)
        finally:
            self.sock.settimeout(SEND_SECONDS)
        if not data:
            raise ConnectionResetError(errno.ECONNRESET, "the body ended early")
        return data


class Connection(TConn):
    """A connection that closes without keeping a thread waiting."""

    def __init__(self, worker, *arguments):
        super().__init__(worker.cfg, *arguments)
        self.worker = worker

    def close(self, graceful=False):
        if graceful:
            self.worker.linger(self.sock)
        else:
            super().close()


class PatientWorker(ThreadWorker):
    """gunicorn's worker with threads, with limits of time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.arriving = set()
        self.lingering = {}

    def accept(self, listener):
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.nr_conns += 1
        self.enqueue_req(Connection(self, sock, client, listener.getsockname()))

    def enqueue_req(self, conn):
        """Wait for the request, and only then for a thread."""
        if not conn.initialized:
            conn.init()
            conn.parser.unreader = Unreader(conn.sock)
        conn.arrival = Arrival(conn.parser.unreader.take_buffered())
        if conn.arrival.is_whole:
            self.hand_over(conn)
            return
        conn.sock.setblocking(False)
        self.arriving.add(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_arrival, conn))

    def on_arrival(self, conn, sock):
        data = received(sock)
        if data is None:
            return
        arrival = conn.arrival
        arrival.add(data)
        if not data:
            self.drop(conn)
        elif arrival.is_whole:
            self.forget(conn)
            self.hand_over(conn)
        elif arrival.length is None and len(arrival.data) > MOST_HEAD:
            self.drop(conn, TOO_LONG)
        elif arrival.is_waiting:
            arrival.is_waiting = False
            send_bytes(sock, CONTINUE)

    def hand_over(self, conn):
        unreader = conn.parser.unreader
        unreader.unread(bytes(conn.arrival.data))
        unreader.deadline = conn.arrival.began + BODY_SECONDS
        super().enqueue_req(conn)

    def handle_request(self, req, conn):
        # gunicorn would ask for every body that a client waits to send, even for a refused request,
        # and would read all of it before the next request.
        conn.parser.unreader.is_waiting = req._expected_100_continue
        req._expected_100_continue = False
        if conn.arrival.is_read_later:
            req.force_close()
        conn.sock.settimeout(SEND_SECONDS)
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            self.log.info("A client took too long over %s", req.path)
            raise StopIteration from None

    def murder_pending(self):
        """Close overdue connections; gunicorn calls this about once a second."""
        super().murder_pending()
        now = time.monotonic()
        for conn in list(self.arriving):
            has_begun = bool(conn.arrival.data)
            if conn.arrival.deadline <= now or not (has_begun or self.alive):
                self.drop(conn, TOO_SLOW if has_begun else b"")
        for sock, deadlines in list(self.lingering.items()):
            if min(deadlines) <= now:
                self.let_go(sock)

    def forget(self, conn):
        self.arriving.remove(conn)
        self.poller.unregister(conn.sock)

    def drop(self, conn, answer=b""):
        self.forget(conn)
        self.nr_conns -= 1
        if answer:
            send_bytes(conn.sock, answer)
        conn.close(graceful=bool(answer))

    def linger(self, sock):
        """Close once the client has read the answer and closed; gunicorn would wait for it."""
        try:
            sock.setblocking(False)
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        self.nr_conns += 1
        now = time.monotonic()
        self.lingering[sock] = (now + LINGER_SECONDS, now + IDLE_SECONDS)
        self.poller.register(sock, selectors.EVENT_READ, self.on_lingering)

    def on_lingering(self, sock):
        data = received(sock)
        if data is None:
            return
        if data:
            end, _idle = self.lingering[sock]
            self.lingering[sock] = (end, time.monotonic() + IDLE_SECONDS)
        else:
            self.let_go(sock)

    def let_go(self, sock):
        del self.lingering[sock]
        self.poller.unregister(sock)
        self.nr_conns -= 1
        sock.close()


def received(sock):
    """Return the bytes that came; none if the client has gone; None if nothing is there yet."""
    try:
        return sock.recv(AT_ONCE)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError:
        return b""


def send_bytes(sock, content):
    """Send a few bytes, if the client takes them at once."""
    try:
        sock.send(content)
    except OSError:
        return
