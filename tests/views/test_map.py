"""The map: what it shows, that the list says the same, and what it weighs."""

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from quotas.charts.map import Territory, TileMap
from quotas.models import Country, Quota

from ..charts.shapes import shapes_in, words_in
from ..factories import make_category, make_country, make_quota, make_season
from ..pages import SPACES, parse, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/map/", "fr": "/fr/carte/"}
SEASONS = (2021, 2023, 2025, 2026)
CATEGORIES = ("working-holiday", "young-professionals", "international-coop")
DRAWINGS = ("narrow", "wide")
SIGNS = {"unlimited": "∞", "to_be_announced": "…", "not_offered": "×", "absent": "?"}
SHADES = ((100, "shade-0"), (1000, "shade-1"), (5000, "shade-2"), (10**9, "shade-3"))


def links(page, drawing="wide"):
    return page.xpath(f"//*[local-name()='svg'][@class='tiles tiles-{drawing}']//a")


def picked(page, drawing="wide"):
    """The countries that the map leads to, by name: the quota, the look, the address."""
    return {
        name: (quota, link.find("path").get("class"), link.get("href"))
        for link in links(page, drawing)
        for name, quota in [re.split(r" ?: ", text(link.find("title")))]
    }


def expected_look(quota, state):
    """The look of a quota, from what the list says of it."""
    if state != "limited":
        return "endless" if state == "unlimited" else state
    places = int(re.sub(r"\D", "", quota))
    return next(look for most, look in SHADES if places < most)


def listed(page):
    """The rows of the list: a name, a quota, its state, and an address."""
    return [
        (
            text(row.find("th")),
            row.find("td").text.translate(SPACES).strip(),
            row.find("td").get("data-state"),
            *row.xpath("th/a/@href"),
        )
        for row in page.xpath("//table[@id='map-list']/tbody/tr")
    ]


# What is shown


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_every_country_of_the_programme_has_one_tile(page_at, drawing):
    page = page_at("/en/map/")

    names = set(Country.objects.values_list("name_en", flat=True))
    assert picked(page, drawing).keys() == names
    assert len(links(page, drawing)) == len(names) == 38


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("year", SEASONS)
def test_the_map_and_the_list_say_the_same(page_at, year, category, language):
    page = page_at(f"{ADDRESS[language]}?season={year}&category={category}")

    rows = listed(page)
    expected = {
        name: (quota, expected_look(quota, state), address) for name, quota, state, address in rows
    }
    assert picked(page, "wide") == picked(page, "narrow") == expected
    assert len(rows) == Country.objects.count()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("year", [2023, 2026])
def test_a_tile_has_the_name_or_the_code_and_the_number_or_a_sign(page_at, year, language):
    page = page_at(f"{ADDRESS[language]}?season={year}")

    codes = {country.name_en: country.code for country in Country.objects.all()}
    codes |= {country.name_fr: country.code for country in Country.objects.all()}
    for name, quota, state, _address in listed(page):
        sign = SIGNS.get(state, quota)
        for drawing, called in (("wide", name), ("narrow", codes[name])):
            (link,) = (
                each
                for each in links(page, drawing)
                if re.split(" ?: ", text(each.find("title")))[0] == name
            )
            words = [shape.words for shape in shapes_in(link) if shape.words]
            assert [words[0].replace("- ", "-"), words[1]] == [called, sign]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_file_draws_what_the_page_draws(answer_at, page_at, language):
    page = page_at(f"{ADDRESS[language]}?season=2023&category=young-professionals")
    png, svg, *_csv = page.xpath("//figure[@class='map']/figcaption/a/@href")

    file = answer_at(svg).content

    tiles = [shape for link in links(page) for shape in shapes_in(link)]
    kinds, words = ({getattr(shape, name) for shape in tiles} for name in ("kind", "words"))
    of_file = [shape for shape in shapes_in(file) if shape.kind in kinds and shape.words in words]
    assert [(shape.kind, shape.words) for shape in of_file][: len(tiles)] == [
        (shape.kind, shape.words) for shape in tiles
    ]
    assert text(page.xpath("//div[@class='finding']/p")[0]) in words_in(file)
    assert answer_at(png).content.startswith(b"\x89PNG")


def half(page):
    """The fewest largest rows of the list that have half of the numbered places, and the sums."""
    numbers = [
        (name, int(re.sub(r"\D", "", quota)))
        for name, quota, state, _address in listed(page)
        if state == "limited"
    ]
    total, names, so_far = sum(number for _name, number in numbers), [], 0
    for name, number in sorted(numbers, key=lambda row: -row[1]):
        if so_far * 2 >= total:
            break
        names.append(name)
        so_far += number
    return names, so_far, total


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("year", SEASONS)
def test_the_headline_names_the_fewest_countries_with_half_of_the_places(
    page_at, year, category, language
):
    page = page_at(f"{ADDRESS[language]}?season={year}&category={category}")

    headline = text(page.xpath("//div[@class='finding']/p")[0])

    names, places, total = half(page)
    rows = listed(page)
    unlimited = [name for name, _quota, state, _address in rows if state == "unlimited"]
    separator, colon = (",", ": ") if language == "en" else (" ", " : ")
    written = f"{total:,}".replace(",", separator)
    assert written in headline
    *before, last = headline.removesuffix(".").split(". ")
    assert last.split(colon)[0] == ", ".join(names)
    words = {"en": ("unlimited", "more than half"), "fr": ("illimité", "plus de la moitié")}
    assert before == ([f"{', '.join(unlimited)}{colon}{words[language][0]}"] if unlimited else [])
    if len(names) == 1:
        assert f"{colon}{places:,} ".replace(",", separator) in headline
    else:
        assert places * 2 > total
        assert words[language][1] in headline
    others = {"en": "other", "fr": "autres"}[language]
    known = {"en": "known to us", "fr": "connues"}[language]
    assert (others in headline) == bool(unlimited)
    assert (known in headline) == (year == 2025)


