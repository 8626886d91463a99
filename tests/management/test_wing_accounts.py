"""The commands with which operators look after accounts."""

import io

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def fail(client):
    """Return a function that fails to log in, and returns the last answer."""

    def fail(times, address="127.0.0.1", username="edith"):
        facts = {"username": username, "password": "guess"}
        return [client.post(LOGIN, facts, REMOTE_ADDR=address) for _ in range(times)][-1]

    return fail


@pytest.mark.parametrize("group", ["Editors", "Publishers", "Administrators"])
def test_an_account_is_made_in_the_group_that_is_asked_for(group):
    run("add_editor", "emil", "--group", group)

    emil = get_user_model().objects.get(username="emil")
    assert [its.name for its in emil.groups.all()] == [group]
    assert not emil.is_superuser


def test_no_account_is_made_in_a_group_that_is_none_of_the_three():
    with pytest.raises(CommandError, match="invalid choice: 'Kings'"):
        run("add_editor", "emil", "--group", "Kings")

    assert not get_user_model().objects.exists()


def test_a_new_password_lets_in_and_ends_the_sessions_of_the_old_one(client, editor):
    client.force_login(editor)

    password = run("reset_password", "edith").split()[-1]

    assert client.get("/admin/").status_code == 302
    response = client.post(LOGIN, {"username": "edith", "password": password})
    assert response.status_code == 302
    assert client.get("/admin/").status_code == 200


def test_an_account_that_is_switched_off_gets_no_new_password(editor):
    editor.is_active = False
    editor.save()

    with pytest.raises(CommandError, match="edith is switched off"):
        run("reset_password", "edith")

    editor.refresh_from_db()
    assert editor.check_password("maple-syrup")


@pytest.mark.parametrize("command", ["reset_password", "unlock", "reset_second_factor"])
def test_an_account_that_does_not_exist_is_told_in_a_sentence(command):
    with pytest.raises(CommandError, match="There is no account named nobody."):
        run(command, "nobody")


def test_unlocking_an_account_lets_it_in_from_everywhere(fail, editor):
    fail(5)
    fail(2, address="192.0.2.7")

    assert run("unlock", "edith") == "7 failed log-ins are forgotten.\n"
    assert fail(1).status_code == 200
    assert run("unlock", "edith") == "1 failed log-in is forgotten.\n"


def test_unlocking_from_one_address_leaves_the_others_locked(fail, editor):
    fail(5)
    fail(5, address="192.0.2.7")

    assert run("unlock", "edith", "--address", "192.0.2.7").startswith("5 failed")
    assert fail(1, address="192.0.2.7").status_code == 200
    assert fail(1).status_code == 429


def test_an_address_is_unlocked_for_whoever_logs_in_from_there(fail, editor):
    for n in range(20):
        fail(1, username=f"account-{n}")
    assert fail(1).status_code == 429

    run("unlock", "--address", "127.0.0.1")

    assert fail(1).status_code == 200


def test_the_address_of_a_whole_network_is_unlocked_by_any_of_it(fail, editor):
    fail(5, address="2001:db8::1")

    assert run("unlock", "edith", "--address", "2001:db8::2").startswith("5 failed")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Give the name of an account, an --address, or both."),
        (("--address", "here"), "here is no IP address."),
    ],
)
def test_unlocking_nothing_is_refused(fail, editor, arguments, sentence):
    fail(1)

    with pytest.raises(CommandError, match=sentence):
        run("unlock", *arguments)

    assert AccessAttempt.objects.exists()


def test_without_its_second_factor_an_account_logs_in_by_password(client, editor):
    TOTPDevice.objects.create(user=editor, key=random_hex(20), name="app")
    facts = {"username": "edith", "password": "maple-syrup"}
    assert client.post(LOGIN, facts).status_code == 200

    run("reset_second_factor", "edith")

    assert client.post(LOGIN, facts).status_code == 302


def test_an_account_without_a_second_factor_has_none_to_reset(editor):
    with pytest.raises(CommandError, match="edith has no second factor."):
        run("reset_second_factor", "edith")


@pytest.mark.parametrize("command", ["reset_password", "unlock"])
def test_an_account_is_found_however_its_letters_are_put_together(command):
    get_user_model().objects.create_user("Zo\u00e9", is_staff=True)

    call_command(command, "Zoe\u0301", stdout=io.StringIO())
