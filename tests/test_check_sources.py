"""Sources that are gone, found by asking for their addresses."""

import datetime
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command

from quotas.models import Source
from quotas.versions import entries_of

from .factories import make_source

YESTERDAY = datetime.date(2026, 1, 1)


class Answers(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self):  # noqa: N802, the name is http.server's
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


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


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", ""])
def test_a_server_that_cannot_be_reached_tells_nothing(db, url):
    assert checked(url_en=url, gone_on=YESTERDAY).gone_on == YESTERDAY
    assert checked(url_en=url).gone_on is None


def test_the_day_on_which_it_was_first_gone_stays(db, server):
    assert checked(url_en=f"{server}/404", gone_on=YESTERDAY).gone_on == YESTERDAY