def test_the_list_begins_with_the_largest_and_ends_with_what_has_no_figure(client, shipped):
    rows = listed(parse(client.get("/en/map/?season=2025")))

    assert [quota for _name, quota, _state, _address in rows[:3]] == ["Unlimited"] * 2 + ["10,000"]
    assert rows[-1][1] == "Not known to us"


def test_a_country_of_which_no_figure_is_held_leads_to_its_pool_if_one_is_known(client, shipped):
    partial = {row[0]: row[3] for row in listed(parse(client.get("/en/map/?season=2026")))}
    whole = {row[0]: row[3] for row in listed(parse(client.get("/en/map/?season=2021")))}

    assert partial["Iceland"] == "/en/pools/2026/is/working-holiday/"
    assert whole["Iceland"] == "/en/countries/is/"


def test_the_key_counts_every_country_once(client, shipped):
    page = parse(client.get("/en/map/?season=2023"))

    counts = [int(count[1:-1]) for count in page.xpath("//*[@class='count']/text()")]
    assert sum(counts) == Country.objects.count()
    assert [text(item) for item in page.xpath("//div[@class='map-key']//li")] == [
        "5,000 or more (4)",
        "1,000 to 4,999 (7)",
        "100 to 999 (15)",
        "0 to 99 (6)",
        "∞ Unlimited (1)",
        "… To be announced (2)",
        "× Not offered (1)",
        "? Not known to us (2)",
    ]


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_country_that_joins_has_a_tile_without_more_ado(client, shipped, drawing):
    make_country(code="BR", name_en="Brazil")

    page = parse(client.get("/en/map/"))

    assert picked(page, drawing)["Brazil"] == ("Not known to us", "absent", "/en/countries/br/")
    assert "Brazil" in [row[0] for row in listed(page)]


def test_a_changed_figure_shows_at_the_next_request(client, shipped):
    client.get("/en/map/?season=2023")
    Quota.objects.filter(
        season__year=2023, country__code="LU", category__slug="working-holiday"
    ).update(places=4321)

    page = parse(client.get("/en/map/?season=2023"))

    assert picked(page)["Luxembourg"][:2] == ("4,321", "shade-2")


# How it is made


def test_the_map_costs_the_same_queries_however_many_countries_there_are(client, db):
    season, category = make_season(is_current=True), make_category()
    make_quota(season=season, category=category)

    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = queries("/en/map/?n=1")
    for code in ("FR", "LU", "JP", "NZ"):
        make_quota(season=season, category=category, country=make_country(code=code))

    assert queries("/en/map/?n=2") == few <= 10


def test_the_map_has_no_style_or_script_of_its_own(page_at):
    page = page_at("/en/map/")

    assert not page.xpath("//figure//@style | //figure//style | //figure//script")


def test_the_keyboard_reaches_every_tile_from_the_west_to_the_east(page_at):
    page = page_at("/en/map/")

    assert not page.xpath("//figure//*[@tabindex or @aria-hidden='true'][local-name()='a']")
    names = list(picked(page))
    assert names[:4] == ["Mexico", "Costa Rica", "Chile", "Iceland"]
    assert names[-3:] == ["Hong Kong", "Australia", "New Zealand"]
    assert page.xpath("//div[@class='finding']//a/@href") == ["#list"]
    assert page.xpath("//section[@aria-labelledby='list']//table/caption")


def drawn(*territories):
    return render_to_string("components/map.html", {"chart": TileMap(territories)})


def territory(code):
    return Territory(code, f"Country {code}", "7", "shade-0", Country(code=code))


def test_a_french_map_has_no_commas_in_its_coordinates():
    with override("fr"):
        svg = drawn(territory("HK"), territory("FR"), territory("NZ"))

    numbers = re.findall(r' (?:d|x|y|viewBox|font-size)="([^"]*)"', svg)
    assert numbers
    assert not [number for number in numbers if "," in number or "\xa0" in number]


def test_names_are_escaped():
    svg = drawn(Territory("HK", "<b>", "<i>", "absent", "/"))

    assert "<b>" not in svg
    assert "<i>" not in svg


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_that_is_shared_shows_the_map_and_its_headline(answer_at, page_at, language):
    page = page_at(f"{ADDRESS[language]}?season=2023")

    (address,) = page.xpath("//meta[@property='og:image']/@content")
    (words,) = page.xpath("//meta[@property='og:image:alt']/@content")
    picture = answer_at(re.sub("https?://[^/]+", "", address))

    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert words.translate(SPACES).startswith(text(page.xpath("//div[@class='finding']/p")[0]))


@pytest.mark.parametrize(
    "address",
    [
        "/en/map/1850/working-holiday/map.svg",
        "/en/map/2026/nothing/map.svg",
        "/en/map/2026/working-holiday/map.gif",
        "/en/map/2026/working-holiday/map-tall.svg",
    ],
)
def test_a_map_of_nothing_is_not_found(client, shipped, address):
    assert client.get(address).status_code == 404


def test_other_pages_lead_to_the_map(client, shipped):
    found = {
        address: parse(client.get(address)).xpath("//main//p//a[contains(@href, '/map/')]/@href")
        for address in ("/en/", "/en/seasons/2023/", "/en/countries/")
    }

    assert found == {
        "/en/": ["/en/map/?season=2026", "/en/map/"],
        "/en/seasons/2023/": ["/en/map/?season=2023"],
        "/en/countries/": ["/en/map/"],
    }
