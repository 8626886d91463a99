"""The map: what it shows, that the list says the same, and what it weighs."""

import csv
import gzip
import io
import re

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from quotas.charts.map import MapChart, Territory, look_of
from quotas.models import Country, Quota, Season

from ..factories import make_category, make_country, make_quota, make_season
from ..pages import SPACES, parse, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/map/", "fr": "/fr/carte/"}
SEASONS = (2021, 2023, 2025, 2026)
CATEGORIES = ("working-holiday", "young-professionals", "international-coop")
CODES = ("FR", "AU", "JP", "HK", "NZ")
SMALL = ("AD", "HK", "LU", "SM")
LINKS = "//figure//*[local-name()='svg']//a[not(starts-with(@href, '#'))]"


def picked(page):
    """The countries that the map leads to, by name: the quota, the look, the address."""
    return {
        name: (quota, link.find("path").get("class"), link.get("href"))
        for link in page.xpath(LINKS)
        for name, quota in [re.split(r" ?: ", text(link.find("title")))]
    }


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


def chosen(page):
    """The season and the category that the form shows."""
    return [
        option.get("value") or text(option)
        for option in page.xpath("//form[@class='map-form']//option[@selected]")
    ]


def drawn(*territories):
    return render_to_string("components/map.html", {"chart": MapChart(territories)})


def weight(name):
    return (settings.STATIC_ROOT / f"{name}.gz").stat().st_size


def territory(code, look="places-0"):
    return Territory(code, f"Country {code}", "7", look, Country(code=code))


# What is shown


def test_every_country_of_the_programme_can_be_picked_in_one_place(client, shipped):
    page = parse(client.get("/en/map/"))

    assert picked(page).keys() == set(Country.objects.values_list("name_en", flat=True))
    assert len(page.xpath(LINKS)) == Country.objects.count()
    assert all(link.find("path").get("d") for link in page.xpath(LINKS))


@pytest.mark.parametrize("code", SMALL)
def test_what_is_too_small_has_a_mark_at_sea_with_its_name(client, shipped, code):
    page = parse(client.get("/en/map/"))

    name = Country.objects.get(code=code).name
    [link] = page.xpath(f"//a[title[starts-with(., '{name}: ')]]")
    reach, mark = link.findall("circle")
    assert (reach.get("cx"), reach.get("cy")) == (mark.get("cx"), mark.get("cy"))
    assert mark.get("class") == link.find("path").get("class")
    assert text(link.find("text")) == name


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("year", SEASONS)
def test_the_map_and_the_list_say_the_same(client, shipped, year, category, language):
    page = parse(client.get(f"{ADDRESS[language]}?season={year}&category={category}"))

    rows = listed(page)
    told = {name: (quota, address) for name, (quota, _look, address) in picked(page).items()}
    assert told == {name: (quota, address) for name, quota, _state, address in rows}
    assert len(rows) == Country.objects.count()


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("year", SEASONS)
def test_a_look_is_what_the_quota_says(client, shipped, year, category):
    page = parse(client.get(f"/en/map/?season={year}&category={category}"))

    looks = {name: look for name, (_quota, look, _address) in picked(page).items()}
    for name, quota, state, _address in listed(page):
        places = int(quota.replace(",", "")) if state == "limited" else None
        assert looks[name] == look_of(state, places)


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
    assert [text(item) for item in page.xpath("//ul[@class='map-key']/li")][:2] == [
        "Unlimited (1)",
        "5,000 or more (4)",
    ]


@pytest.mark.parametrize(
    ("state", "places", "look"),
    [
        ("limited", 0, "places-0"),
        ("limited", 49, "places-0"),
        ("limited", 50, "places-1"),
        ("limited", 4999, "places-3"),
        ("limited", 5000, "places-4"),
        ("limited", 1_000_000, "places-4"),
        ("unlimited", None, "unlimited"),
        ("absent", None, "absent"),
    ],
)
def test_a_number_has_a_shade_and_every_other_state_a_look_of_its_own(state, places, look):
    assert look_of(state, places) == look


def test_states_differ_by_pattern_as_well_as_colour():
    states = ("places-3", "unlimited", "to_be_announced", "not_offered", "absent")
    svg = drawn(*(territory(code, look) for code, look in zip(CODES, states, strict=True)))

    fills = re.findall(r'</title><path class="([^"]+)"(?: fill="url\(#([^)]+)\)")?', svg)
    patterns = dict(fills)
    assert patterns.pop("places-3") == ""
    assert len(set(patterns.values())) == 4
    inside = re.findall(r'<pattern id="([^"]+)".*?class="(?:full|empty)".*?class="(\w+)"', svg)
    assert {name for name, _stroke in inside} == set(patterns.values())
    assert len({stroke for _name, stroke in inside}) == 4


def test_a_country_that_the_outlines_lack_is_named_beside_the_map(client, shipped):
    make_country(code="QQ", name_en="Nowhere")

    page = parse(client.get("/en/map/"))

    assert "Nowhere" not in picked(page)
    assert page.xpath("//p/a[text()='Nowhere']/@href") == ["/en/countries/qq/"]
    assert "Not on the map: Nowhere" in text(page)
    assert "Nowhere" in [row[0] for row in listed(page)]


def test_a_country_that_joins_is_drawn_without_more_ado(client, shipped):
    make_country(code="BR", name_en="Brazil")
    make_country(code="MT", name_en="Malta")

    page = parse(client.get("/en/map/"))

    assert picked(page)["Brazil"][0] == "Not known to us"
    assert page.xpath("//a[title[starts-with(., 'Malta')]]/circle[not(@class='reach')]")


