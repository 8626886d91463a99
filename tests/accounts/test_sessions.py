"""Sessions of staff: how long they last, and the cookies that carry them."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from quotas.accounts.sessions import LOGGED_IN_AT

from ..factories import make_notice
from ..iec_site.test_settings import setting

LOGIN = "/admin/login/"
FACTS = {"username": "edith", "password": "maple-syrup"}


@pytest.fixture
def wait(monkeypatch):
    """Lets so many minutes pass."""
    clock = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])

    def wait(minutes):
        clock[0] += datetime.timedelta(minutes=minutes)

    return wait


def is_open(client):
    return client.get("/admin/help/").status_code == 200


def test_a_session_ends_twelve_hours_after_its_log_in_however_busy_it_is(client, editor, wait):
    client.post(LOGIN, FACTS)

    for _ in range(7):
        wait(minutes=100)
        assert is_open(client)
    wait(minutes=19)
    assert is_open(client)
    wait(minutes=1)

    assert not is_open(client)
    assert client.get("/admin/help/").headers["Location"].startswith(LOGIN)


def test_neither_a_new_password_nor_an_unused_form_makes_a_session_longer(client, editor, wait):
    client.post(LOGIN, FACTS)
    for _ in range(6):
        wait(minutes=110)
        client.get(LOGIN)
    new = {"new_password1": "walnut-and-maple", "new_password2": "walnut-and-maple"}
    client.post("/admin/password_change/", new | {"old_password": "maple-syrup"})
    assert is_open(client)

    wait(minutes=60)

    assert not is_open(client)


def test_a_log_in_begins_twelve_hours_anew(client, editor, wait):
    client.post(LOGIN, FACTS)
    for _ in range(6):
        wait(minutes=110)
        client.get("/admin/help/")
    client.post(LOGIN, FACTS)

    wait(minutes=110)

    assert is_open(client)


def test_a_session_ends_after_two_idle_hours(client, editor, wait):
    client.post(LOGIN, FACTS)
    wait(minutes=119)
    assert is_open(client)

    wait(minutes=121)

    assert not is_open(client)


def test_a_session_that_does_not_tell_when_it_began_is_over(client, editor):
    client.post(LOGIN, FACTS)
    session = client.session
    del session[LOGGED_IN_AT]
    session.save()

    assert not is_open(client)
    assert Session.objects.exists()
    assert client.post(LOGIN, FACTS).status_code == 302


# Cookies


def test_cookies_have_names_that_no_plain_page_can_set_where_there_is_https():
    names = "SESSION_COOKIE_NAME + settings.CSRF_COOKIE_NAME + settings.LANGUAGE_COOKIE_NAME"

    told = setting(names, SECRET_KEY="x" * 50, SITE_URL="https://quotas.example")

    assert told == "'__Secure-sessionid__Secure-csrftoken__Secure-django_language'"


def test_what_staff_are_told_travels_in_no_cookie(client, admin_user):
    client.force_login(admin_user)
    notice = make_notice(title_en="Pools open")

    client.post(reverse("admin:quotas_notice_delete", args=[notice.pk]), {"post": "yes"})
    client.post("/admin/language/", {"language": "fr", "next": "/admin/"})

    assert {cookie["path"] for cookie in client.cookies.values()} == {"/admin/"}
    assert "messages" not in client.cookies
    assert "Pools open" in client.get("/admin/quotas/notice/").content.decode()
