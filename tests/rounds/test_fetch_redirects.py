"""Redirects of the address of the feed."""

import pytest

from quotas.rounds import fetch as fetching
from quotas.rounds.web import parse_address

from .servers import answer, hurried, refusal, serving

pytestmark = pytest.mark.usefixtures("no_thread_is_left")


def test_a_redirect_on_the_same_server_is_followed():
    elsewhere = answer("301 Moved", b"", Location="/iec/selections.xml")
    absolute = answer("302 Found", b"", Location="http://127.0.0.1:{port}/en/?a=1#b")

    with serving(elsewhere, absolute, answer()) as server:
        port = server.address.split(":")[2].split("/")[0]
        server.answers[1] = absolute.replace(b"{port}", port.encode())
        assert hurried(server.address).content == b"<temp/>"

    assert [request.split()[1] for request in server.requests] == [
        "/selections.xml",
        "/iec/selections.xml",
        "/en/?a=1",
    ]


def test_a_redirect_in_a_circle_is_left():
    with serving(answer("302 Found", b"", Location="/selections.xml")) as server:
        assert refusal(server.address) == "It sends us on more than 3 times."

    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://quotas.invalid/selections.xml",
        "//quotas.invalid/selections.xml",
        "http://127.0.0.1:1/",
        "http://127.0.0.1/",
        "http://127.0.0.1@quotas.invalid/",
        "https://127.0.0.1:1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://[",
        "",
    ],
)
def test_a_redirect_elsewhere_is_refused(location):
    with serving(answer("302 Found", b"", Location=location)) as server:
        assert refusal(server.address) == f"It sends us elsewhere, to “{location}”."

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ("http://ircc.canada.ca/a", "https://ircc.canada.ca/b", True),
        ("http://ircc.canada.ca/a", "http://ircc.canada.ca:80/a", True),
        ("https://ircc.canada.ca/a", "https://IRCC.canada.ca:443/a", True),
        ("https://ircc.canada.ca/a", "http://ircc.canada.ca/a", False),
        ("https://ircc.canada.ca/a", "https://www.canada.ca/a", False),
        ("https://ircc.canada.ca/a", "https://ircc.canada.ca:8443/a", False),
        ("https://ircc.canada.ca/a", "https://ircc.canada.ca.evil.example/a", False),
        ("https://ircc.canada.ca/a", "https://evil.example\\@ircc.canada.ca/a", False),
    ],
)
def test_the_same_server_over_tls_is_no_other_server(here, there, same):
    assert fetching._is_same_server(parse_address(here), parse_address(there)) is same
