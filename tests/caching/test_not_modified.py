"""The 304 that is answered before Django begins."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from iec_site.wsgi import application
from quotas.caching.not_modified import answer_unchanged, is_known_host
from quotas.models import Quota


def passed_on(environ, start_response):
    start_response("200 Passed on", [])
    return (b"page",)


@pytest.fixture
def ask(client, shipped, settings):
    """Ask for a home page that is held already, and return status, headers and body."""
    settings.ALLOWED_HOSTS = ["quotas.example"]
    is_known_host.cache_clear()
    etag = client.get("/en/", headers={"host": "quotas.example"}).headers["ETag"]

    def get(path="/en/", method="GET", front=None, **environ):
        front = front or answer_unchanged(passed_on)
        request = RequestFactory().generic(method, path)
        asked = {"HTTP_HOST": "quotas.example", "HTTP_IF_NONE_MATCH": etag}
        answer = {}

        def start_response(status, headers):
            answer.update(status=status, headers=dict(headers))

        body = b"".join(front(request.environ | asked | environ, start_response))
        return answer["status"], answer["headers"], body

    yield get
    is_known_host.cache_clear()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_that_is_held_and_unchanged_costs_one_query_and_no_body(ask, client, method):
    page = client.get("/en/", headers={"host": "quotas.example"}).headers

    with CaptureQueriesContext(connection) as queries:
        status, headers, body = ask(method=method)

    assert (status, body, len(queries)) == ("304 Not Modified", b"", 1)
    assert headers == {name: page[name] for name in ("ETag", "Cache-Control", "Vary")}


@pytest.mark.parametrize(
    "request_",
    [
        {"HTTP_IF_NONE_MATCH": 'W/"another"'},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": ""},
        {"method": "POST"},
        {"path": "/fr/"},
        {"path": "/en/?q=a"},
        {"path": "/admin/"},
    ],
    ids=str,
)
def test_anything_but_a_plain_yes_is_left_to_django(ask, request_):
    assert ask(**request_)[0] == "200 Passed on"


def test_a_change_is_left_to_django(ask):
    Quota.objects.update(places=None, state="unlimited")

    assert ask()[0] == "200 Passed on"


def test_plain_http_is_left_to_django_on_a_site_served_over_https(ask, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert ask()[0] == "200 Passed on"
    assert ask(HTTP_X_FORWARDED_PROTO="https")[0] == "304 Not Modified"


def test_a_database_that_does_not_answer_is_left_to_django(ask, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr("quotas.caching.not_modified.state_of_data", refuse)

    assert ask()[0] == "200 Passed on"


def test_the_site_is_served_through_it(ask):
    assert ask(front=application)[0] == "304 Not Modified"
