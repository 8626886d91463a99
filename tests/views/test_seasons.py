"""Four seasons: switching between them, what a partial one shows, two side by side, their dates."""

import re

import pytest

from quotas.models import Country, Fee, Season, SeasonDay

from ..expected import CATEGORIES, grouped, read, said
from ..pages import days, parse, rows, section, text
from .season_pages import HELD, QUOTAS, codes_in, switch

pytestmark = pytest.mark.once

WITH_TABLE = ["2026", "2025", "2023", "2021"]
WITHOUT_TABLE = ["2015", "2016", "2018", "2019", "2020", "2022", "2024"]
HOLIDAY = "working-holiday"
POOLS = {(row["country_code"], row["category"]) for row in read("eligibility")}


# The switch


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/en/seasons/2026/", ""),
        ("/en/seasons/2023/", "?q=an"),
        ("/en/", "?q=an&category=working-holiday&availability=limited&sort=-working-holiday"),
        ("/en/seasons/2021/", "?country=jp&country=FR&min_places=5"),
        ("/en/", "?q=zzz"),
    ],
)
def test_the_switch_leads_to_every_season_with_a_table_and_keeps_the_filters(
    client, shipped, address, query
):
    page = parse(client.get(address + query))

    assert switch(page) == {year: f"/en/seasons/{year}/{query}" for year in WITH_TABLE}


def test_the_switch_is_in_the_language_of_the_page(client, shipped):
    page = parse(client.get("/fr/saisons/2023/?q=an"))

    assert switch(page) == {year: f"/fr/saisons/{year}/?q=an" for year in WITH_TABLE}


def test_the_switch_passes_on_nothing_that_is_not_a_filter(client, shipped):
    page = parse(client.get("/en/?q=an&utm_source=x&page=3&next=//evil.example"))

    assert set(switch(page).values()) == {f"/en/seasons/{year}/?q=an" for year in WITH_TABLE}


@pytest.mark.parametrize("year", WITH_TABLE)
def test_the_switch_marks_the_season_that_is_shown(client, shipped, year):
    nav = parse(client.get(f"/en/seasons/{year}/")).get_element_by_id("season-switch")

    shown = [text(link) for link in nav.xpath(".//a[@aria-current='page']")]
    assert shown == [year if year != "2021" else "2021, as the article published it"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/", "We also have figures of newer seasons:"),
        ("/en/seasons/2021/", "Season:"),
    ],
)
def test_home_with_an_older_season_says_that_newer_ones_are_held(client, shipped, address, words):
    Season.objects.make_current(Season.objects.get(year=2021))

    nav = parse(client.get(address)).get_element_by_id("season-switch")

    assert text(nav.xpath("./p")[0]) == words
    assert list(switch(parse(client.get(address)))) == ["2021", "2026", "2025", "2023"]


def test_home_with_the_newest_season_says_nothing_of_newer_ones(client, shipped):
    page = parse(client.get("/en/"))

    assert "2026 season" in text(page.xpath("//h1")[0])
    assert text(page.get_element_by_id("season-switch").xpath("./p")[0]) == "Season:"


@pytest.mark.parametrize("year", WITHOUT_TABLE)
def test_a_season_of_single_figures_has_no_page_of_its_own(client, shipped, year):
    assert Season.objects.filter(year=year, has_table=False).exists()
    assert client.get(f"/en/seasons/{year}/").status_code == 404
    assert client.get(f"/fr/saisons/{year}/").status_code == 404


def test_a_season_of_single_figures_is_in_no_list_of_tables(client, shipped):
    page = parse(client.get("/en/seasons/"))

    assert [text(head) for head in page.xpath("//ul[@class='cards']//h2")] == [
        *(f"The {year} season" for year in WITH_TABLE[:-1]),
        "The 2021 season, as the article published it",
    ]
    assert page.xpath("//select[@name='from']/option/text()") == WITH_TABLE


def test_each_season_says_how_many_countries_it_holds(client, shipped):
    cards = parse(client.get("/en/seasons/")).xpath("//ul[@class='cards']/li")

    for card, year in zip(cards, WITH_TABLE, strict=True):
        assert f"{len(codes_in(year))} countries and territories" in text(card)
        assert ("shown on the home page" in text(card)) == (year == "2026")


# The tables


@pytest.mark.parametrize("year", ["2021", "2023", "2026"])
def test_a_whole_season_has_a_row_for_each_country_of_its_figures_and_no_other(
    client, shipped, year
):
    names = dict(Country.objects.values_list("name_en", "code"))

    table = rows(client.get(f"/en/seasons/{year}/"))

    assert {names[row[0]] for row in table} == codes_in(year)
    assert len(table) == {"2021": 23, "2023": 36, "2026": 36}[year]
    for name, *cells in table:
        held = [HELD.get((year, names[name], category)) for category in CATEGORIES]
        assert cells == [said(quota) if quota else "Not offered" for quota in held]


