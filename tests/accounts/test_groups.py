"""The rights of staff, tried at every address, and their lines in the log."""

import logging

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission, User
from django.core import serializers
from django.core.management import call_command
from django.test import Client
from django.urls import URLResolver, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from quotas.history.revision import public_models
from quotas.models import Quota, Season

from ..factories import make_season
from ..pages import parse, text
from .test_proof import prove

ACCOUNTS = "admin:auth_user_changelist"


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
            rows = model.objects.exclude(year=2021) if model is Season else model.objects
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
    rows += [Season.objects.filter(is_current=True)]
    edith = User.objects.get(username="edith")
    kept = "".join(serializers.serialize("json", queryset.order_by("pk")) for queryset in rows)
    mine = (
        edith.is_staff,
        edith.is_superuser,
        [*edith.groups.all()],
        [*edith.user_permissions.all()],
    )
    counts = {model: model.objects.count() for model in public_models()}
    return kept, mine, counts


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
        answers = [client.get(address), *(client.post(address, sent) for sent in posts + actions)]
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


# Administrators, who are no superusers


@pytest.fixture
def keeper(client, administrator):
    """An administrator, logged in, who has lately shown who she is."""
    client.force_login(administrator)
    prove(client)
    return client


def account_form(user, **changes):
    """Return what the form of an account posts."""
    joined = user.date_joined
    facts = {
        "username": user.username,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in user.groups.all()],
        "date_joined_0": f"{joined:%Y-%m-%d}",
        "date_joined_1": f"{joined:%H:%M:%S}",
    }
    return facts | changes


def form_of(row):
    return reverse(f"admin:auth_{row._meta.model_name}_change", args=[row.pk])


def test_an_administrator_makes_an_account_and_gives_it_a_group(keeper):
    password = "walnut-and-maple"
    facts = {"username": "nora", "usable_password": "true"}
    keeper.post(
        reverse("admin:auth_user_add"), facts | {"password1": password, "password2": password}
    )
    nora = User.objects.get(username="nora")
    publishers = Group.objects.get(name="Publishers")

    response = keeper.post(form_of(nora), account_form(nora, groups=[publishers.pk]))

    assert response.status_code == 302
    nora = User.objects.get(pk=nora.pk)
    assert nora.is_staff
    assert nora.has_perm("quotas.publish_season")


def test_an_administrator_makes_nobody_a_superuser_and_gives_no_permission_by_hand(
    keeper, editor, administrator
):
    given = {"is_superuser": "on", "user_permissions": [p.pk for p in Permission.objects.all()]}

    for user in (editor, administrator):
        assert keeper.post(form_of(user), account_form(user, **given)).status_code == 302

    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(user_permissions__isnull=False).exists()


@pytest.mark.parametrize("is_active", [True, False])
def test_an_administrator_neither_changes_nor_deletes_a_superuser(keeper, admin_user, is_active):
    User.objects.filter(pk=admin_user.pk).update(is_active=is_active)
    before = User.objects.values().get(pk=admin_user.pk)
    password = {"password1": "walnut-and-maple", "password2": "walnut-and-maple"}

    answers = [
        keeper.post(form_of(admin_user), account_form(admin_user)),
        keeper.post(reverse("admin:auth_user_delete", args=[admin_user.pk]), {"post": "yes"}),
        keeper.post(reverse("admin:auth_user_password_change", args=[admin_user.pk]), password),
    ]
    chosen = {"_selected_action": [admin_user.pk], "post": "yes"}
    keeper.post(reverse(ACCOUNTS), chosen | {"action": "delete_selected"})

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert User.objects.values().get(pk=admin_user.pk) == before


@pytest.mark.parametrize(
    "written",
    ["{}", "0{}", "+{}", "%20{}", "{}%20", "_3{}", "{}%0A", "arabic", "fullwidth", "{}.0"],
)
def test_nobody_gets_a_new_password_of_his_own_without_the_old_one(keeper, administrator, written):
    pk = str(administrator.pk)
    digits = {"arabic": "٠١٢٣٤٥٦٧٨٩", "fullwidth": "０１２３４５６７８９"}.get(written)
    if digits:
        written = pk.translate(str.maketrans("0123456789", digits))
    elif written == "_3{}":  # as the admin quotes a digit in an address
        written = "".join(f"_3{digit}" for digit in pk)
    password = {"password1": "walnut-and-maple", "password2": "walnut-and-maple"}

    response = keeper.post(
        f"/admin/auth/user/{written.format(pk)}/password/",
        password | {"usable_password": "true"},
    )

    assert response.status_code in (302, 404)
    if response.status_code == 302:
        assert response.headers["Location"] == reverse("admin:password_change")
    assert User.objects.get(pk=administrator.pk).check_password("maple-syrup")


def test_nobody_removes_his_own_second_factor_without_proof(keeper, administrator):
    device = TOTPDevice.objects.create(user=administrator, key=random_hex(20), name="app")
    session = keeper.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    chosen = {"action": "remove_second_factor", "_selected_action": [administrator.pk]}

    page = keeper.post(reverse(ACCOUNTS), chosen, follow=True)

    assert "nothing was done" in text(parse(page))
    assert TOTPDevice.objects.exists()


@pytest.mark.parametrize("by", ["hand", "group"])
def test_an_account_that_may_do_more_is_not_an_administrators_to_take_over(keeper, editor, by):
    more = Permission.objects.get(codename="delete_logentry")
    if by == "hand":
        editor.user_permissions.add(more)
    else:
        Group.objects.create(name="Auditors").permissions.add(more)
        editor.groups.add(Group.objects.get(name="Auditors"))

    address = reverse("admin:auth_user_password_change", args=[editor.pk])

    assert keeper.get(address).status_code == 403
    assert keeper.post(form_of(editor), account_form(editor)).status_code == 403


