"""The download of the feed, from servers that work and from all others."""

import gzip
import socket
import time
from email.utils import formatdate

import pytest

from quotas.rounds import fetch as fetching
from quotas.rounds.document import MAX_BYTES, BadFeed
from quotas.rounds.feed import read_feed
from quotas.rounds.fetch import OFFICIAL_ADDRESS, Download

from .servers import MODIFIED, TOO_LARGE, answer, hurried, refusal, serving, slowly

pytestmark = pytest.mark.usefixtures("no_thread_is_left")


def test_the_official_address_is_the_one_of_the_department():
    assert OFFICIAL_ADDRESS == "https://ircc.canada.ca/english/work/iec/selections.xml"


def test_a_feed_comes_with_the_time_of_its_last_change():
    with serving(answer(body=b"<temp>\r\n</temp>", Last_Modified=MODIFIED)) as server:
        fetched = hurried(server.address)

    assert fetched == Download(b"<temp>\r\n</temp>", {"Last-Modified": MODIFIED})


def test_a_request_says_who_asks_and_wants_a_fresh_plain_copy(settings):
    settings.SITE_URL = "https://quotas.example"

    with serving(answer()) as server:
        hurried(server.address)

    (request,) = server.requests
    assert request.startswith("GET /selections.xml HTTP/1.1\r\n")
    assert "User-Agent: iec-quotas (+https://quotas.example)\r\n" in request
    assert "Cache-Control: no-cache\r\n" in request
    assert "Accept-Encoding: identity\r\n" in request
    assert "If-Modified-Since" not in request


@pytest.mark.parametrize("header", [MODIFIED, None])
def test_a_feed_that_was_not_modified_has_no_content(header):
    unchanged = answer("304 Not Modified", b"", Content_Length=None, Last_Modified=header)

    with serving(unchanged) as server:
        fetched = hurried(server.address, modified_since=MODIFIED)

    assert fetched == Download(None, {"Last-Modified": MODIFIED})
    assert f"If-Modified-Since: {MODIFIED}\r\n" in server.requests[0]


def test_an_answer_of_not_modified_that_nobody_asked_for_is_refused():
    with serving(answer("304 Not Modified", b"", Content_Length=None)) as server:
        assert refusal(server.address) == "The server does not give it: it answers 304."


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "ou\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_a_time_that_is_none_is_not_sent_on(value):
    with serving(answer()) as server:
        hurried(server.address, modified_since=value)

    assert "If-Modified-Since" not in server.requests[0]
    assert "X-Evil" not in server.requests[0]


@pytest.mark.parametrize("value", ["x" * 101, "<b>today</b>"])
def test_a_time_of_the_server_that_is_none_is_not_kept(value):
    with serving(answer(Last_Modified=value)) as server:
        assert hurried(server.address).last_modified == ""


def test_a_feed_may_come_in_chunks_and_without_its_length():
    chunks = b"5\r\n<temp\r\n2\r\n/>\r\n0\r\n\r\n"
    chunked = answer(body=chunks, Content_Length=None, Transfer_Encoding="chunked")
    until_the_end = answer(Content_Length=None)

    for reply in (chunked, until_the_end):
        with serving(reply) as server:
            assert hurried(server.address).content == b"<temp/>"


def test_a_web_page_is_fetched_but_not_taken_for_the_feed():
    page = b"<!doctype html><html><title>Not here</title></html>"
    with serving(answer(body=page, Content_Type="text/html")) as server:
        content = hurried(server.address).content

    with pytest.raises(BadFeed, match="It is a web page"):
        read_feed(content, today=None)


@pytest.mark.parametrize("status", ["429 Too Many", "500 Error", "502 Bad", "503 Away", "504 Late"])
def test_a_server_in_trouble_is_asked_again(status):
    with serving(answer(status), answer()) as server:
        assert hurried(server.address).content == b"<temp/>"

    assert len(server.requests) == 2


def test_a_server_that_stays_in_trouble_is_given_up():
    with serving(answer("500 Error")) as server:
        message = refusal(server.address, attempts=3)

    assert message == "The server answers 500 after 3 attempts."
    assert len(server.requests) == 3


def test_an_answer_that_broke_off_is_asked_for_again():
    with serving(answer(Content_Length=100), answer()) as server:
        assert hurried(server.address).content == b"<temp/>"


@pytest.mark.parametrize(
    "reply",
    [
        answer(Content_Length=100),
        answer(body=b"5\r\n<te", Content_Length=None, Transfer_Encoding="chunked"),
        answer(body=b"zz\r\n<temp/>", Content_Length=None, Transfer_Encoding="chunked"),
        b"HTTP/1.1",
        b"",
        b"SSH-2.0-OpenSSH\r\n\r\n",
    ],
)
def test_an_answer_that_breaks_off_every_time_is_given_up(reply):
    with serving(reply) as server:
        message = refusal(server.address, attempts=2)

    assert message == "“127.0.0.1” breaks off its answer after 2 attempts."
    assert len(server.requests) == 2


@pytest.mark.parametrize("reply", [answer(body=b""), b"HTTP/1.1 200 OK\r\nContent-Len"])
def test_an_answer_without_a_feed_is_asked_for_again(reply):
    with serving(reply, answer()) as server:
        assert hurried(server.address).content == b"<temp/>"

    with serving(reply) as server:
        message = refusal(server.address, attempts=2)

    assert message == "“127.0.0.1” sends nothing after 2 attempts."