def latest_before(year, code, category):
    years = [y for y, c, k in HELD if (c, k) == (code, category) and y < year]
    return (max(years), said(HELD[max(years), code, category])) if years else None


def test_a_partial_season_has_every_known_pool_with_the_latest_earlier_figure_marked(
    client, shipped
):
    year, names = "2025", dict(Country.objects.values_list("name_en", "code"))

    page = parse(client.get(f"/en/seasons/{year}/"))

    table = page.xpath("//table[@id='quota-table']/tbody/tr")
    assert {names[text(row.xpath("./th/a[1]")[0])] for row in table} == (
        codes_in(year) | {code for code, _ in POOLS}
    )
    assert len(table) == 36
    for row in table:
        code = names[text(row.xpath("./th/a[1]")[0])]
        for category, cell in zip(CATEGORIES, row.xpath("./td"), strict=True):
            quota = HELD.get((year, code, category))
            if quota:
                (link,) = cell.xpath("./a[not(@class)]")
                assert text(link) == said(quota)
                assert link.get("href") == f"/en/pools/{year}/{code.lower()}/{category}/"
                continue
            before = latest_before(year, code, category)
            earlier = f" in {before[0]}: {before[1]}" if before else ""
            pool = f"/en/pools/{year}/{code.lower()}/{category}/"
            assert cell.get("data-state") == "absent"
            assert text(cell) == f"Not known to us{earlier}"
            assert cell.xpath("./a/@href") == ([pool] if (code, category) in POOLS else [])


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2021", "All figures: Blank Slate Partners, as of March 1, 2021 (not official)."),
        ("2023", "IRCC’s feed of February 17, 2023, copy on GitHub (official source)."),
        ("2025", "from several days or sources, none of them official"),
        ("2026", "IRCC’s feed of October 9, 2026, copy on GitHub (official source)."),
    ],
)
def test_each_season_says_whether_its_figures_are_official(client, shipped, year, words):
    assert words in summary(client, year)


def summary(client, year):
    page = parse(client.get(f"/en/seasons/{year}/"))
    return text(page.xpath("//p[@class='season-summary']")[0])


def test_a_partial_season_says_how_many_pools_it_has_no_figure_of(client, shipped):
    count = sum(("2025", *pool) not in HELD for pool in POOLS)

    assert count == 4
    assert "We know of 4 other pools, but have no figures for them" in summary(client, "2025")


@pytest.mark.parametrize("year", ["2021", "2023", "2026"])
def test_a_whole_season_speaks_of_no_missing_figure(client, shipped, year):
    page = text(parse(client.get(f"/en/seasons/{year}/")).xpath("//main")[0])

    assert "We know of" not in page
    assert "Not known to us" not in page


def test_an_earlier_figure_is_not_added_to_the_total_of_a_partial_season(client, shipped):
    held = [
        int(row["places"])
        for row in QUOTAS
        if (row["season"], row["category"]) == ("2025", HOLIDAY) and row["places"]
    ]

    foot = parse(client.get("/en/seasons/2025/")).xpath("//table/tfoot//th | //table/tfoot//td")

    total = f"{grouped(sum(held))} the {len(held)} known quotas + 2 unlimited"
    assert text(foot[0]) == "Total from several days or sources"
    assert text(foot[1]) == total


def test_the_total_of_a_whole_season_of_one_source_is_its_total(client, shipped):
    for year, unlimited in {"2021": " + 1 unlimited", "2026": ""}.items():
        foot = parse(client.get(f"/en/seasons/{year}/")).xpath("//tfoot//th | //tfoot//td")

        total = sum(int(HELD[key]["places"] or 0) for key in HELD if key[::2] == (year, HOLIDAY))
        assert text(foot[0]) == "Total"
        assert text(foot[1]) == f"{grouped(total)}{unlimited}"


def test_an_earlier_figure_counts_for_no_filter(client, shipped):
    names = [row[0] for row in rows(client.get("/en/seasons/2025/?min_places=0&q=czech"))]

    assert names == []


@pytest.mark.parametrize("year", ["2023", "2025", "2026"])
def test_each_figure_of_several_sources_names_its_day_and_source(client, shipped, year):
    page = parse(client.get(f"/en/seasons/{year}/"))

    titles = page.xpath("//table[@id='quota-table']//td/a/@title")
    sources = {(row["source_url"], row["source_date"]) for row in QUOTAS if row["season"] == year}
    held = sum(row["season"] == year for row in QUOTAS)
    assert len(titles) == (held if len(sources) > 1 else 0)
    assert all(re.match(r"As of \w+ \d+, 202\d, \w+", title) for title in titles)
    listed = section(page, "sources").xpath(".//li/a/@href")
    assert set(listed) == {url for url, _ in sources}


# Dates and fees


