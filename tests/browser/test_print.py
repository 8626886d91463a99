"""Pages on paper: nothing to click, nothing hidden, nothing cut off."""

import pytest

from .pages import PAGES, PAPER


@pytest.fixture
def paper(new_context, site):
    """A page as it is printed from a browser that is set to dark."""
    page = new_context(color_scheme="dark", viewport=PAPER).new_page()
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("name", ["home", "pool", "frame"])
def test_paper_is_light_whatever_the_screen_is(paper, site, name):
    paper.goto(site + PAGES["fr"][name])

    html = paper.locator("html")
    assert html.evaluate("html => getComputedStyle(html).colorScheme") == "light"
    assert paper.evaluate("getComputedStyle(document.body).color") in (
        "rgb(0, 0, 0)",
        "rgb(29, 35, 38)",
    )


def test_what_is_folded_is_printed(paper, site):
    paper.goto(site + PAGES["en"]["data"])

    for details in paper.locator("main details").all():
        assert details.get_attribute("open") is None
        assert details.locator("table").bounding_box()["height"] > 50


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [
        ("find", True),
        ("found", False),
        ("compare", True),
        ("compared", False),
        ("compared seasons", False),
        ("embed", False),
    ],
)
def test_a_form_is_printed_only_where_it_has_no_answer(paper, site, name, is_shown):
    paper.goto(site + PAGES["en"][name])

    assert paper.locator("form.questions").is_visible() == is_shown


def test_the_address_of_a_source_is_printed_where_there_is_room_for_it(paper, site):
    paper.goto(site + PAGES["en"]["country"])

    after = "link => getComputedStyle(link, '::after').content"
    source = paper.locator(".sources a[href^=http]").first
    assert source.get_attribute("href") in source.evaluate(after)
    assert paper.locator("th .source a").first.evaluate(after) == "none"


@pytest.mark.parametrize("paper_size", ["A4", "Letter"])
def test_a_season_takes_few_sheets(paper, site, paper_size):
    paper.goto(site + PAGES["en"]["home"])

    sheets = paper.pdf(format=paper_size).count(b"/Type /Page\n")

    assert 1 <= sheets <= 6
