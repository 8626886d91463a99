"""A second factor that some of the staff must have, and others need not."""

import pytest

from ..pages import parse, text
from .factors import LOGIN, PAGE, begin, code_of
from .test_groups import admin_addresses


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("who", ["publisher", "administrator", "superuser"])
def test_who_must_have_one_reaches_the_page_to_set_it_up_and_nothing_else(
    required, client, request, who, admin_user, shipped
):
    user = admin_user if who == "superuser" else request.getfixturevalue(who)
    client.force_login(user)
    password = "password" if who == "superuser" else "maple-syrup"

    for address in ("/admin/", "/admin/quotas/quota/", "/admin/auth/user/", "/admin/nothing/"):
        assert client.get(address).headers["Location"] == PAGE
    assert client.post("/admin/quotas/season/", {"action": "make_current"}).status_code == 302
    for address in (PAGE, "/admin/password_change/", "/admin/jsi18n/"):
        assert client.get(address).status_code == 200
    assert "needs a second factor" in text(parse(client.get(PAGE)))

    client.post(PAGE, {"proof": password, "code": code_of(begin(client))})

    assert client.get("/admin/quotas/quota/").status_code == 200


def test_no_address_leads_past_it(required, client, publisher, shipped):
    client.force_login(publisher)
    open_to_all = {"second_factor", "password_change", "password_change_done", "logout", "jsi18n"}

    for name, address in admin_addresses():
        if name in open_to_all | {"login"}:
            continue
        for answer in (client.get(address), client.post(address, {"post": "yes"})):
            assert answer.status_code in (301, 302), name
            assert answer.headers["Location"] in (PAGE, f"{address}/"), name


def test_who_must_have_one_can_log_out(required, client, publisher):
    client.force_login(publisher)

    client.post("/admin/logout/")

    assert client.get(PAGE).headers["Location"].startswith(LOGIN)


def test_editors_need_none(required, client, editor):
    client.force_login(editor)

    assert client.get("/admin/quotas/quota/").status_code == 200


def test_nobody_needs_one_where_it_is_not_asked_for(client, publisher):
    client.force_login(publisher)

    assert client.get("/admin/quotas/quota/").status_code == 200
