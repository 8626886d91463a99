"""Addresses for machines, and the headers that every answer carries."""

import datetime

import pytest
from django.db import DatabaseError
from django.utils import timezone

from quotas.models import KeptFeed
from quotas.models.kept_feed import Outcome

from ..factories import make_figures
from ..pages import parse, text


def test_the_process_says_that_it_is_up_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_the_site_is_ready_when_the_database_answers_and_is_migrated(client, db):
    assert client.get("/readyz").status_code == 200


def test_the_site_is_not_ready_without_a_database(client, db, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("iec_site.health.MigrationExecutor", refuse)

    assert client.get("/readyz").status_code == 503


def test_the_site_is_not_ready_while_migrations_wait(client, db, monkeypatch):
    monkeypatch.setattr(
        "iec_site.health.MigrationExecutor.migration_plan", lambda *args: ["one", "two"]
    )

    response = client.get("/readyz")

    assert response.status_code == 503
    assert b"2 migrations" in response.content


def test_readyz_warns_of_a_feed_that_is_held_and_stays_ready(client, db):
    held = KeptFeed.objects.keep(b"x", address="x", as_of="2026-10-16", outcome=Outcome.HELD)

    response = client.get("/readyz")
    assert response.status_code == 200
    assert b"warning: doubtful feeds are held at the desk, as of 2026-10-16\n" in response.content

    held.decide(Outcome.THROWN_AWAY)
    assert b"held" not in client.get("/readyz").content


def test_crawlers_are_told_where_the_sitemap_is(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert lines[-1].endswith("/sitemap.xml")


def test_security_txt_has_a_contact_and_expires_within_a_year(client, settings):
    settings.CONTACT_EMAIL = "hello@quotas.example"

    fields = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )

    expires = datetime.datetime.fromisoformat(fields["Expires"])
    assert fields["Contact"] == "mailto:hello@quotas.example"
    assert timezone.now() < expires < timezone.now() + datetime.timedelta(days=365)


def test_security_txt_without_an_address_leads_to_the_about_page(client, settings):
    settings.CONTACT_EMAIL = ""

    assert b"/en/about/#contact" in client.get("/.well-known/security.txt").content


@pytest.mark.parametrize("address", ["/en/", "/fr/nulle-part/", "/admin/login/", "/"])
def test_every_answer_carries_the_security_headers(client, shipped, address):
    headers = client.get(address, secure=True).headers

    policy = dict(
        directive.strip().split(" ", 1)
        for directive in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert set(policy.values()) <= {"'none'", "'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "max-age=63072000" in headers["Strict-Transport-Security"]


def test_plain_http_is_sent_to_https_on_a_site_served_so(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/en/")

    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/en/")
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("limit", "age", "said"),
    [
        (0, 1000, "ok\n"),
        (10, 10, "ok\n"),
        (10, 11, "ok\nwarning: the newest weekly figures are of {day}, 11 days ago\n"),
        (10, None, "ok\nwarning: no weekly figures are held\n"),
    ],
)
def test_readyz_warns_of_figures_older_than_the_operator_wants_and_stays_ready(
    client, db, settings, limit, age, said
):
    settings.FIGURES_STALE_AFTER_DAYS = limit
    day = timezone.localdate() - datetime.timedelta(days=age or 0)
    if age is not None:
        make_figures(as_of=day)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.content.decode() == said.format(day=day.isoformat())


def test_the_footer_says_how_old_the_newest_weekly_figures_are(client, db):
    make_figures(as_of=timezone.localdate() - datetime.timedelta(days=12))

    footer = text(parse(client.get("/en/countries/")).xpath("//footer")[0])

    assert "The newest weekly figures are from" in footer
    assert "12 days ago" in footer
