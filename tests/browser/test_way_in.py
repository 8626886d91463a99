"""The pages on the way in, and those of files: what axe finds, and what the rules for pages say."""

import base64

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from django_otp.oath import TOTP

from tests.browser.admin import quota_of
from tests.browser.axe import findings, in_both_looks
from tests.feeds import REAL
from tests.files.copies import HEAD, SOURCE, line

LOGIN = "/admin/login/?next=/admin/second-factor/"


def log_in(page, site, password):
    page.goto(site + LOGIN)
    page.fill("#id_username", "publius")
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.wait_for_load_state()


def send(page, address, name, content):
    page.goto(address)
    file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    page.set_input_files("[type=file]", file)
    page.click("#content-main [type=submit]")
    page.wait_for_load_state()


def way_in(page, site):
    """Each page that somebody meets between a stranger's log-in and the second factor."""
    page.goto(site + LOGIN)
    yield "log-in"
    log_in(page, site, "guess")
    yield "a wrong password"
    for _ in range(4):
        log_in(page, site, "guess")
    yield "locked out"
    AccessAttempt.objects.all().delete()
    log_in(page, site, "maple-syrup")
    yield "set up"
    page.fill("#id_code", "123")
    page.click("#content-main [type=submit]")
    page.wait_for_load_state()
    yield "no proof"
    page.fill("#id_proof", "maple-syrup")
    page.click("#content-main [type=submit]")
    page.wait_for_load_state()
    yield "a wrong code"
    page.fill("#id_code", code_on(page))
    page.click("#content-main [type=submit]")
    page.wait_for_load_state()
    yield "recovery codes"
    page.goto(site + "/admin/second-factor/")
    yield "second factor"
    page.goto(site + reverse("admin:password_change"))
    yield "own password"


def code_on(page):
    """Return the code that an app makes of the key on the page."""
    key = page.locator("#content-main code").first.inner_text().replace(" ", "")
    return f"{TOTP(base64.b32decode(key)).token():06}"


def ways_of_files(page, site):
    """Each page of an import: refused, refused in a row, asked about, and the feed's."""
    korea = quota_of("KR")
    address = site + reverse("admin:quotas_quota_import")
    send(page, address, "empty.csv", "")
    yield "a refused file"
    send(page, address, "bad.csv", HEAD + line(korea, places="many") + line(korea))
    yield "refused rows"
    new = f"2021,FI,working-holiday,limited,300,2021-06-01,{SOURCE}\n"
    send(page, address, "good.csv", HEAD + line(korea, places=40000, as_of="2021-06-01") + new)
    yield "a preview"
    feed = site + reverse("admin:quotas_feedimport_import")
    send(page, feed, "selections.xml", "no feed")
    yield "a refused feed"
    send(page, feed, "selections.xml", REAL.replace("February&nbsp;10", "March&nbsp;3"))
    yield "a report"


@pytest.mark.long
@in_both_looks
def test_axe_finds_nothing_on_the_way_in_nor_on_the_pages_of_files(
    new_context, open_as, publisher, site, language, look
):
    stranger = new_context(**look, locale=f"{language}-CA").new_page()
    clerk = open_as(publisher, new_context(**look, locale=f"{language}-CA"))

    found = {name: findings(clerk) for name in ways_of_files(clerk, site)}
    found |= {name: findings(stranger) for name in way_in(stranger, site)}

    assert len(found) == 14
    assert {name: what for name, what in found.items() if what} == {}


def test_the_way_in_and_the_pages_of_files_break_no_rule(
    context, open_as, publisher, site, complaints
):
    clerk = open_as(publisher, context)
    list(ways_of_files(clerk, site))
    context.clear_cookies()

    list(way_in(context.new_page(), site))

    refused = ("status of 403", "status of 429")
    assert [heard for heard in complaints if not any(map(heard.__contains__, refused))] == []
