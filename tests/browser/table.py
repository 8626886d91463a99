"""Reading and pressing the quota table, for the tests that use it as people do."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

HOME = {"en": "/en/", "fr": "/fr/"}
COUNTRIES = "#quota-table tbody th > a"
NOT_ALL_BY_PLACES = ["Japan", "United Kingdom", "South Korea", "Italy", "Belgium"]


def asked(address):
    """The filters in an address, without those that are empty."""
    return parse_qs(urlsplit(address).query)


def chosen(page):
    """The filters in the form, in the shape of `asked`."""
    query = page.locator("#quota-filter").evaluate(
        "form => new URLSearchParams(new FormData(form)).toString()"
    )
    return parse_qs(query)


def unfold(page):
    """Show the filters that the form folds away."""
    if page.locator("details.more-filters:not([open])").count():
        page.get_by_text(re.compile("^(More filters|Plus de filtres)$")).click()


def tick(page, label):
    unfold(page)
    page.get_by_role("checkbox", name=label, exact=True).check()


def expect_countries(page, *names):
    """The table has these rows and no other."""
    expect(page.locator(COUNTRIES)).to_have_text(list(names))


def expect_first_countries(page, *names):
    """The table begins with these rows."""
    for row, name in enumerate(names):
        expect(page.locator(COUNTRIES).nth(row)).to_have_text(name)


def columns(page):
    return page.locator("#quota-table thead th")


def go_back(page):
    page.go_back(wait_until="commit")


def go_forward(page):
    page.go_forward(wait_until="commit")


def until(page, truth):
    """Waits for what only the test can see."""
    for _ in range(160):
        if truth():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It has not come true.")


def expect_moment(page, filters, count, first):
    """The table, the address and the form all say the same."""
    expect(page.locator(COUNTRIES)).to_have_count(count)
    expect(page.locator(COUNTRIES).first).to_have_text(first)
    assert asked(page.url) == filters
    assert chosen(page) == filters
