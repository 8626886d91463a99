"""Logging in: locked out after too many failures, by account and address, and not for long."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone

from iec_site.login import client_address

from .pages import parse, text

LOGIN = "/admin/login/"


@pytest.fixture
def log_in(client, editor):
    """Tries to log in, by default as the editor with her password."""

    def log_in(username="edith", password="maple-syrup", **environment):
        facts = {"username": username, "password": password}
        return client.post(f"{LOGIN}?next=/admin/", facts, **environment)

    return log_in


@pytest.fixture
def fail(log_in):
    """Fails to log in so many times, and returns the last answer."""

    def fail(times, **facts):
        return [log_in(**{"password": "guess"} | facts) for _ in range(times)][-1]

    return fail


def test_the_fifth_failure_in_a_row_locks_out_even_the_right_password(fail, log_in):
    assert fail(4).status_code == 200

    assert fail(1).status_code == 429
    locked = log_in()

    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"
    assert "Wait 15 minutes, then try again." in text(parse(locked))


def test_it_is_said_in_french_too(fail):
    locked = fail(5, headers={"accept-language": "fr"})

    assert "Attendez 15 minutes" in text(parse(locked))


def test_an_account_that_does_not_exist_is_answered_in_the_same_words(fail):
    real, made_up = fail(5), fail(5, username="nobody")

    assert made_up.status_code == 429
    assert text(parse(made_up)) == text(parse(real))


def test_another_account_and_another_address_are_not_locked_out(fail, log_in, django_user_model):
    django_user_model.objects.create_user("fred", password="maple-syrup", is_staff=True)
    fail(5)

    assert log_in(username="fred").status_code == 302
    assert log_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_after_a_quarter_of_an_hour_it_may_be_tried_again(fail, log_in):
    fail(5)
    fail(5)  # trying on does not make it longer
    earlier = timezone.now() - datetime.timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=earlier)

    assert log_in().status_code == 302


def test_a_success_begins_the_count_anew(fail, log_in):
    fail(4)
    log_in()

    assert fail(4).status_code == 200


def test_an_operator_can_unlock_an_account(fail, log_in):
    fail(5)

    call_command("axes_reset_username", "edith", verbosity=0)

    assert log_in().status_code == 302


def test_a_header_that_anybody_can_write_gives_nobody_new_tries(fail):
    for n in range(4):
        assert fail(1, headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code == 200

    assert fail(1, headers={"x-forwarded-for": "192.0.2.99"}).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9, 192.0.2.1", "192.0.2.1"),  # the client wrote the first
        (2, "203.0.113.9, 192.0.2.1, 198.51.100.2", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),  # it did not come through both
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "not an address", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_address_is_that_which_our_own_proxies_tell(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    request = rf.get("/admin/", headers={"x-forwarded-for": forwarded})

    assert client_address(request) == address


def test_a_session_ends_after_two_hours_without_a_request(client, log_in):
    log_in()

    response = client.get("/admin/")

    assert response.cookies["sessionid"]["max-age"] == 2 * 60 * 60
