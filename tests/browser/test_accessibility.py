"""Accessibility of the public pages, as axe judges it."""

import pytest
from playwright.sync_api import expect

from .axe import LOOKS, findings
from .pages import visit_each

LIGHT, DARK = LOOKS.values()


@pytest.mark.long
@pytest.mark.parametrize(("language", "first", "last"), [("en", DARK, LIGHT), ("fr", LIGHT, DARK)])
def test_axe_finds_nothing_on_any_public_page(page, site, language, first, last):
    """Judge each page in both looks: whole in one of them for each language."""
    found = {name: findings(page, first, last) for name in visit_each(page, site, language)}

    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_when_everything_is_unfolded_and_filtered_without_a_reload(
    new_context, site, look
):
    page = new_context(**LOOKS[look]).new_page()
    page.goto(site + "/en/")
    for summary in page.locator("summary").all():
        summary.click()
    page.get_by_role("checkbox", name="Unlimited").check()
    expect(page.locator("#summary")).to_have_text("1 of 23 countries and territories")

    found = findings(page)

    assert found == []
