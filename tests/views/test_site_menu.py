"""The menu of every page: where one is, and the search."""

import pytest

from ..pages import parse, text

PLACES = {
    "/en/": None,
    "/en/find/": ("Which can I use?", "page"),
    "/en/countries/": ("Countries", "page"),
    "/en/countries/fr/": ("Countries", "true"),
    "/en/pools/2026/fr/working-holiday/": ("Countries", "true"),
    "/en/categories/working-holiday/": ("Categories", "true"),
    "/en/seasons/2021/": ("Seasons", "true"),
    "/en/seasons/2026/weeks/": ("Seasons", "true"),
    "/en/changes/": ("What changed", "page"),
    "/en/map/": ("Map", "page"),
    "/en/questions/": ("Questions", "page"),
    "/en/data/embed/": ("Data", "true"),
    "/en/glossary/": None,
    "/fr/pays/fr/": ("Pays", "true"),
    "/fr/bassins/2026/fr/vacances-travail/": ("Pays", "true"),
}


@pytest.mark.parametrize("address", PLACES)
def test_the_menu_says_where_one_is(client, shipped, address):
    client.get("/en/countries/")  # another page, whose menu is held
    page = parse(client.get(address))

    current = page.xpath("//header//nav//a[@aria-current]")
    assert [(text(link), link.get("aria-current")) for link in current] == (
        [PLACES[address]] if PLACES[address] else []
    )


@pytest.mark.parametrize("address", ["/en/", "/fr/donnees/"])
def test_the_search_is_in_the_menu_of_every_page_and_needs_no_script(client, shipped, address):
    (form,) = parse(client.get(address)).xpath("//header//form[@role='search']")

    assert form.get("action") == {"en": "/en/search/", "fr": "/fr/recherche/"}[address[1:3]]
    assert form.xpath(".//label/@for") == form.xpath(".//input[@name='q']/@id")
    assert form.xpath(".//button[@type='submit']")


def test_the_menu_is_a_disclosure_that_is_closed_at_first(client, shipped):
    (menu,) = parse(client.get("/en/")).xpath("//header//details")

    assert menu.get("open") is None
    assert text(menu.find("summary")) == "Menu"
    assert len(menu.xpath(".//nav//a")) == 8
