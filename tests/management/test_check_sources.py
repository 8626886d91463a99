"""The command that looks for sources that are gone."""

import datetime
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command

from quotas.history.versions import entries_of
from quotas.models import Source
from quotas.rounds import web

from ..factories import make_source

pytestmark = pytest.mark.once

YESTERDAY = datetime.date(2026, 1, 1)
PUBLIC = "198.41.0.4"


class Answers(BaseHTTPRequestHandler):
    """A handler that answers with the status in the path, or redirects to the address in it."""

    def do_GET(self):  # noqa: N802, the name is http.server's
        self.server.asked.append(self.headers["Host"] + self.path)
        wanted, _, location = self.path[1:].partition("/to/")
        self.send_response(int(wanted))
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def internet(monkeypatch):
    """One server behind every public address; `names` maps names to addresses.

    `connected` lists the addresses of connections, and `asked` the paths of requests.
    """
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        server.names, server.connected, server.asked = {"localhost": ["::1", "127.0.0.1"]}, [], []
        connect, look_up = web.create_connection, socket.getaddrinfo

        def addresses(host, port, *arguments, **options):
            found = server.names.get(host, [PUBLIC] if host.endswith(".example") else [host])
            found = found() if callable(found) else found
            literal = {"flags": socket.AI_NUMERICHOST}
            return [each for one in found for each in look_up(one, port, **options | literal)]

        def connected(address, *arguments, **options):
            server.connected.append(address)
            return connect(server.server_address, *arguments, **options)

        monkeypatch.setattr(socket, "getaddrinfo", addresses)
        monkeypatch.setattr(web, "create_connection", connected)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(internet):
    return "http://ircc.example"


def checked(**facts):
    source = make_source(**facts)
    call_command("check_sources", timeout=2, verbosity=0)
    source.refresh_from_db()
    return source


@pytest.mark.parametrize("status", [404, 410])
def test_a_source_that_is_gone_is_noted_with_the_day(db, server, status, capsys):
    source = checked(url_en=f"{server}/{status}")

    assert source.gone_on is not None
    assert "leads nowhere" in entries_of(Source, source.pk).first().history_change_reason
    assert source.slug in capsys.readouterr().out


@pytest.mark.parametrize("status", [200, 403, 500, 503])
def test_a_source_that_answers_is_not_gone(db, server, status):
    assert checked(url_en=f"{server}/{status}").gone_on is None


def test_a_source_whose_french_page_alone_is_gone_is_noted(db, server):
    assert checked(url_en=f"{server}/200", url_fr=f"{server}/404").gone_on is not None


def test_a_source_that_is_back_is_forgotten_to_be_gone(db, server):
    assert checked(url_en=f"{server}/200", gone_on=YESTERDAY).gone_on is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://quotas.invalid/", ""])
def test_a_server_that_cannot_be_reached_tells_nothing(db, url):
    assert checked(url_en=url, gone_on=YESTERDAY).gone_on == YESTERDAY
    assert checked(url_en=url).gone_on is None


def test_the_day_on_which_it_was_first_gone_stays(db, server):
    assert checked(url_en=f"{server}/404", gone_on=YESTERDAY).gone_on == YESTERDAY


# Only the public web


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",  # noqa: S104, it is one that must not be asked
        "0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::7f00:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::a00:1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[3fff::1]",
        "[fc00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
    ],
)
def test_an_address_that_is_not_public_is_not_asked_for(internet, host):
    with pytest.raises(web.NotPublic):
        web.PublicWeb().status_of(f"http://{host}/404", redirects=0)

    assert internet.connected == []


@pytest.mark.parametrize("host", ["198.41.0.4", "[2001:500:1::53]"])
def test_a_public_address_is_asked_for(internet, host):
    assert web.PublicWeb().status_of(f"http://{host}/404", redirects=0) == 404
    assert internet.connected == [(host.strip("[]"), 80)]


def test_a_source_that_is_not_asked_for_is_named(db, internet, capsys):
    source = checked(url_en="http://localhost/404")

    assert source.gone_on is None
    said = f"{source.slug}: http://localhost/404 leads off the public web; not asked for.\n"
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1", PUBLIC], ["fd00::1"]]
)
def test_a_name_with_an_address_that_is_not_public_is_not_asked_for(db, internet, addresses):
    internet.names["inside.example"] = addresses

    assert checked(url_en="http://inside.example/404").gone_on is None
    assert internet.connected == []


def test_a_name_is_looked_up_once_and_its_address_connected_to(db, internet):
    """A second look-up could have another answer than the one that was checked."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    internet.names["rebound.example"] = lambda: next(answers)

    assert checked(url_en="http://rebound.example/404").gone_on is not None
    assert internet.connected == [(PUBLIC, 80)]
    assert internet.asked == ["rebound.example/404"]


@pytest.mark.parametrize("port", ["22", "25", "6379", "8000"])
def test_a_port_that_is_none_of_the_web_is_not_asked_for(db, internet, port):
    assert checked(url_en=f"http://ircc.example:{port}/404").gone_on is None
    assert internet.connected == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_source_that_moved_is_looked_for_where_it_is_now(db, server, status):
    assert checked(url_en=f"{server}/{status}/to/http://new.example/404").gone_on is not None
    assert checked(url_en=f"{server}/{status}/to//200").gone_on is None


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/404",
        "http://[::1]/404",
        "http://169.254.169.254/404",
        "//inside.example/404",
        "http://ircc.example:6379/404",
        "ftp://ircc.example/404",
        "file:///404",
        "gopher://127.0.0.1/404",
        "http://[",
    ],
)
def test_a_redirect_off_the_public_web_is_not_followed(db, internet, location):
    internet.names["inside.example"] = ["192.168.0.1"]

    assert checked(url_en=f"http://ircc.example/302/to/{location}").gone_on is None
    assert len(internet.asked) == 1


def test_redirects_without_end_are_left(db, internet):
    internet.names["loop.example"] = [PUBLIC]

    class Round(Answers):
        def do_GET(self):  # noqa: N802, the name is http.server's
            self.path = "/302/to/http://loop.example/"
            super().do_GET()

    internet.RequestHandlerClass = Round

    assert checked(url_en="http://loop.example/", gone_on=YESTERDAY).gone_on == YESTERDAY
    assert len(internet.asked) == 6


def test_a_server_that_drips_its_headers_is_left_in_time(db, internet):
    class Drip(Answers):
        def do_GET(self):  # noqa: N802, the name is http.server's
            for _ in range(20):
                self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(0.05)

    internet.RequestHandlerClass = Drip
    began = time.monotonic()
    source = make_source(url_en="http://ircc.example/404")

    call_command("check_sources", timeout=0.3, verbosity=0)

    source.refresh_from_db()
    assert source.gone_on is None
    assert time.monotonic() - began < 0.9
