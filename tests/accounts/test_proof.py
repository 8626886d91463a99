"""Changes of accounts are for those who prove once more who they are."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from quotas.accounts.proof import PROVEN_AT

from ..pages import parse, text

KEY = "31323334353637383930" * 2
NEW = {"password1": "walnut-and-maple", "password2": "walnut-and-maple", "usable_password": "true"}
PROOF = {"proof": "maple-syrup"}


def prove(client):
    """Let the session of `client` have given its proof just now."""
    session = client.session
    session[PROVEN_AT] = timezone.now().timestamp()
    session.save()


@pytest.fixture
def ada(client, administrator):
    """An administrator, logged in a while ago."""
    client.force_login(administrator)
    return client


@pytest.fixture
def device(administrator, client, ada):
    """The administrator's second factor, with which she came in."""
    device = TOTPDevice.objects.create(user=administrator, key=KEY, name="app")
    session = client.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    return device


def state():
    """Everything about accounts, as it is held."""
    rows = [User, Group, User.groups.through, Group.permissions.through, TOTPDevice, AccessAttempt]
    return [[*model.objects.order_by("pk").values()] for model in rows]


def changes(editor):
    """Each way to change something about accounts: its address, and what is sent there."""
    group = Group.objects.create(name="Helpers")
    chosen = {"_selected_action": [editor.pk], "post": "yes"}
    yield reverse("admin:auth_user_add"), NEW | {"username": "nora"}
    yield (
        reverse("admin:auth_user_change", args=[editor.pk]),
        {"username": "edith", "email": "x@y.z"},
    )
    yield reverse("admin:auth_user_password_change", args=[editor.pk]), NEW
    yield f"/admin/auth/user/0{editor.pk}/password/", NEW
    yield reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"}
    yield reverse("admin:auth_user_changelist"), chosen | {"action": "delete_selected"}
    yield reverse("admin:auth_user_changelist"), chosen | {"action": "remove_second_factor"}
    yield reverse("admin:auth_group_add"), {"name": "Kings"}
    yield reverse("admin:auth_group_change", args=[group.pk]), {"name": "Queens"}
    yield reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"}
    yield reverse("admin:axes_accessattempt_changelist"), {"action": "cleanup_expired_attempts"}
    yield reverse("admin:second_factor"), {"code": "123456"}
    yield reverse("admin:second_factor"), {"action": "remove"}


def test_nothing_about_accounts_changes_without_the_password(ada, editor):
    TOTPDevice.objects.create(user=editor, key=KEY, name="app")
    ways = list(changes(editor))
    before = state()

    for address, facts in ways:
        for sent in (facts, facts | {"proof": ""}):
            page = ada.post(address, sent)

            assert page.status_code == 403, address
            assert parse(page).xpath("//input[@name='proof'][@type='password']"), address

    assert state() == before


def test_a_superuser_is_asked_as_well(client, admin_user, editor):
    client.force_login(admin_user)
    before = state()

    answer = client.post(reverse("admin:auth_user_delete", args=[editor.pk]), {"post": "yes"})

    assert answer.status_code == 403
    assert state() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_gets_past_it(ada, editor, method):
    answer = getattr(ada, method)(reverse("admin:auth_user_delete", args=[editor.pk]))

    assert answer.status_code == 403


def test_the_password_is_asked_for_in_the_form_itself(ada, editor):
    for name in ("auth_user_add", "auth_group_add"):
        assert parse(ada.get(reverse(f"admin:{name}"))).xpath("//form//input[@name='proof']")
    for name in ("auth_user_change", "auth_user_password_change"):
        page = parse(ada.get(reverse(f"admin:{name}", args=[editor.pk])))
        assert page.xpath("//form//input[@name='proof']")
        assert not page.xpath("//form//input[@name='code']")


def test_who_may_only_look_is_asked_for_nothing(ada, admin_user):
    page = parse(ada.get(reverse("admin:auth_user_change", args=[admin_user.pk])))

    assert not page.xpath("//input[@name='proof']")


def test_with_the_password_it_is_done(ada, editor):
    address = reverse("admin:auth_user_password_change", args=[editor.pk])

    assert ada.post(address, NEW | PROOF).status_code == 302

    editor.refresh_from_db()
    assert editor.check_password("walnut-and-maple")


def test_once_shown_it_holds_for_ten_minutes(ada, editor, monkeypatch):
    ada.post(reverse("admin:auth_group_add"), PROOF | {"name": "Kings"})

    assert ada.post(reverse("admin:auth_group_add"), {"name": "Queens"}).status_code == 302
    assert not parse(ada.get(reverse("admin:auth_group_add"))).xpath("//input[@name='proof']")
    later = timezone.now() + datetime.timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert ada.post(reverse("admin:auth_group_add"), {"name": "Jacks"}).status_code == 403


