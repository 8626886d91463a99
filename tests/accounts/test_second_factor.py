"""A second factor: set up, asked for, used once, renewed and removed."""

import logging
import re

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from quotas.accounts import second_factor

from ..pages import parse, text
from .factors import KEY, LOGIN, PAGE, WRONG, begin, code_of, shown_codes


@pytest.fixture
def device(editor):
    """The editor's second factor."""
    return TOTPDevice.objects.create(user=editor, key=KEY, name="app")


@pytest.fixture
def paper(editor, device):
    """The editor's recovery codes."""
    return second_factor.renew_codes(editor)


@pytest.fixture
def log_in(client, editor):
    def log_in(code="", password="maple-syrup", **environment):
        facts = {"username": "edith", "password": password, "code": code}
        return client.post(f"{LOGIN}?next=/admin/", facts, **environment)

    return log_in


@pytest.fixture
def desk(client, log_in, device):
    """The editor, logged in with her second factor."""
    assert log_in(code_of(KEY)).status_code == 302
    return client


# Logging in


def test_who_has_a_second_factor_needs_its_code(log_in, device):
    assert log_in().status_code == 200
    assert log_in("000000").status_code == 200
    TOTPDevice.objects.update(throttling_failure_count=0)

    assert log_in(code_of(KEY)).status_code == 302


def test_who_has_none_leaves_the_field_empty_and_may_write_anything_into_it(log_in):
    assert log_in().status_code == 302
    assert log_in("123456").status_code == 302


def test_the_answer_does_not_tell_a_wrong_password_from_a_wrong_or_missing_code(log_in, device):
    answers = [
        log_in(code_of(KEY), password="guess"),
        log_in("", password="guess"),
        log_in("000000"),
        log_in(""),
    ]

    errors = [text(parse(answer).xpath("//p[@class='errornote']")[0]) for answer in answers]
    assert len(set(errors)) == 1
    assert WRONG in errors[0]


def test_a_code_is_good_once(client, log_in, device):
    code = code_of(KEY)
    assert log_in(code).status_code == 302
    client.post("/admin/logout/")

    assert log_in(code).status_code == 200


def test_a_code_may_be_written_in_groups(log_in, device):
    code = code_of(KEY)

    assert log_in(f" {code[:3]} {code[3:]} ").status_code == 302


@pytest.mark.parametrize("code", ["abcdef", "12345", "1_2345", "+12345", "1" * 31, "١٢٣٤٥٦", "\0"])
def test_what_is_no_code_lets_nobody_in(log_in, device, code):
    assert log_in(code).status_code == 200


def test_a_wrong_code_slows_down_the_next_without_saying_so(log_in, device):
    log_in("000000")

    answer = log_in(code_of(KEY))

    assert answer.status_code == 200
    assert "disabled" not in text(parse(answer))


def test_wrong_codes_count_towards_the_lockout(log_in, device):
    assert [log_in("000000").status_code for _ in range(4)] == [200] * 4

    assert log_in("000000").status_code == 429
    assert log_in(code_of(KEY)).status_code == 429


def test_wrong_passwords_do_not_slow_down_the_codes(log_in, device):
    for _ in range(3):
        log_in("000000", password="guess")

    assert log_in(code_of(KEY)).status_code == 302


def test_a_recovery_code_is_good_once(client, log_in, paper):
    assert log_in(paper[0]).status_code == 302
    assert client.get("/admin/").status_code == 200
    client.post("/admin/logout/")

    assert log_in(paper[0]).status_code == 200
    assert StaticToken.objects.count() == 9


def test_a_recovery_code_may_be_written_as_it_is_shown(log_in, paper):
    shown = " ".join(re.findall("....", paper[0]))

    assert log_in(shown).status_code == 302


def test_somebody_elses_code_does_not_help(log_in, device, publisher):
    other = "39" * 20
    TOTPDevice.objects.create(user=publisher, key=other, name="app")
    codes = second_factor.renew_codes(publisher)

    assert log_in(code_of(other)).status_code == 200
    assert log_in(codes[0]).status_code == 200


