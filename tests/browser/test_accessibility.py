"""What axe finds on the pages, which is to be nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .pages import PAGES, visit_each

LOOKS = {
    "light and wide": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark and narrow": {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
}

# All that axe checks by default, and the size of targets, which WCAG 2.2 AA asks for.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

axe = Axe()


def findings(page):
    """What axe finds wrong on the page, each with the element it is about."""
    violations = axe.run(page, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", PAGES)
def test_axe_finds_nothing_on_any_public_page(new_context, site, language, look):
    page = new_context(**LOOKS[look]).new_page()

    found = {name: findings(page) for name in visit_each(page, site, language)}

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
