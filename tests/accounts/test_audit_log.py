"""The log of log-ins, and of changes of what an account may do."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from quotas.accounts.audit_log import log_failure
from quotas.models import Quota

from .account_forms import account_form, form_of
from .factors import PAGE, begin, code_of
from .test_proof import prove


@pytest.fixture
def keeper(client, administrator):
    """An administrator, logged in, who has lately shown who she is."""
    client.force_login(administrator)
    prove(client)
    return client


@pytest.fixture
def told(caplog):
    """Return the lines in the log since the test began."""
    caplog.set_level(logging.INFO, "quotas.accounts")

    def told():
        records = [record for record in caplog.records if record.name == "quotas.accounts"]
        lines = [record.getMessage() for record in records]
        caplog.clear()
        return lines

    return told


def test_log_ins_and_log_outs_are_told(told, client, editor):
    told()
    facts = {"username": "edith", "password": "maple-syrup"}

    client.post("/admin/login/", facts | {"password": "guess"})
    client.post("/admin/login/", facts)
    client.post("/admin/logout/")

    assert told() == [
        "edith failed to log in from 127.0.0.1",
        "edith logged in from 127.0.0.1",
        "edith logged out from 127.0.0.1",
    ]


def test_a_lockout_is_told(told, client, db):
    for _ in range(5):
        client.post("/admin/login/", {"username": "edith", "password": "guess"})

    assert told().count("edith is locked out from 127.0.0.1") == 1


@pytest.mark.parametrize(
    "name",
    [
        "edith\n2026-11-23 INFO quotas.accounts: ada logged in from 127.0.0.1",
        "edith\r\x1b[31m\x00",
        "edith\u2028\u202e\x85",
        "e" * 140 + "\n" * 300,
    ],
)
def test_a_name_that_was_typed_makes_no_line_of_its_own(told, client, db, name):
    client.post("/admin/login/", {"username": name, "password": "guess"})
    signal_told = told()

    log_failure({"username": name})

    for line in (*signal_told, *told()):
        assert line.isprintable()
        assert len(line) < 200


def test_what_happens_to_an_account_is_told_with_who_did_it(told, keeper, administrator):
    told()
    password = {"password1": "walnut-and-maple", "password2": "walnut-and-maple"}
    keeper.post(
        reverse("admin:auth_user_add"), password | {"username": "nora", "usable_password": "true"}
    )
    nora = User.objects.get(username="nora")
    assert told() == ["ada made the account nora"]

    editors = Group.objects.get(name="Editors")
    keeper.post(form_of(nora), account_form(nora, groups=[editors.pk]))
    assert told() == ["ada set is_staff of nora to True", "ada gave the group Editors to nora"]

    facts = account_form(nora, groups=[])
    del facts["is_active"]
    keeper.post(form_of(nora), facts)
    assert told() == ["ada set is_active of nora to False", "ada took the group Editors from nora"]

    keeper.post(reverse("admin:auth_user_password_change", args=[nora.pk]), password)
    assert told() == ["ada changed the password of nora"]

    keeper.post(reverse("admin:auth_user_delete", args=[nora.pk]), {"post": "yes"})
    assert told() == ["ada deleted the account nora"]


def test_a_changed_password_is_told_and_a_new_hash_is_not(told, client, editor, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    told()

    client.post("/admin/login/", {"username": "edith", "password": "maple-syrup"})
    editor.refresh_from_db()
    assert editor.password.startswith("pbkdf2")
    assert told() == ["edith logged in from 127.0.0.1"]

    facts = {"old_password": "maple-syrup"}
    new = {"new_password1": "walnut-and-maple", "new_password2": "walnut-and-maple"}
    client.post("/admin/password_change/", facts | new)
    assert told() == ["edith changed the password of edith"]


def test_permissions_given_and_taken_are_told_from_either_side(told, editor):
    editors = Group.objects.get(name="Editors")
    permission = Permission.objects.get(codename="publish_season")
    told()

    editors.permissions.add(permission)
    permission.group_set.remove(editors)
    editor.user_permissions.set([permission])
    editor.groups.clear()
    editors.user_set.add(editor)

    assert told() == [
        "a command gave quotas.publish_season to the group Editors",
        "a command took quotas.publish_season from the group Editors",
        "a command gave quotas.publish_season to edith",
        "a command took the group Editors from edith",
        "a command gave the group Editors to edith",
    ]


def test_a_superuser_is_told_as_one(told, db):
    get_user_model().objects.create_superuser("root", password="walnut-and-maple")

    assert "a command set is_superuser of root to True" in told()


def test_a_second_factor_is_told_when_it_comes_and_goes(told, client, editor):
    client.force_login(editor)
    told()

    client.post(PAGE, {"proof": "maple-syrup", "code": code_of(begin(client))})
    client.post(PAGE, {"action": "remove"})

    assert told() == [
        "edith set up the second factor of edith",
        "edith wrote new recovery codes for the second factor of edith",
        "edith removed the second factor of edith",
    ]


def test_forms_of_accounts_need_their_token(editor, administrator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)

    response = browser.post(form_of(editor), account_form(editor, is_active=""))

    assert response.status_code == 403
    assert Quota.objects.count() == 0
