"""Old records are deleted, by a command and at a log-in."""

import datetime
import io

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from quotas.accounts import old_records
from quotas.models import AccountEvent

LOGIN = "/admin/login/"
RIGHT = {"username": "edith", "password": "maple-syrup"}


def ago(**times):
    return timezone.now() - datetime.timedelta(**times)


@pytest.fixture
def old(editor):
    """Records of each kind: one that is needed, and one that is not."""
    for kind, newest, oldest in (
        (AccessAttempt, ago(minutes=14), ago(minutes=16)),
        (AccessLog, ago(days=89), ago(days=91)),
        (AccessFailureLog, ago(days=89), ago(days=91)),
    ):
        for name, at in (("needed", newest), ("old", oldest)):
            more = {"failures_since_start": 1} if kind is AccessAttempt else {}
            row = kind.objects.create(username=name, ip_address="192.0.2.1", **more)
            kind.objects.filter(pk=row.pk).update(attempt_time=at)
    AccountEvent.objects.all().delete()
    AccountEvent.objects.record([editor] * 3, AccountEvent.Kind.PASSWORD)
    needed, old, _unshown = AccountEvent.objects.all()
    AccountEvent.objects.filter(pk=needed.pk).update(shown_at=ago(days=89))
    AccountEvent.objects.filter(pk=old.pk).update(shown_at=ago(days=91))
    Session.objects.create(session_key="needed", expire_date=ago(minutes=-1))
    Session.objects.create(session_key="old", expire_date=ago(minutes=1))


def counts():
    kinds = (AccessAttempt, AccessLog, AccessFailureLog, AccountEvent, Session)
    return [kind.objects.count() for kind in kinds]


def test_a_command_deletes_what_is_old_and_nothing_else(old):
    out = io.StringIO()

    call_command("clear_old_records", stdout=out)

    assert counts() == [1, 1, 1, 2, 1]
    assert AccessLog.objects.get().username == AccessAttempt.objects.get().username == "needed"
    assert Session.objects.get().session_key == "needed"
    assert "1 access logs" in out.getvalue()
    assert "1 sessions" in out.getvalue()
    call_command("clear_old_records", stdout=out)
    assert counts() == [1, 1, 1, 2, 1]


def test_a_command_deletes_however_many_there_are(old, monkeypatch):
    monkeypatch.setattr(old_records, "AT_ONCE", 2)
    Session.objects.bulk_create(
        Session(session_key=f"old {n}", expire_date=ago(days=1)) for n in range(7)
    )

    call_command("clear_old_records", verbosity=0)

    assert [session.session_key for session in Session.objects.all()] == ["needed"]


@pytest.mark.parametrize("password", ["maple-syrup", "guess"])
def test_a_log_in_deletes_some_even_if_it_fails(client, old, password):
    client.post(LOGIN, RIGHT | {"password": password})

    assert not AccessLog.objects.filter(username="old").exists()
    assert not AccessAttempt.objects.filter(username="old").exists()
    assert not Session.objects.filter(session_key="old").exists()
    assert AccessLog.objects.filter(username="needed").exists()


def test_a_log_in_deletes_a_limited_number_once_a_day(client, old, monkeypatch):
    monkeypatch.setattr(old_records, "AT_ONCE", 1)
    Session.objects.create(session_key="older", expire_date=ago(days=1))

    for _ in range(2):
        client.post(LOGIN, RIGHT)
    assert Session.objects.filter(session_key__startswith="old").count() == 1
    caches["fragments"].clear()
    client.post(LOGIN, RIGHT)

    assert not Session.objects.filter(session_key__startswith="old").exists()


def test_a_log_in_works_where_old_records_cannot_be_deleted(client, old, monkeypatch, caplog):
    def refuse(rows):
        raise DatabaseError("locked")

    monkeypatch.setattr(old_records, "clear", refuse)

    assert client.post(LOGIN, RIGHT).status_code == 302
    assert "were not cleared: locked" in caplog.text