CALENDAR = {
    "2026": (["2025-12-19", "2025-12-22"], ["2026-01-19"], []),
    "2025": (["2024-12-16"], ["2025-01-13", "2025-01-27"], ["2025-10-20"]),
    "2024": (["2023-12-11"], ["2024-01-08"], ["2024-10-21"]),
    "2023": (
        ["2022-12-19", "2023-01-09"],
        ["2023-01-09", "2023-01-16", "2023-02-06"],
        ["2023-10-13", "2023-10-23"],
    ),
    "2022": (["2022-01-13"], ["2022-01-17"], ["2022-10-17"]),
    "2021": (["2021-03-01", "2021-03-10"], [], ["2021-11-12"]),
    "2020": (["2019-12-11"], ["2020-01-06"], ["2020-11-12"]),
    "2019": (["2018-12-04"], ["2018-12-27"], ["2019-10-04"]),
    "2018": (["2017-11-03"], [], ["2018-10-01"]),
    "2016": (["2015-11-30"], ["2015-12-16"], ["2016-09-30"]),
}


FEES = {
    "2026": (["$179.75", "$184.75"], ["$100"], ["$85"], []),
    "2025": (["$179.75"], ["$100"], ["$85"], []),
    "2024": (["$172"], ["$100"], ["$85"], []),
    "2020": (["$153"], [], [], []),
    "2019": (["$150"], ["$100"], ["$85"], ["$230"]),
    "2015": (["$150"], ["$100"], [], ["$230"]),
}


def table_of(page, heading):
    return {
        text(row.xpath("./th")[0]): row.xpath("./td")
        for row in section(page, heading).xpath(".//tbody/tr")
    }


def test_the_calendar_has_every_day_that_was_found_and_says_where_none_was(client, shipped):
    table = table_of(parse(client.get("/en/seasons/")), "calendar")

    assert list(table) == list(CALENDAR)
    for year, cells in table.items():
        for cell, expected in zip(cells, CALENDAR[year], strict=True):
            assert [days(item)[0] for item in cell.xpath(".//li")] == expected
            assert expected or text(cell) == "Not known"


def test_the_fees_have_every_amount_that_was_found_and_say_where_none_was(client, shipped):
    table = table_of(parse(client.get("/en/seasons/")), "fees")

    assert list(table) == list(FEES)
    for year, cells in table.items():
        for cell, expected in zip(cells, FEES[year], strict=True):
            assert [text(item).split(" ")[0] for item in cell.xpath(".//li")] == expected
            assert expected or text(cell) == "Not known"


@pytest.mark.parametrize("heading", ["calendar", "fees"])
def test_each_day_and_fee_names_its_source_and_whether_it_is_official(client, shipped, heading):
    items = section(parse(client.get("/en/seasons/")), heading).xpath(".//li")

    assert len(items) == {"calendar": SeasonDay, "fees": Fee}[heading].objects.count()
    for item in items:
        assert re.search(r"\((official|reported)\)$", text(item.xpath("./span")[0]))


def test_french_fees_are_written_as_in_french(client, shipped):
    page = text(section(parse(client.get("/fr/saisons/")), "fees"))

    assert "179,75 $" in page
    assert "172 $" in page


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_the_page_of_a_season_has_its_own_dates_and_fees(client, shipped, year):
    facts = section(parse(client.get(f"/en/seasons/{year}/")), "dates-and-fees")

    assert [days(item)[0] for item in facts.xpath("./ul[1]/li")] == sum(CALENDAR[year], [])
    assert all(fee in text(facts) for fees in FEES[year] for fee in fees)
    assert "Not known" not in text(facts)


def test_home_shows_its_season_on_a_map_that_the_table_says_too(client, shipped):
    page = parse(client.get("/fr/"))

    (picture,) = page.xpath("//section[@aria-labelledby='on-a-map']//img")
    assert picture.get("src") == "/fr/carte/2026/vacances-travail/carte-etroite.svg"
    assert client.get(picture.get("src")).status_code == 200
    named = set(Country.objects.values_list("name_fr", flat=True))
    told = {part.split("\u00a0:")[0].strip() for part in picture.get("alt").split(". ")}
    assert len(named & told) == len(named)


def test_a_season_without_a_quota_has_no_map_on_home(client, shipped):
    Season.objects.filter(is_current=True).update(is_current=False)
    Season.objects.create(year=2027, is_current=True)

    assert not parse(client.get("/en/")).xpath("//section[@aria-labelledby='on-a-map']")


def test_a_table_with_moves_says_what_they_mean(client, shipped):
    for address, has_moves in (("/en/", True), ("/en/seasons/2021/", False)):
        page = parse(client.get(address))

        assert bool(page.xpath("//td[@data-moved]")) == has_moves
        assert ("how much it moved" in text(page.xpath("//main")[0])) == has_moves
