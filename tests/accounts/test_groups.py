"""The rights of staff: what each group may do, tried at every address."""

import logging
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core import serializers
from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from quotas.history.revision import public_models
from quotas.models import Season

from ..factories import make_season

ACCOUNTS = "admin:auth_user_changelist"
PUBLIC = (
    "arrangementchange",
    "category",
    "country",
    "countryinvitations",
    "eligibility",
    "fee",
    "invitationperiod",
    "note",
    "notice",
    "question",
    "quota",
    "quotavalue",
    "requirement",
    "season",
    "seasonday",
    "source",
    "step",
    "term",
    "weeklyfigures",
)


def test_each_group_may_do_what_it_is_for_and_nothing_else(db):
    editing = {f"{action}_{model}" for action in ("add", "change", "view") for model in PUBLIC}
    publishing = {f"delete_{model}" for model in PUBLIC} | {"publish_season", "import_files"}
    accounts = {
        f"{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("user", "group")
    } | {
        "view_accessattempt",
        "view_totpdevice",
        "delete_totpdevice",
        "view_staticdevice",
        "delete_staticdevice",
    }

    besides = {"view_feedimport", "view_keptfeed", "view_draft", "delete_draft"}

    granted = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }

    assert granted == {
        "Editors": editing | besides,
        "Publishers": editing | publishing | besides,
        "Administrators": editing | publishing | accounts | besides,
    }


def test_rights_given_to_editors_later_stay(db):
    extra = Permission.objects.get(codename="view_user")
    editors = Group.objects.get(name="Editors")
    editors.permissions.add(extra)

    from django.core.management import call_command

    call_command("migrate", verbosity=0)

    assert editors.permissions.filter(pk=extra.pk).exists()


def patterns(of, parameters=()):
    """Return each address of the admin: its name, its pattern, and its parameters."""
    for pattern in of:
        taken = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, taken)
        elif pattern.name:
            yield pattern.name, taken


def row_of(name):
    """Return a row of the model that an address is about, or None; no current season."""
    for model in admin.site._registry:
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            rows = model.objects.exclude(is_current=True) if model is Season else model.objects
            return rows.first()
    return None


def admin_addresses():
    """Return every named address of the admin, with a row that exists."""
    for name, parameters in patterns(admin.site.urls[0]):
        row = row_of(name)
        values = {"app_label": "auth", "url": "nowhere", "language": "en", "content_type_id": 1}
        arguments = {key: values.get(key, row.pk if row else 1) for key in parameters}
        yield name, reverse(f"admin:{name}", kwargs=arguments)


def is_for_editors(name):
    """Tell if an editor may open an address: one of our data, but not to delete it."""
    return not name.startswith(("auth_", "axes_", "otp_")) and not name.endswith("_delete")


def guarded_state():
    """Return everything that an editor cannot change, as one text."""
    rows = [Group.objects.all(), User.objects.exclude(username="edith"), TOTPDevice.objects.all()]
    edith = User.objects.get(username="edith")
    kept = "".join(serializers.serialize("json", queryset.order_by("pk")) for queryset in rows)
    mine = (
        edith.is_staff,
        edith.is_superuser,
        [*edith.groups.all()],
        [*edith.user_permissions.all()],
    )
    counts = {model: model.objects.count() for model in public_models()}
    current = [*Season.objects.filter(is_current=True).values("year", "is_published")]
    return kept, mine, counts, current


ESCALATION = {
    "username": "edith",
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "on",
    "password1": "walnut-and-maple",
    "password2": "walnut-and-maple",
    "usable_password": "true",
    "name": "Editors",
    "post": "yes",
}


@pytest.fixture
def others(shipped, publisher, administrator, admin_user):
    """Make accounts that may do more, one with a second factor, and another season."""
    TOTPDevice.objects.create(user=publisher, key=random_hex(20), name="app")
    return publisher, administrator, admin_user


def post(client, address, sent):
    """Send a form without a file, which is read much more quickly than one with parts."""
    return client.post(
        address, urlencode(sent, doseq=True), content_type="application/x-www-form-urlencoded"
    )