def test_an_answer_longer_than_it_says_ends_where_it_says():
    with serving(answer(body=b"<temp/><more/>", Content_Length=7)) as server:
        assert hurried(server.address).content == b"<temp/>"


def test_a_closed_port_is_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    message = refusal(f"http://127.0.0.1:{port}/", attempts=2)

    assert message == "There is no connection to “127.0.0.1” after 2 attempts."


def test_a_name_that_nobody_has_is_not_found(monkeypatch):
    def unknown(*arguments):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    message = refusal("http://quotas.invalid/", attempts=1)

    assert message == "The name “quotas.invalid” is not found after 1 attempt."


def test_the_waits_between_attempts_double(monkeypatch):
    waits = []
    monkeypatch.setattr(fetching.time, "sleep", waits.append)

    with serving(answer("503 Away")) as server:
        refusal(server.address, attempts=4, backoff=0.5)

    assert waits == [0.5, 1, 2]


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        ("2", 2),
        ("0", 0.5),
        ("86400", 10),
        ("9" * 400, 10),
        ("soon", 0.5),
        ("-5", 0.5),
        pytest.param(formatdate(time.time() + 86_400, usegmt=True), 10, id="tomorrow"),
        (formatdate(0, usegmt=True), 0.5),
        ("Fri, 31 Dec 99999999 23:59:59 GMT", 0.5),
    ],
)
def test_a_server_may_ask_for_a_wait_within_reason(monkeypatch, asked, waited):
    waits = []
    sleep = time.sleep
    monkeypatch.setattr(fetching.time, "sleep", lambda seconds: waits.append(seconds) or sleep(0))

    with serving(answer("503 Away", Retry_After=asked), answer()) as server:
        hurried(server.address, backoff=0.5, timeout=20)

    assert waits == [waited]


def test_a_wait_that_would_last_too_long_is_not_begun():
    began = time.monotonic()

    with serving(answer("503 Away", Retry_After=5)) as server:
        message = refusal(server.address, timeout=1)

    assert message == "The server answers 503 after 1 attempt."
    assert time.monotonic() - began < 0.9


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("404 Not Found", "There is nothing at this address: the server answers 404."),
        ("410 Gone", "There is nothing at this address: the server answers 410."),
        ("403 Forbidden", "The server does not give it: it answers 403."),
        ("401 Unauthorized", "The server does not give it: it answers 401."),
        ("204 No Content", "The server does not give it: it answers 204."),
        ("206 Partial Content", "The server does not give it: it answers 206."),
        ("300 Multiple Choices", "The server does not give it: it answers 300."),
    ],
)
def test_an_answer_that_will_not_change_is_not_asked_for_again(status, why):
    with serving(answer(status, b"")) as server:
        assert refusal(server.address) == why

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/selections.xml",
        "gopher://127.0.0.1",
        "data:text/xml,<temp/>",
        "ircc.canada.ca/selections.xml",
        "/etc/passwd",
        "http://",
        "http:///selections.xml",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "javascript:alert(1)",
        "",
        "\0",
    ],
)
def test_only_web_addresses_are_fetched(address):
    assert "is not an address that begins with http or https" in refusal(address)


@pytest.mark.parametrize("host", ["a" * 64, "a..b"])
def test_a_name_that_cannot_be_is_refused(host):
    assert "is not the name of a server" in refusal(f"http://{host}/")


@pytest.mark.parametrize(
    "reply",
    [
        slowly(answer(Content_Length=1_000)),
        slowly(b"", b"x"),
        slowly(b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        slowly(answer(body=b"", Content_Length=None, Transfer_Encoding="chunked"), b"1\r\n \r\n"),
        slowly(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        slowly(b"", b""),
    ],
    ids=["body", "status", "header", "chunks", "continue", "silence"],
)
def test_a_server_that_drips_is_cut_off(reply):
    began = time.monotonic()

    with serving(reply) as server:
        message = refusal(server.address, timeout=0.3)
        took = time.monotonic() - began

    assert message == "It did not come within 0.3 seconds."
    assert took < 0.6


def test_a_silent_server_is_asked_again_and_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST_SILENCE", 0.1)

    with serving(lambda connection, server: time.sleep(0.15)) as server:
        message = refusal(server.address, attempts=2)

    assert message == "“127.0.0.1” does not answer in time after 2 attempts."


def test_a_feed_of_the_largest_size_is_fetched():
    with serving(answer(body=bytes(MAX_BYTES))) as server:
        assert len(hurried(server.address).content) == MAX_BYTES


@pytest.mark.parametrize(
    "reply",
    [
        answer(body=b"", Content_Length=MAX_BYTES + 1),
        slowly(answer(Content_Length=10**12), bytes(1_000_000), every=0),
        slowly(answer(Content_Length=None), bytes(1_000_000), every=0),
        slowly(
            answer(body=b"", Content_Length=None, Transfer_Encoding="chunked"),
            b"f4240\r\n" + bytes(1_000_000) + b"\r\n",
            every=0,
        ),
    ],
    ids=["says so", "lies", "endless", "endless chunks"],
)
def test_a_feed_that_is_too_large_is_refused(reply):
    with serving(reply) as server:
        assert refusal(server.address) == TOO_LARGE

    assert len(server.requests) == 1


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "gzip, gzip", "GZIP"])
def test_a_compressed_feed_is_refused_unopened(encoding):
    bomb = gzip.compress(bytes(10_000_000))

    with serving(answer(body=bomb, Content_Encoding=encoding)) as server:
        assert refusal(server.address) == "It comes compressed, which we did not ask for."
