"""The database away or locked: the answer is a kept page or 503, and never 500."""

import datetime
import gzip
import json
import sqlite3
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.db import ProgrammingError, connection
from django.test import Client
from django.utils import timezone

from quotas.caching import outage
from quotas.management.database_file import existing_only
from quotas.models import Draft, Notice

from ..browser.pages import PAGES
from ..pages import parse, text


@pytest.fixture
def shipped(transactional_db, load_shipped):
    """The shipped data, outside of any transaction: a connection may be lost."""
    load_shipped()


@pytest.fixture
def away(shipped, tmp_path):
    """Take the database away for a while."""

    @contextmanager
    def away():
        connection.close()
        with pytest.MonkeyPatch.context() as patch:
            if connection.vendor == "sqlite":
                gone = existing_only(tmp_path / "gone.sqlite3")
                patch.setitem(connection.settings_dict, "NAME", gone)
            else:
                patch.setitem(connection.settings_dict, "HOST", str(tmp_path))
            yield
        connection.close()

    return away


@pytest.fixture
def locked(shipped, monkeypatch):
    """Hold the locks that writers need, and on PostgreSQL readers too."""
    monkeypatch.setattr(outage, "PATIENCE_OF_STAFF", 1)

    @contextmanager
    def locked():
        if connection.vendor == "sqlite":
            other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            statement = "BEGIN IMMEDIATE"
        else:
            other = psycopg.connect(**connection.get_connection_params())
            statement = "LOCK TABLE quotas_revision, axes_accessattempt IN ACCESS EXCLUSIVE MODE"
        with closing(other):
            other.execute(statement)
            yield
            other.rollback()

    return locked


def test_a_page_that_is_held_is_answered_as_it_was_with_its_tag(client, away):
    before = client.get("/en/")

    with away():
        held = client.get("/en/")
        unchanged = client.get("/en/", headers={"if-none-match": before.headers["ETag"]})

    assert (held.status_code, held.content) == (200, before.content)
    for name in ("ETag", "Cache-Control", "Content-Security-Policy"):
        assert held.headers[name] == before.headers[name]
    assert unchanged.status_code == 304


def test_a_page_that_is_not_held_is_put_off_in_both_languages(client, away):
    client.get("/fr/")

    with away():
        response = client.get("/fr/pays/jp/", headers={"accept-encoding": "gzip"})

    said = text(parse(response))
    assert response.status_code == 503
    assert "Please try again in a minute." in said
    assert "Veuillez réessayer dans une minute." in said
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "ETag" not in response.headers
    assert not response.cookies
    assert len(gzip.compress(response.content)) < 2_000


def test_no_public_page_fails_in_any_other_way(client, away):
    addresses = [address for language in PAGES for address in PAGES[language].values()]
    others = ["/", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/favicon.ico"]
    others += ["/embed/en/seasons/2021/", "/oembed?url=x", "/en/changes/feed.atom", "/nothing"]

    with away():
        found = {each: client.get(each).status_code for each in [*addresses, *others]}

    assert {status for status in found.values() if status >= 500} == {503}
    assert found["/en/"] == found["/nothing"] == found["/sitemap.xml"] == 503
    assert found["/robots.txt"] == 200


def test_the_api_says_it_as_a_problem(client, away):
    with away():
        response = client.get("/api/v1/quotas")

    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Retry-After"]
    assert json.loads(response.content)["status"] == 503


def test_staff_are_put_off_too(client, shipped, admin_user, away):
    client.force_login(admin_user)
    addresses = ["/admin/", "/admin/login/", "/admin/quotas/quota/", "/preview/en/token/"]

    with away():
        answers = [ask(each) for each in addresses for ask in (client.get, client.post)]

    assert {answer.status_code for answer in answers} <= {403, 404, 503}
    for answer in answers[:6]:
        assert answer.status_code == 503
        assert "Go back, and send it again" in text(parse(answer))
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies


def test_the_process_is_up_and_not_ready(client, away):
    with away():
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503


def test_everything_is_as_before_once_the_database_is_back(client, away):
    with away():
        assert client.get("/en/countries/jp/").status_code == 503

    assert client.get("/en/countries/jp/").status_code == 200


def test_a_log_in_while_another_writes_is_put_off(client, editor, locked):
    with locked():
        response = client.post("/admin/login/", {"username": "edith", "password": "guess"})

    assert response.status_code == 503


def test_readers_get_what_is_held_while_another_writes(client, locked):
    before = client.get("/en/")

    with locked():
        held = client.get("/en/")

    assert (held.status_code, held.content) == (200, before.content)


def test_what_fails_after_the_page_is_made_is_put_off_too(shipped, admin_user, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(admin_user)
    monkeypatch.setattr(
        "quotas.accounts.sessions.SessionStore.save",
        lambda *args, **kwargs: connection.cursor().execute("SELECT nothing FROM nowhere"),
    )

    response = client.get("/admin/help/")

    assert response.status_code == 503
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_draft_that_is_due_while_another_writes_waits_and_is_published_after(
    client, admin_user, locked
):
    notice = Notice.objects.create(title_en="Old", title_fr="Vieux", text_en="a", text_fr="b")
    draft = Draft.objects.create(
        kind=Draft.Kind.NOTICE,
        record_id=notice.pk,
        by=admin_user,
        publish_at=timezone.now() - datetime.timedelta(minutes=1),
        data={},
    )

    with locked():
        assert client.get("/en/").status_code in (200, 503)

    draft.refresh_from_db()
    assert draft.problem == ""


def test_a_fault_of_ours_is_not_blamed_on_the_database():
    assert not outage.is_away(ValueError())
    assert not outage.is_away(ProgrammingError("syntax error"))