def test_a_session_from_before_the_second_factor_opens_nothing(client, editor):
    client.force_login(editor)
    TOTPDevice.objects.create(user=editor, key=KEY, name="app")

    for address in ("/admin/", PAGE, "/admin/quotas/quota/", "/admin/password_change/"):
        assert client.get(address).headers["Location"].startswith(LOGIN)
    assert client.post(PAGE, {"proof": "maple-syrup", "action": "remove"}).status_code == 302
    assert TOTPDevice.objects.exists()


def test_a_device_that_was_never_confirmed_asks_for_nothing(log_in, editor):
    TOTPDevice.objects.create(user=editor, key=KEY, name="app", confirmed=False)

    assert log_in().status_code == 302


def test_the_field_of_the_code_helps_phones(client):
    (field,) = parse(client.get(LOGIN)).xpath("//input[@name='code']")

    assert field.get("autocomplete") == "one-time-code"
    assert field.get("inputmode") == "numeric"
    assert parse(client.get(LOGIN)).get_element_by_id(field.get("aria-describedby")) is not None


# Setting it up


def test_staff_set_it_up_with_an_app_and_get_recovery_codes(client, log_in, editor):
    log_in()
    before = client.cookies["sessionid"].value

    response = client.post(PAGE, {"proof": "maple-syrup", "code": code_of(begin(client))})

    assert len(set(shown_codes(response))) == 10
    assert client.cookies["sessionid"].value != before
    assert client.get("/admin/").status_code == 200
    assert log_in().status_code == 200
    assert log_in(shown_codes(response)[3]).status_code == 302


def test_the_code_that_set_it_up_does_not_log_in(client, log_in):
    log_in()
    code = code_of(begin(client))
    client.post(PAGE, {"proof": "maple-syrup", "code": code})
    client.post("/admin/logout/")

    assert log_in(code).status_code == 200


@pytest.mark.parametrize("code", ["000000", "", "abc", "9" * 40])
def test_a_wrong_code_sets_nothing_up_and_keeps_the_key(client, log_in, code):
    log_in()
    key = begin(client)

    page = parse(client.post(PAGE, {"proof": "maple-syrup", "code": code}))

    assert page.xpath("//ul[contains(@class, 'errorlist')]")
    assert not TOTPDevice.objects.exists()
    assert begin(client) == key


def test_another_session_gets_another_key(client, editor):
    other = Client()
    for browser in (client, other):
        browser.force_login(editor)

    assert begin(client) != begin(other)


def test_a_second_set_up_does_not_replace_the_first(client, editor):
    other = Client()
    for browser in (client, other):
        browser.force_login(editor)
    keys = begin(client), begin(other)
    client.post(PAGE, {"proof": "maple-syrup", "code": code_of(keys[0])})

    other.post(PAGE, {"proof": "maple-syrup", "code": code_of(keys[1])})

    assert [device.key for device in TOTPDevice.objects.all()] == [keys[0]]


def test_the_qr_code_is_drawn_without_styles(client, editor):
    client.force_login(editor)

    page = parse(client.get(PAGE))

    (drawing,) = page.xpath("//svg[@role='img'][@aria-label]/path/@d")
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", drawing)
    assert not page.xpath("//*[@style]")
    assert page.xpath("//a/@href[starts-with(., 'otpauth://totp/IEC%20Quotas')]")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_its_pages_are_there_for_every_member_of_staff(client, editor, language):
    client.force_login(editor)

    page = parse(client.get("/admin/", headers={"accept-language": language}))

    assert page.xpath("//div[@id='user-tools']/a/@href[. = '/admin/second-factor/']")
    assert client.get(PAGE, headers={"accept-language": language}).status_code == 200


def test_strangers_are_asked_to_log_in(client, db):
    assert client.get(PAGE).headers["Location"].startswith(LOGIN)


# Looking after it


def proof(code):
    """The password and `code`, as the page asks for them."""
    return {"proof": "maple-syrup", "code": code}


