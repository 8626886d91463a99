"""A public page of every kind, opened once: by its policy, on paper, and as axe judges it."""

import pytest

from .axe import findings, in_both_looks
from .pages import PAPER, visit_each

FRAMES = ("frame", "card", "pool frame", "chart frame", "map frame", "comparison frame")

# What is wider than the paper, what would have to be scrolled, and what can only be clicked.
OFF_PAPER = """
isFrame => {
    const among = (selector, truth) => [...document.querySelectorAll(selector)]
        .filter(truth)
        .map(element => element.outerHTML.slice(0, 80));
    const wide = among("body *", element => element.getClientRects().length
        && !element.closest(".visually-hidden, svg")
        && element.getBoundingClientRect().right > innerWidth + 1);
    if (isFrame) return wide;
    const scrolled = among("main *", element =>
        ["auto", "scroll"].includes(getComputedStyle(element).overflowX));
    const toClick = among(
        ".site-nav, .language-switch, .season-switch, .site-links, .files, .ways-on, button",
        element => element.checkVisibility({ visibilityProperty: true }));
    return [...wide, ...scrolled, ...toClick];
}
"""


def off_paper(page, name):
    """List what is wrong on a sheet that is printed from a browser set to dark."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(PAPER)
    found = page.evaluate(OFF_PAPER, name in FRAMES)
    page.emulate_media(media="screen")
    return [f"on paper: {what}" for what in found]


@pytest.mark.long
@in_both_looks
def test_a_page_of_every_kind_keeps_its_policy_fits_on_paper_and_satisfies_axe(
    page, context, site, complaints, language, look
):
    found = {
        name: off_paper(page, name) + findings(page, look)
        for name in visit_each(page, site, language)
    }

    assert {name: what for name, what in found.items() if what} == {}
    assert complaints == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