@pytest.mark.once  # every address of the admin, which rights written in Python guard
def test_an_editor_changes_nothing_of_publishers_and_administrators_at_any_address(
    others, client, editor
):
    client.force_login(editor)
    before = guarded_state()
    everything = [permission.pk for permission in Permission.objects.all()]
    groups = [group.pk for group in Group.objects.all()]
    posts = [
        ESCALATION | {"groups": groups, "user_permissions": everything, "permissions": everything}
    ]
    names = []

    for name, address in admin_addresses():
        if name in ("logout", "login"):
            continue
        names.append(name)
        row = row_of(name)
        actions = [
            {"action": action, "_selected_action": [row.pk if row else 1], "post": "yes"}
            for action in ("delete_selected", "make_current", "remove_second_factor")
            if name.endswith("_changelist")
        ]
        answers = [client.get(address), *(post(client, address, sent) for sent in posts + actions)]
        if not is_for_editors(name):
            assert {answer.status_code for answer in answers} <= {302, 403, 404}, name
            assert answers[0].status_code == 403 or name.startswith("axes_"), name
        assert all(answer.status_code < 500 for answer in answers), name

    assert guarded_state() == before
    assert len(names) > 90
    assert {"auth_user_password_change", "quotas_season_delete", "axes_accesslog_change"} <= {
        *names
    }


def accounts_only(name):
    return name.startswith(("auth_", "axes_", "otp_"))


def test_a_publisher_opens_nothing_of_accounts_at_any_address(others, client, publisher):
    TOTPDevice.objects.all().delete()
    client.force_login(publisher)
    before = [*User.objects.order_by("pk").values()], [*Group.objects.order_by("pk").values()]
    posted = ESCALATION | {"action": "delete_selected", "_selected_action": [1]}

    for name, address in admin_addresses():
        if accounts_only(name):
            answers = [client.get(address), client.post(address, posted)]
            assert {answer.status_code for answer in answers} <= {302, 403, 404}, name
    after = [*User.objects.order_by("pk").values()], [*Group.objects.order_by("pk").values()]
    assert after == before


def test_a_stranger_is_asked_to_log_in_at_every_address(shipped, client):
    before = guarded_counts()
    names = []

    for name, address in admin_addresses():
        if name in ("login", "logout", "jsi18n"):
            continue
        names.append(name)
        for answer in (client.get(address), client.post(address, ESCALATION)):
            assert answer.status_code in (301, 302), name
            assert answer.headers["Location"].startswith(("/admin/login/", address)), name

    assert len(names) > 90
    assert guarded_counts() == before


def guarded_counts():
    return {model: model.objects.count() for model in (User, Group, *public_models())}


def test_every_form_needs_its_token(others, admin_user):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)
    posted = {"action": "delete_selected", "_selected_action": [1], "post": "yes", "text": "x"}
    before = guarded_counts()

    for name, address in admin_addresses():
        if name != "catchall":
            assert browser.post(address, posted).status_code in (403, 301), name
    assert browser.post("/admin/language/", {"language": "fr"}).status_code == 403

    assert guarded_counts() == before
    assert browser.get("/admin/").status_code == 200


def test_the_addresses_of_accounts_are_open_to_a_superuser(others, client, admin_user):
    client.force_login(admin_user)

    for name, address in admin_addresses():
        if name.startswith("auth_") and name != "auth_group_delete":
            assert client.get(address).status_code in (200, 301), name


@pytest.mark.parametrize("name", ["publisher", "administrator"])
def test_publishers_delete_and_make_current_and_editors_do_not(name, request, client, shipped):
    client.force_login(request.getfixturevalue(name))
    season = make_season(year=2031, is_published=False)

    client.post(reverse("admin:quotas_season_delete", args=[season.pk]), {"post": "yes"})
    newer = Season.objects.get(year=2023)
    client.post(
        reverse("admin:quotas_season_changelist"),
        {"action": "make_current", "_selected_action": [newer.pk]},
    )

    assert not Season.objects.filter(year=2031).exists()
    assert Season.objects.current() == newer


def test_publishers_do_not_see_accounts(client, publisher):
    client.force_login(publisher)

    assert client.get(reverse(ACCOUNTS)).status_code == 403
    assert client.get(reverse("admin:auth_group_changelist")).status_code == 403
    assert client.get(reverse("admin:axes_accessattempt_changelist")).status_code == 403


def test_a_migration_gives_back_what_a_group_lacks_and_tells_the_log_nothing(db, caplog):
    caplog.set_level(logging.INFO, "quotas.accounts")
    publishers = Group.objects.get(name="Publishers")
    Group.permissions.through.objects.filter(group=publishers).delete()

    call_command("migrate", verbosity=0)

    assert publishers.permissions.filter(codename="publish_season").exists()
    assert not caplog.records