def test_a_changed_figure_shows_at_the_next_request(client, shipped):
    client.get("/en/map/?season=2023")
    Quota.objects.filter(
        season__year=2023, country__code="LU", category__slug="working-holiday"
    ).update(places=4321)

    page = parse(client.get("/en/map/?season=2023"))

    assert picked(page)["Luxembourg"][:2] == ("4,321", "places-3")


# What is asked for


def test_the_current_season_and_the_first_category_come_first(client, shipped):
    assert chosen(parse(client.get("/en/map/"))) == ["2026", "working-holiday"]


def test_the_newest_season_comes_first_while_none_is_current(client, shipped):
    Season.objects.update(is_current=False)

    assert chosen(parse(client.get("/en/map/")))[0] == "2026"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "name", "shown"),
    [
        ("season=1850&category=young-professionals", "season", ["2026", "young-professionals"]),
        ("season=next", "season", ["2026", "working-holiday"]),
        ("season=2022", "season", ["2026", "working-holiday"]),
        ("season=%00&season=2023", "season", ["2023", "working-holiday"]),
        ("season=2023&category=x", "category", ["2023", "working-holiday"]),
        ("season=2023&season=2025", "season", ["2023", "working-holiday"]),
        (
            "category=young-professionals&category=working-holiday",
            "category",
            ["2026", "young-professionals"],
        ),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_the_rest_is_shown(
    client, shipped, language, query, name, shown
):
    page = parse(client.get(f"{ADDRESS[language]}?{query}"))

    assert len(page.xpath("//div[@class='field-error']/p")) == 1
    assert len(page.xpath(f"//*[@id='error-{name}']/p")) == 1
    assert page.xpath(f"//*[@aria-describedby='error-{name}']/@aria-invalid") == ["true"]
    assert chosen(page) == shown


@pytest.mark.parametrize("query", ["", "?season=&category=", "?season=2023&other=1"])
def test_what_is_not_asked_for_is_not_wrong(client, shipped, query):
    page = parse(client.get(f"/en/map/{query}"))

    assert not page.xpath("//div[@class='field-error']/p")


def test_a_season_that_is_not_published_stays_out(client, shipped):
    Season.objects.filter(year=2026).update(is_current=False, is_published=False)

    page = parse(client.get("/en/map/?season=2026"))

    assert chosen(page)[0] == "2025"
    assert "2026" not in page.xpath("//select[@id='season']/option/text()")


def test_the_map_stands_up_in_an_empty_database(client, db):
    response = client.get("/en/map/?season=2021&category=x")

    assert response.status_code == 200
    assert "There is no season to show yet." in text(parse(response))


def test_files_have_the_same_in_the_same_order(client, shipped):
    page = parse(client.get("/en/map/?season=2023&category=young-professionals"))

    address = page.xpath("//p[@class='files']/a/@href")[0]
    content = client.get(address).content.decode("utf-8-sig")

    held = [row["country_name"] for row in csv.DictReader(io.StringIO(content))]
    assert held == [name for name, _, state, _ in listed(page) if state != "absent"]
    assert len(held) > 30


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


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_map_weighs_at_most_30_kilobytes_with_all_that_belongs_to_it(client, shipped, language):
    response = client.get(f"{ADDRESS[language]}?season=2025", headers={"accept-encoding": "gzip"})

    page = gzip.decompress(response.content).decode()
    files = re.findall(r'(?:rel="stylesheet"|<image) href="/static/([^"]+)"', page)
    assert len([name for name in files if name.endswith(".svg")]) == 3
    assert len([name for name in files if name.endswith(".css")]) == 5
    assert len(response.content) + sum(weight(name) for name in files) <= 30 * 1024


def test_the_map_has_no_style_or_script_of_its_own(client, shipped):
    page = parse(client.get("/en/map/"))

    assert not page.xpath("//figure//@style | //figure//style | //figure//script")


def test_only_the_list_is_for_the_keyboard_and_for_screen_readers(client, shipped):
    page = parse(client.get("/en/map/"))

    links = page.xpath("//figure//*[local-name()='svg']//a")
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert all(link.xpath("ancestor::div[@aria-hidden='true']") for link in links)
    assert page.xpath("//figcaption//a/@href") == ["#list"]
    assert page.xpath("//section[@aria-labelledby='list']//table/caption")


def test_a_french_map_has_no_commas_in_its_numbers():
    with override("fr"):
        svg = drawn(territory("HK"), territory("FR"), territory("NZ"))

    numbers = re.findall(r' (?:d|x|y|cx|cy|r|viewBox|width|height)="([^"]*)"', svg)
    assert not [text for text in numbers if "," in text or "\xa0" in text]


def test_names_are_escaped():
    svg = drawn(Territory("HK", "<b>", "<i>", "absent", "/"))

    assert "<b>" not in svg
    assert "<i>" not in svg


def test_other_pages_lead_to_the_map(client, shipped):
    found = {
        address: parse(client.get(address)).xpath("//a[contains(@href, '/map/')]/@href")
        for address in ("/en/", "/en/seasons/2023/", "/en/countries/")
    }

    assert found == {
        "/en/": ["/en/map/?season=2026"],
        "/en/seasons/2023/": ["/en/map/?season=2023"],
        "/en/countries/": ["/en/map/"],
    }