def test_a_log_in_is_no_proof(client, administrator, editor):
    client.post("/admin/login/", {"username": "ada", "password": "maple-syrup"})

    answer = client.post(reverse("admin:auth_group_add"), {"name": "Kings"})

    assert answer.status_code == 403


def test_a_log_out_ends_it(ada, administrator):
    prove(ada)
    ada.post("/admin/logout/")
    ada.force_login(administrator)

    assert ada.post(reverse("admin:auth_group_add"), {"name": "Kings"}).status_code == 403


def test_what_was_sent_is_carried_along_except_for_new_passwords(ada, editor):
    chosen = {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"}
    page = parse(ada.post(reverse("admin:auth_user_changelist"), chosen))
    sent = {
        field.get("name"): field.get("value") for field in page.xpath("//form[@novalidate]//input")
    }
    kept = ada.post(reverse("admin:auth_user_add"), NEW | {"username": "nora"}).content.decode()

    ada.post(reverse("admin:auth_user_changelist"), sent | PROOF)

    assert not User.objects.filter(username="edith").exists()
    assert "nora" in kept
    assert "walnut" not in kept


def test_wrong_passwords_are_told_and_lock_out_like_failed_log_ins(ada, editor):
    address, guess = reverse("admin:auth_group_add"), {"name": "Kings", "proof": "guess"}

    answers = [ada.post(address, guess) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [403] * 4 + [429]
    assert "second factor is wrong" in text(parse(answers[0]))
    assert ada.post(address, PROOF | {"name": "Kings"}).status_code == 429
    assert not Group.objects.filter(name="Kings").exists()


@pytest.mark.parametrize("odd", ["\0", "x" * 100_000, "\u202e", "' OR 1=1 --", "maple-syrup "])
def test_what_is_no_password_is_no_fault(ada, device, odd):
    for sent in ({"proof": odd, "code": "1"}, {"proof": "maple-syrup", "code": odd}):
        assert ada.post(reverse("admin:auth_group_add"), sent).status_code == 403


def test_with_a_second_factor_it_takes_a_code_too(ada, device):
    from .factors import code_of

    address, code = reverse("admin:auth_group_add"), code_of(KEY)
    tries = [PROOF, PROOF | {"code": ""}, {"proof": "guess", "code": code}, {"code": code}]
    for given in tries:
        assert ada.post(address, given | {"name": "Kings"}).status_code == 403
    assert parse(ada.get(address)).xpath("//form//input[@name='code']")

    assert ada.post(address, PROOF | {"code": code, "name": "Kings"}).status_code == 302


def test_wrong_codes_lock_out_like_failed_log_ins(ada, device):
    sent = PROOF | {"code": "000000", "name": "Kings"}

    answers = [ada.post(reverse("admin:auth_group_add"), sent) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [403] * 4 + [429]


def test_ones_own_password_takes_a_code_too(ada, device, administrator):
    from .factors import code_of

    address, code = reverse("admin:password_change"), code_of(KEY)
    new = {"new_password1": "walnut-and-maple", "new_password2": "walnut-and-maple"}
    short = {"new_password1": "short", "new_password2": "short", "code": code}
    old = {"old_password": "maple-syrup"}
    assert parse(ada.get(address)).xpath("//form//input[@name='code']")

    refused = [ada.post(address, old | facts) for facts in (new, new | {"code": "000000"}, short)]
    TOTPDevice.objects.update(throttling_failure_count=0)

    assert [answer.status_code for answer in refused] == [200, 200, 200]
    assert "This code is not valid now" in text(parse(refused[1]))
    assert ada.post(address, old | new | {"code": code}).status_code == 302
    administrator.refresh_from_db()
    assert administrator.check_password("walnut-and-maple")


@pytest.mark.parametrize("who", ["editor", "publisher"])
def test_who_may_do_nothing_there_is_refused_without_being_asked(client, db, request, who):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(reverse("admin:auth_user_add"), NEW | PROOF | {"username": "nora"})

    assert answer.status_code == 403
    assert not parse(answer).xpath("//input[@name='proof']")


def test_a_second_factor_is_set_up_with_the_password_only(client, editor):
    from .factors import PAGE, begin, code_of

    client.force_login(editor)
    code = code_of(begin(client))

    assert client.post(PAGE, {"code": code}).status_code == 403
    assert client.post(PAGE, {"code": code, "proof": "guess"}).status_code == 403
    assert not TOTPDevice.objects.exists()
    assert client.post(PAGE, {"code": code} | PROOF).status_code == 200
    assert TOTPDevice.objects.exists()