def test_an_administrator_gives_no_group_that_may_do_more(keeper, editor, administrator):
    auditors = Group.objects.create(name="Auditors")
    auditors.permissions.add(Permission.objects.get(codename="delete_logentry"))

    for user in (editor, administrator):
        response = keeper.post(form_of(user), account_form(user, groups=[auditors.pk]))
        assert "Select a valid choice" in text(parse(response))

    assert not auditors.user_set.exists()
    assert keeper.post(form_of(auditors), {"name": "Auditors"}).status_code == 403


def test_an_administrator_gives_a_group_only_what_administrators_may_do(keeper, editor):
    own = Permission.objects.get(codename="publish_season")
    more = Permission.objects.get(codename="delete_logentry")
    unused = Permission.objects.get(codename="add_totpdevice")
    address = reverse("admin:auth_group_add")

    for permission in (more, unused):
        keeper.post(address, {"name": "Helpers", "permissions": [permission.pk]})
        assert not Group.objects.filter(name="Helpers").exists()
    keeper.post(address, {"name": "Helpers", "permissions": [own.pk]})

    assert [*Group.objects.get(name="Helpers").permissions.all()] == [own]


def test_what_a_superuser_gave_stays_when_an_administrator_saves(keeper):
    editors = Group.objects.get(name="Editors")
    more = Permission.objects.get(codename="delete_logentry")
    editors.permissions.add(more)
    before = {permission.pk for permission in editors.permissions.all()}

    response = keeper.post(form_of(editors), {"permissions": [*before]})

    assert response.status_code == 302
    assert {permission.pk for permission in editors.permissions.all()} == before


def test_the_three_groups_keep_their_names_and_are_not_deleted(client, admin_user):
    client.force_login(admin_user)
    prove(client)
    editors = Group.objects.get(name="Editors")

    client.post(form_of(editors), {"name": "Kings", "permissions": []})
    response = client.post(reverse("admin:auth_group_delete", args=[editors.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Group.objects.filter(name="Editors").exists()


def test_an_administrator_removes_a_second_factor_but_not_a_superusers(keeper, editor, admin_user):
    for user in (editor, admin_user):
        TOTPDevice.objects.create(user=user, key=random_hex(20), name="app")

    def remove(*users):
        chosen = {"action": "remove_second_factor", "_selected_action": [user.pk for user in users]}
        return text(parse(keeper.post(reverse(ACCOUNTS), chosen, follow=True)))

    assert "nothing was done" in remove(editor, admin_user)
    assert TOTPDevice.objects.count() == 2
    assert "1 account no longer has a second factor." in remove(editor)
    assert [device.user for device in TOTPDevice.objects.all()] == [admin_user]


def test_the_list_of_accounts_costs_the_same_queries_however_many(
    keeper, django_assert_max_num_queries
):
    for n in range(30):
        User.objects.create_user(f"account-{n}")

    with django_assert_max_num_queries(14):
        assert keeper.get(reverse(ACCOUNTS)).status_code == 200


# What a migration gives and leaves


def test_a_migration_gives_back_what_a_group_lacks_and_tells_the_log_nothing(db, caplog):
    caplog.set_level(logging.INFO, "quotas.accounts")
    publishers = Group.objects.get(name="Publishers")
    Group.permissions.through.objects.filter(group=publishers).delete()

    call_command("migrate", verbosity=0)

    assert publishers.permissions.filter(codename="publish_season").exists()
    assert not caplog.records


# The log


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
    from quotas.accounts.audit_log import failed

    failed({"username": name})

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
    from .test_second_factor import PAGE, begin, code_of

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


# What no page asks for


@pytest.mark.parametrize(
    "address",
    [
        "autocomplete/?term=%00&app_label=quotas&model_name=quota&field_name=country",
        "quotas/quota/?state__exact=%00",
        "quotas/quota/export/?state__exact=%00",
        "quotas/quota/find/?q=%00",
        "auth/user/?username=%00",
        "auth/user/?%00=1",
    ],
)
def test_what_no_database_can_be_asked_is_not_found(client, admin_user, shipped, address):
    client.force_login(admin_user)

    assert client.get(f"/admin/{address}").status_code == 404


@pytest.mark.parametrize("chosen", ["abc", "\0", "", "9" * 30, "-1"])
@pytest.mark.parametrize("model", ["quotas/quota", "auth/user", "quotas/season"])
def test_an_action_on_what_is_no_record_is_not_found(client, admin_user, shipped, model, chosen):
    client.force_login(admin_user)
    facts = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}

    assert client.post(f"/admin/{model}/", facts).status_code == 404


@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", "1e9", "..%2F"])
@pytest.mark.parametrize("model", ["notice", "category", "quota"])
def test_what_is_sent_to_a_form_of_no_record_is_no_fault(client, admin_user, shipped, model, key):
    client.force_login(admin_user)
    count = apps.get_model("quotas", model).objects.count()

    for facts in ({"_draft": "1"}, {"_preview": "1"}, {"_save": "1"}):
        response = client.post(f"/admin/quotas/{model}/{key}/change/", facts)
        assert response.status_code in (200, 302)

    assert apps.get_model("quotas", model).objects.count() == count


@pytest.mark.parametrize("chosen", ["abc", "9" * 30, "-1"])
@pytest.mark.parametrize("model", ["quota", "notice"])
def test_a_form_takes_no_country_that_is_no_record(client, admin_user, shipped, model, chosen):
    client.force_login(admin_user)
    address = reverse(f"admin:quotas_{model}_add")

    answers = [
        client.get(address, {"country": chosen}),
        client.post(address, {"country": chosen}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
