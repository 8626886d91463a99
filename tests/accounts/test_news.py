"""Events of an account are shown to its owner once, after the next log-in."""

import io

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from quotas.accounts import second_factor
from quotas.models import AccountEvent

from ..pages import parse, text
from .test_proof import prove

LOGIN = "/admin/login/"


def log_in(name="edith", password="maple-syrup", code="", language="en"):
    """A browser in which somebody has just logged in."""
    browser = Client(headers={"accept-language": language})
    facts = {"username": name, "password": password, "code": code}
    assert browser.post(LOGIN, facts).status_code == 302
    return browser


def news_in(browser, address="/admin/help/"):
    """The lines of what happened to the account, as a page shows them."""
    items = parse(browser.get(address)).xpath("//*[@class='account-news']//li")
    return [text(item).partition(" – ")[2] or text(item) for item in items]


@pytest.fixture
def edith(editor):
    """The editor, who knows what happened to her account so far."""
    AccountEvent.objects.all().delete()
    return editor


@pytest.fixture
def ada(client, administrator):
    """An administrator's browser, in which she has lately shown who she is."""
    client.force_login(administrator)
    prove(client)
    return client


def test_it_is_shown_once_after_the_log_in(ada, edith):
    new = {"password1": "walnut-and-maple", "password2": "walnut-and-maple"}
    ada.post(reverse("admin:auth_user_password_change", args=[edith.pk]), new)

    browser = log_in(password="walnut-and-maple")

    assert news_in(browser) == ["New password (by ada)"]
    assert news_in(browser) == []
    assert news_in(log_in(password="walnut-and-maple")) == []


def test_it_is_shown_in_the_language_of_its_reader(edith):
    call_command("reset_password", "edith", stdout=io.StringIO())
    edith.set_password("maple-syrup")
    edith.save()

    browser = log_in(language="fr")

    assert news_in(browser) == ["Nouveau mot de passe (par une commande sur le serveur)"] * 2


def test_nobody_else_is_shown_it(edith, publisher):
    AccountEvent.objects.filter(account=publisher).delete()
    edith.groups.clear()

    assert news_in(log_in("publius")) == []
    assert news_in(log_in()) == ["Groups taken away: Editors (by a command on the server)"]


def test_an_open_session_is_not_told_before_its_next_log_in(edith):
    browser = log_in()
    assert news_in(browser) == []
    edith.groups.clear()

    assert news_in(browser) == []


def test_what_an_administrator_changes_is_told(ada, edith):
    publishers = Group.objects.get(name="Publishers")
    facts = {"username": "edith", "email": "e@quotas.example", "is_staff": "on", "is_active": "on"}
    facts |= {"groups": [publishers.pk], "date_joined_0": "2026-01-01", "date_joined_1": "10:00:00"}
    ada.post(reverse("admin:auth_user_change", args=[edith.pk]), facts)

    assert set(news_in(log_in())) == {
        "Name or e-mail address changed: e@quotas.example (by ada)",
        "Groups given: Publishers (by ada)",
        "Groups taken away: Editors (by ada)",
    }


def test_each_way_that_rights_come_and_go_is_told(edith):
    more = Permission.objects.get(codename="publish_season")
    editors = Group.objects.get(name="Editors")

    edith.user_permissions.add(more)
    more.user_set.remove(edith)
    editors.permissions.add(more)
    more.group_set.remove(editors)
    editors.user_set.remove(edith)
    Group.objects.create(name="Helpers").user_set.add(edith)
    Group.objects.get(name="Helpers").delete()

    told = [str(event) for event in AccountEvent.objects.unshown(edith)][::-1]
    assert told == [
        "Rights given: quotas.publish_season",
        "Rights taken away: quotas.publish_season",
        "Rights given: Editors: quotas.publish_season",
        "Rights taken away: Editors: quotas.publish_season",
        "Groups taken away: Editors",
        "Groups given: Helpers",
        "Groups taken away: Helpers",
    ]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("is_active", ["Account switched on", "Account switched off"]),
        ("is_staff", ["Access to the admin given", "Access to the admin removed"]),
        ("is_superuser", ["No longer a superuser", "Made a superuser"]),
    ],
)
def test_what_an_account_is_for_is_told(edith, field, words):
    for _turn in range(2):
        setattr(edith, field, not getattr(edith, field))
        edith.save()

    assert [str(event) for event in AccountEvent.objects.unshown(edith)] == words


def test_a_second_factor_and_its_codes_are_told(ada, edith):
    TOTPDevice.objects.create(user=edith, key=random_hex(20), name="app")
    codes = second_factor.renew_codes(edith)
    assert news_in(log_in(code=codes[0])) == [
        "Recovery code used (by yourself)",
        "New recovery codes (by a command on the server)",
    ]

    chosen = {"action": "remove_second_factor", "_selected_action": [edith.pk]}
    ada.post(reverse("admin:auth_user_changelist"), chosen)

    assert news_in(log_in()) == ["Second factor removed (by ada)"]


def test_what_one_did_oneself_is_told_as_well(edith):
    browser = log_in()
    new = {"new_password1": "walnut-and-maple", "new_password2": "walnut-and-maple"}
    browser.post("/admin/password_change/", new | {"old_password": "maple-syrup"})

    assert news_in(log_in(password="walnut-and-maple")) == ["New password (by yourself)"]


def test_failed_log_ins_are_counted_until_the_next_log_in(edith):
    for n, password in enumerate(("guess", "maple", "guess")):
        facts = {"username": "edith", "password": password}
        Client(REMOTE_ADDR=f"192.0.2.{n}").post(LOGIN, facts)
    Client().post(LOGIN, {"username": "nobody", "password": "guess"})
    assert AccountEvent.objects.count() == 1

    assert news_in(log_in()) == ["3 failed log-ins"]
    Client().post(LOGIN, {"username": "edith", "password": "guess"})
    assert news_in(log_in()) == ["1 failed log-in"]


def test_the_first_log_in_tells_who_made_the_account(ada):
    new = {"password1": "walnut-and-maple", "password2": "walnut-and-maple"}
    facts = new | {"username": "nora", "usable_password": "true"}
    ada.post(reverse("admin:auth_user_add"), facts)
    User.objects.filter(username="nora").update(is_staff=True)

    assert news_in(log_in("nora", "walnut-and-maple")) == ["Account created (by ada)"]


def test_a_long_list_says_how_much_more_there_is(edith):
    for n in range(23):
        edith.email = f"edith.{n}@quotas.example"
        edith.save()

    news = news_in(log_in())

    assert len(news) == 21
    assert news[0].startswith("Name or e-mail address changed: edith.22@")
    assert news[-1] == "and 3 more"


def test_names_are_words_and_no_markup(edith):
    edith.groups.add(Group.objects.create(name="<b>%s"), Group.objects.create(name="g" * 150))
    edith.groups.add(*[Group.objects.create(name=f"{n}{'g' * 140}") for n in range(9)])

    news = news_in(log_in())

    assert "%s" in news[1]
    assert "<b>" in news[1]
    assert len(news[0]) < 560


def test_an_account_goes_with_what_happened_to_it(edith):
    edith.set_password("walnut-and-maple")
    edith.save()

    edith.delete()

    assert not AccountEvent.objects.exists()