@pytest.mark.parametrize("action", ["renew", "remove"])
def test_it_is_changed_by_its_password_with_a_code_only(desk, paper, action):
    right = code_of(KEY, later=1)
    proofs = [{"proof": "guess", "code": right}, {"proof": right, "code": "maple-syrup"}]
    proofs += [{"proof": right}, {"code": right}, {"proof": "maple-syrup"}, {}]

    for given in proofs:
        refused = desk.post(PAGE, given | {"action": action})

        assert refused.status_code == 403
        assert parse(refused).xpath("//input[@name='proof']")
    assert TOTPDevice.objects.exists()
    assert {token.token for token in StaticToken.objects.all()} == set(paper)


@pytest.mark.parametrize("code", ["app", "paper"])
def test_it_is_removed_with_the_codes(desk, paper, code):
    code = {"app": code_of(KEY, later=1), "paper": paper[0]}[code]

    desk.post(PAGE, proof(code) | {"action": "remove"})

    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert desk.get("/admin/").status_code == 200


def test_new_recovery_codes_end_the_old_ones(desk, paper, log_in):
    response = desk.post(PAGE, proof(code_of(KEY, later=1)) | {"action": "renew"})
    desk.post("/admin/logout/")

    assert log_in(paper[0]).status_code == 200
    StaticDevice.objects.update(throttling_failure_count=0)
    assert log_in(shown_codes(response)[0]).status_code == 302


def test_recovery_codes_are_renewed_in_a_session_that_one_of_them_opened(client, log_in, paper):
    log_in(paper[0])

    response = client.post(PAGE, proof(paper[1]) | {"action": "renew"})

    assert len(shown_codes(response)) == 10
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_are_shown_once(desk, paper):
    page = text(parse(desk.get(PAGE)))

    assert "You have 10 recovery codes left" in page
    assert not any(code in page.replace(" ", "") for code in paper)


def test_guessing_the_password_of_an_open_session_is_locked_out(desk, device):
    answers = [desk.post(PAGE, {"proof": "guess", "action": "remove"}) for _ in range(5)]

    assert answers[-1].status_code == 429
    desk.post(PAGE, proof(code_of(KEY, later=1)) | {"action": "remove"})
    assert TOTPDevice.objects.exists()


def test_its_forms_need_their_token(editor, device):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    session = browser.session
    session["otp_device_id"] = device.persistent_id
    session.save()

    response = browser.post(PAGE, {"proof": "maple-syrup", "action": "remove"})

    assert response.status_code == 403
    assert TOTPDevice.objects.exists()


# Secrets


def test_secrets_are_in_no_log_and_in_no_record_of_attempts(desk, log_in, paper, caplog):
    caplog.set_level(logging.DEBUG)
    desk.post(PAGE, {"proof": "guess-of-mine", "code": "111111", "action": "renew"})
    response = desk.post(PAGE, proof(code_of(KEY, later=1)) | {"action": "renew"})
    new = {"new_password1": "a-new-password", "new_password2": "a-new-password"}
    desk.post("/admin/password_change/", new | {"old_password": "old-guess", "code": "222222"})
    desk.post("/admin/logout/")
    log_in("123123123123")
    log_in("654321", password="another-guess")

    secrets = ["maple-syrup", "guess-of-mine", "another-guess", "123123123123", "654321", KEY]
    secrets += ["a-new-password", "old-guess", "111111", "222222"]
    secrets += [code.replace(" ", "") for code in shown_codes(response)] + paper
    kept = " ".join(
        f"{attempt.get_data} {attempt.post_data}" for attempt in AccessAttempt.objects.all()
    )
    ours = " ".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "code=***" in kept
    assert not [secret for secret in secrets if secret in kept + ours]


def test_no_page_shows_the_key_of_anybody(client, admin_user, device, paper):
    client.force_login(admin_user)

    pages = [client.get(reverse("admin:auth_user_changelist")), client.get("/admin/")]
    pages.append(client.get(reverse("admin:auth_user_change", args=[device.user_id])))

    for page in pages:
        assert KEY not in page.content.decode()
        assert not [code for code in paper if code in page.content.decode()]
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
