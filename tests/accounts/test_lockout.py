"""Logging in: locked out after too many failures, by account and address, and not for long."""

import datetime

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from quotas.accounts.lockout import client_address, network_of
from quotas.accounts.sessions import SessionStore

from ..pages import parse, text

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
    assert "Quotas EIC" in text(parse(locked))
    assert "Django" not in text(parse(locked))


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


@pytest.mark.parametrize("typed", ["\uff45\uff44\uff49\uff54\uff48", " edith ", "\u1d49dith"])
def test_another_way_of_writing_a_name_gives_no_new_tries(fail, log_in, typed):
    for _ in range(2):
        fail(1)
        fail(1, username=typed)

    assert fail(1).status_code == 429
    assert log_in(username=typed).status_code == 429


def test_an_unknown_name_costs_the_same_hashing_as_a_known_one(log_in, monkeypatch):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, *facts: hashed.append(1) or encode(self, *facts),
    )

    log_in("edith", "guess")
    of_known = len(hashed)
    log_in("nobody", "guess")

    assert of_known == len(hashed) - of_known == 1


# From many addresses, and at many accounts


def fail_from_everywhere(log_in, times, username="edith"):
    """Fail four times from each of so many addresses."""
    for address in range(1, times + 1):
        for _ in range(4):
            answer = log_in(username, "guess", REMOTE_ADDR=f"198.51.100.{address}")
    return answer


def test_an_account_that_many_addresses_guess_at_is_closed_to_new_addresses(log_in):
    assert fail_from_everywhere(log_in, 12).status_code == 200
    assert fail_from_everywhere(log_in, 13).status_code == 429

    assert log_in(REMOTE_ADDR="192.0.2.7").status_code == 429
    assert log_in("emil", "guess", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_where_an_editor_has_logged_in_lately_strangers_cannot_lock_her_out(log_in):
    log_in(REMOTE_ADDR="192.0.2.7")
    fail_from_everywhere(log_in, 13)

    assert log_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_where_an_editor_logged_in_long_ago_is_an_address_like_any_other(log_in):
    log_in(REMOTE_ADDR="192.0.2.7")
    AccessLog.objects.update(attempt_time=timezone.now() - datetime.timedelta(days=91))
    fail_from_everywhere(log_in, 13)

    assert log_in(REMOTE_ADDR="192.0.2.7").status_code == 429


def test_her_own_address_locks_out_after_five_failures_all_the_same(fail, log_in):
    log_in()

    assert fail(5).status_code == 429


def test_an_account_that_many_guessed_at_opens_again_after_a_quarter_of_an_hour(log_in):
    fail_from_everywhere(log_in, 13)
    earlier = timezone.now() - datetime.timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=earlier)

    assert log_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_an_address_that_guesses_at_many_accounts_is_locked_out_from_all(fail, log_in):
    for n in range(19):
        assert fail(1, username=f"account-{n}").status_code == 200

    assert fail(1, username="account-19").status_code == 429
    assert log_in().status_code == 429
    assert log_in(REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_success_does_not_wipe_out_what_the_address_did_to_others(fail, log_in):
    for n in range(19):
        fail(1, username=f"account-{n}")
    log_in()

    assert fail(1, username="account-19").status_code == 429


def test_all_addresses_of_one_network_count_as_one(log_in):
    for n in range(4):
        assert log_in("edith", "guess", REMOTE_ADDR=f"2001:db8::{n}").status_code == 200

    assert log_in("edith", "guess", REMOTE_ADDR="2001:db8::9:9").status_code == 429


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_an_address_is_counted_by_what_one_client_has(address, counts_as):
    assert network_of(address) == counts_as


@pytest.mark.parametrize("address", ["", "unix:/run/gunicorn.sock"])
def test_a_client_without_an_address_is_locked_out_too(fail, address):
    assert fail(4, REMOTE_ADDR=address).status_code == 200

    assert fail(1, REMOTE_ADDR=address).status_code == 429


# Sessions


def test_a_session_that_somebody_else_chose_is_not_the_one_that_is_logged_in(client, log_in):
    session = client.session
    session["chosen"] = "by a stranger"
    session.save()
    client.cookies["sessionid"] = chosen = session.session_key

    log_in()

    assert client.cookies["sessionid"].value != chosen
    client.cookies["sessionid"] = chosen
    assert client.get("/admin/").status_code == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(client, log_in, editor):
    log_in()
    editor.set_password("walnut-and-maple")
    editor.save()

    assert client.get("/admin/").status_code == 302


def test_a_logged_out_session_opens_nothing(client, log_in):
    log_in()
    stolen = client.cookies["sessionid"].value
    client.post("/admin/logout/")

    client.cookies["sessionid"] = stolen
    assert client.get("/admin/").status_code == 302


def test_a_log_in_leads_to_no_other_site(client, log_in):
    facts = {"username": "edith", "password": "maple-syrup", "next": "https://evil.example/"}

    response = client.post(LOGIN, facts)

    assert response.headers["Location"] == "/admin/"


def test_a_short_password_is_refused_with_the_rule(client, log_in):
    log_in()
    facts = {"old_password": "maple-syrup", "new_password1": "birch", "new_password2": "birch"}

    page = parse(client.post("/admin/password_change/", facts))

    assert "at least 12 characters" in text(page)


def test_a_session_ends_after_two_hours_without_a_request(client, log_in):
    log_in()

    response = client.get("/admin/")

    assert response.cookies["sessionid"]["max-age"] == 2 * 60 * 60


def test_a_log_in_gives_a_session_that_scripts_and_other_sites_do_not_get(client, log_in):
    log_in()

    cookie = client.cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/admin/"
    assert cookie["max-age"] == 2 * 60 * 60


def test_guessing_the_old_password_of_an_open_session_is_locked_out(client, log_in, editor):
    log_in()
    new = {"new_password1": "walnut-and-maple", "new_password2": "walnut-and-maple"}

    answers = [
        client.post("/admin/password_change/", new | {"old_password": f"guess {n}"})
        for n in range(5)
    ]
    last = client.post("/admin/password_change/", new | {"old_password": "maple-syrup"})

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert last.status_code == 429
    editor.refresh_from_db()
    assert editor.check_password("maple-syrup")


def test_a_new_password_of_ones_own_keeps_this_session_and_ends_the_others(client, log_in, editor):
    other = Client()
    other.force_login(editor)
    log_in()
    stolen = client.cookies["sessionid"].value
    new = {"new_password1": "walnut-and-maple", "new_password2": "walnut-and-maple"}

    response = client.post("/admin/password_change/", new | {"old_password": "maple-syrup"})

    assert response.headers["Location"] == "/admin/password_change/done/"
    assert client.get("/admin/").status_code == 200
    assert client.cookies["sessionid"].value != stolen
    assert other.get("/admin/").status_code == 302


def test_an_account_that_is_switched_off_loses_its_open_sessions(client, log_in, editor):
    log_in()
    type(editor).objects.update(is_active=False)

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("key", ['"aaaaaaaa\\000aaaa"', "é" * 20, "a" * 5_000, '"aaaaaaaa; b"'])
def test_a_session_that_we_never_gave_is_no_session(client, db, key):
    response = client.get("/admin/", headers={"cookie": f"sessionid={key}"})

    assert response.status_code == 302


def test_the_database_is_asked_for_no_session_that_it_cannot_hold(db):
    assert SessionStore("aaaaaaaa\0aaaa").session_key is None
    assert SessionStore("a" * 32).session_key == "a" * 32
