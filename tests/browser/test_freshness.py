"""A figure that was changed is what the next person sees, whatever their browser has kept."""

import re

import pytest
from playwright.sync_api import expect

from quotas.models import Quota

pytestmark = [pytest.mark.saves, pytest.mark.usefixtures("article_on_home")]

JAPAN = "6,500"
CHANGED = "6,789"


@pytest.fixture
def japan(page):
    """The row of Japan, on whichever table page is open."""
    return page.get_by_role("row", name=re.compile("Japan"))


def change_japan():
    Quota.objects.filter(country__code="JP", category__slug="working-holiday").update(places=6789)


@pytest.mark.parametrize("address", ["/en/", "/en/seasons/2021/", "/en/?q=jap"])
def test_the_next_visit_shows_a_changed_figure(page, site, japan, address):
    page.goto(site + address)
    expect(japan).to_contain_text(JAPAN)

    change_japan()
    page.goto(site + address)

    expect(japan).to_contain_text(CHANGED)


def test_the_visit_after_next_shows_a_changed_figure_too(page, site, japan):
    page.goto(site + "/en/")
    page.goto(site + "/en/countries/")
    page.goto(site + "/en/")
    expect(japan).to_contain_text(JAPAN)

    change_japan()
    page.goto(site + "/en/countries/")
    page.goto(site + "/en/")

    expect(japan).to_contain_text(CHANGED)


def test_a_reload_shows_a_changed_figure(page, site, japan):
    page.goto(site + "/en/")
    expect(japan).to_contain_text(JAPAN)

    change_japan()
    page.reload()

    expect(japan).to_contain_text(CHANGED)


def test_going_away_and_back_by_links_shows_a_changed_figure(page, site, japan):
    page.goto(site + "/en/")
    expect(japan).to_contain_text(JAPAN)

    page.get_by_role("navigation").get_by_role("link", name="Countries").click()
    expect(page.locator("h1")).to_have_text("Countries and territories")
    change_japan()
    page.get_by_role("banner").get_by_role("link", name="IEC Quotas").click()

    expect(japan).to_contain_text(CHANGED)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/countries/jp/", "6,789"),
        ("/fr/pays/jp/", "6\xa0789"),
        ("/en/categories/working-holiday/", "6,789"),
        ("/fr/categories/vacances-travail/", "6\xa0789"),
    ],
)
def test_every_page_of_a_changed_figure_shows_it_at_the_next_visit(page, site, address, words):
    page.goto(site + address)
    expect(page.get_by_role("cell", name=words)).to_have_count(0)

    change_japan()
    page.goto(site + address)

    expect(page.get_by_role("cell", name=words)).not_to_have_count(0)


def test_a_filter_asked_for_again_shows_a_changed_figure(page, site, japan):
    page.goto(site + "/en/")
    search = page.locator("#id_q")
    search.press_sequentially("jap")
    expect(page.locator("#summary")).to_have_text("1 of 23 countries and territories")
    expect(japan).to_contain_text(JAPAN)
    search.clear()
    expect(page.locator("#summary")).to_have_text("23 countries and territories")

    change_japan()
    search.press_sequentially("jap")
    expect(page.locator("#summary")).to_have_text("1 of 23 countries and territories")

    expect(japan).to_contain_text(CHANGED)


def test_a_header_pressed_again_shows_a_changed_figure(page, site, japan):
    page.goto(site + "/en/?sort=-working-holiday")
    header = page.locator("#sort-working-holiday")
    ascending = page.locator("[aria-sort=ascending]")
    descending = page.locator("[aria-sort=descending]")
    for order in (ascending, descending):
        header.click()
        expect(order).to_be_visible()
    expect(japan).to_contain_text(JAPAN)

    change_japan()
    header.click()
    expect(ascending).to_be_visible()

    expect(japan).to_contain_text(CHANGED)


def test_back_to_a_filtered_table_shows_a_changed_figure(page, site, japan):
    page.goto(site + "/en/")
    page.locator("#id_q").press_sequentially("jap")
    expect(page.locator("#summary")).to_have_text("1 of 23 countries and territories")
    page.locator("#without-1").click()
    expect(page.locator("#summary")).to_have_text("23 countries and territories")

    change_japan()
    page.go_back(wait_until="commit")
    expect(page.locator("#summary")).to_have_text("1 of 23 countries and territories")

    expect(japan).to_contain_text(CHANGED)


def test_a_page_that_has_not_changed_is_not_sent_again(page, site):
    bodies = []
    for _visit in range(2):
        with page.expect_response(site + "/en/") as response:
            page.goto(site + "/en/")
        bodies.append(response.value.request.sizes()["responseBodySize"])

    assert bodies[0] > 0
    assert bodies[1] == 0
