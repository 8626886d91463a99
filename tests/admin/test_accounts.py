"""Accounts and groups, looked after by administrators who are no superusers."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from ..accounts.account_forms import account_form, form_of
from ..accounts.test_proof import prove
from ..pages import parse, text

ACCOUNTS = "admin:auth_user_changelist"


@pytest.fixture
def keeper(client, administrator):
    """An administrator, logged in, who has lately shown who she is."""
    client.force_login(administrator)
    prove(client)
    return client


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
