"""Accessibility of the table in use, as axe judges it."""

import pytest
from playwright.sync_api import expect

from .axe import LOOKS, findings


@pytest.mark.usefixtures("article_on_home")
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_when_everything_is_unfolded_and_filtered_without_a_reload(
    new_context, site, look
):
    page = new_context(**LOOKS[look]).new_page()
    page.goto(site + "/en/")
    for summary in page.locator("summary").all():
        summary.press("Enter")  # an open note lies over the next one
    page.get_by_role("checkbox", name="Unlimited").check()
    expect(page.locator("#summary")).to_have_text("1 of 23 countries and territories")

    found = findings(page)

    assert found == []
