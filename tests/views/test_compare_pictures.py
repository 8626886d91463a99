"""The picture of two to four countries, against the rows of the tables below it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Quota

from ..caching.test_pages import weight
from ..charts.shapes import shapes_in, words_in
from ..factories import make_category, make_country, make_quota, make_season
from ..pages import SPACES, parse, text

ADDRESS = {"en": "/en/compare/", "fr": "/fr/comparer/"}
CODES = ("gb ie fr au", "jp cz", "ch hk nz", "au ie sk fr", "mx ad")
YEARS = ("", "2021", "2023", "2025")
NOT_KNOWN = {"en": "not known", "fr": "inconnu"}
SIGNS = {"unlimited": "∞ ", "not_offered": "× ", "to_be_announced": "… "}
COLON = {"en": ":", "fr": " :"}
EXPLAINED = {"en": "{category} in {year}", "fr": "{category} en {year} "}


def query(codes, year=""):
    pairs = [f"country={code}" for code in codes.split()] + [f"season={year}"] * bool(year)
    return "?" + "&".join(pairs)


def quota_rows(page):
    """The rows of quotas of each category, by year: of each country its name, state and quota."""
    found = {}
    for section in page.xpath("//section[.//table]"):
        for row in section.xpath(".//tbody/tr[td[@data-state]]"):
            year = re.search(r"Quota, (\d{4})", text(row.find("th")))[1]
            cells = [
                (td.get("data-label"), td.get("data-state"), text((td.xpath("./a") or [td])[0]))
                for td in row.findall("td")
            ]
            found.setdefault(year, []).append((text(section.find("h2")), cells))
    return found


def drawn_rows(page):
    """The newest season of which two countries have a quota, and its row of each category."""
    found = quota_rows(page)
    for year in sorted(found, reverse=True):
        held = {name for _c, cells in found[year] for name, state, _q in cells if state != "absent"}
        if len(held) > 1:
            return year, found[year]
    return max(found.items())


def said(cell, language):
    """A cell as it is drawn."""
    _name, state, quota = cell
    return NOT_KNOWN[language] if state == "absent" else SIGNS.get(state, "") + quota


def in_brackets(cell, language):
    """A cell as a sentence says it."""
    name, state, quota = cell
    if state == "limited":
        return f"{name} {quota}"
    words = NOT_KNOWN[language] if state == "absent" else quota[0].lower() + quota[1:]
    return f"{name} ({words})"


def size(cell):
    _name, state, quota = cell
    order = ["unlimited", "limited", "to_be_announced", "not_offered", "absent"]
    return order.index(state), -int(re.sub(r"\D", "", quota) or 0)


def picture(page, drawing="img/@src"):
    (address,) = page.xpath(f"//figure[@class='picture']//{drawing}")
    return address


every_page = pytest.mark.parametrize("language", ADDRESS)
every_query = pytest.mark.parametrize(
    ("codes", "year"),
    [(codes, year) for codes in CODES for year in YEARS if (codes, year) != ("mx ad", "2021")],
)


@every_page
@every_query
def test_it_has_the_first_row_of_every_category_in_the_order_of_the_page(
    page_at, answer_at, language, codes, year
):
    page = page_at(ADDRESS[language] + query(codes, year))

    _year, rows = drawn_rows(page)
    words = words_in(answer_at(picture(page)).content)
    expected = [
        word
        for category, cells in rows
        for word in (
            category,
            *(name for name, _state, _quota in cells),
            *(said(cell, language) for cell in cells),
        )
    ]
    start = words.index(rows[0][0], 1)
    assert words[start : start + len(expected)] == expected


@every_page
@every_query
def test_the_wide_drawing_has_the_same_beside_each_other(page_at, answer_at, language, codes, year):
    page = page_at(ADDRESS[language] + query(codes, year))

    _year, rows = drawn_rows(page)
    shapes = [s for s in shapes_in(answer_at(picture(page, "source/@srcset")).content) if s.words]
    for n, (name, *_rest) in enumerate(rows[0][1]):
        label = next(each for each in shapes if each.words == name)
        beside = sorted((each.x, each.words) for each in shapes if each.y == label.y)
        expected = [said(cells[n], language) for _category, cells in rows]
        assert [words for _x, words in beside] == [name, *expected]


@every_page
@every_query
def test_the_headline_has_the_first_category_with_places_the_most_first(
    page_at, language, codes, year
):
    page = page_at(ADDRESS[language] + query(codes, year))

    newest, rows = drawn_rows(page)
    category, cells = next(
        (row for row in rows if {s for _n, s, _q in row[1]} & {"limited", "unlimited"}), rows[0]
    )
    listed = ", ".join(in_brackets(cell, language) for cell in sorted(cells, key=size))
    headline = f"{EXPLAINED[language].format(category=category, year=newest)}: {listed}."
    assert page.xpath("//figure//img/@alt")[0].translate(SPACES).startswith(headline)
    (shared,) = page.xpath("//meta[@property='og:image:alt']/@content")
    assert shared.translate(SPACES).startswith(headline)


@every_page
@every_query
def test_its_words_for_who_does_not_see_it_have_every_quota(page_at, language, codes, year):
    page = page_at(ADDRESS[language] + query(codes, year))

    words = page.xpath("//figure//img/@alt")[0].translate(SPACES)
    for category, cells in drawn_rows(page)[1]:
        listed = "; ".join(in_brackets(cell, language) for cell in cells)
        assert f" {category}{COLON[language]} {listed}." in words


@pytest.mark.parametrize("codes", CODES[:4])
def test_the_drawn_row_is_the_first_of_each_category(page_at, codes):
    page = page_at(ADDRESS["en"] + query(codes))

    year, rows = drawn_rows(page)
    first = [text(row) for row in page.xpath("//section//tbody/tr[1]/th")]
    assert len(first) == len(rows) == 3
    assert all(head.startswith(f"Quota, {year}") for head in first)


@every_page
@pytest.mark.parametrize("codes", CODES)
def test_a_bar_is_as_long_as_its_number_on_the_scale_of_its_category(
    page_at, answer_at, language, codes
):
    page = page_at(ADDRESS[language] + query(codes))

    bars = [
        each.box[2] - each.box[0]
        for each in shapes_in(answer_at(picture(page)).content)
        if each.kind.startswith("first-area")
    ]
    numbers = [
        [-size(cell)[1] for cell in cells if cell[1] == "limited" and size(cell)[1]]
        for _category, cells in drawn_rows(page)[1]
    ]
    assert len(bars) == sum(map(len, numbers))
    for of_category in numbers:
        lengths, bars = bars[: len(of_category)], bars[len(of_category) :]
        unit = max(lengths, default=0) / max(of_category, default=1)
        for number, length in zip(of_category, lengths, strict=True):
            assert length == pytest.approx(max(1, number * unit), abs=0.2)


def test_a_link_that_is_shared_shows_it_and_its_embed_and_file_are_those_of_the_page(
    page_at, answer_at
):
    page = page_at("/fr/comparer/" + query("fr gb ie"))

    (shared,) = page.xpath("//meta[@property='og:image']/@content")
    image = answer_at(re.sub("https?://[^/]+", "", shared))
    csv, embed = page.xpath("//figcaption/a/@href")[2:]
    files = page.xpath("//p[@class='files']/a/@href")
    frame = parse(answer_at("/embed/fr/comparer/fr-gb-ie/2026/quotas/"))

    assert shared.endswith("/fr/comparer/fr-gb-ie/2026/image.png")
    assert image.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert csv in files
    assert embed == "/fr/donnees/integrer/?what=address&address=" + (
        "%2Ffr%2Fcomparer%2Ffr-gb-ie%2F2026%2Fquotas.svg"
    )
    assert frame.xpath("//img/@src") == [picture(page)]
    assert "country=fr&country=gb&country=ie&season=2026" in " ".join(frame.xpath("//a/@href"))


@pytest.mark.parametrize(
    "names",
    [
        "compare/gb-xx/2026/quotas",
        "compare/gb-gb/2026/quotas",
        "compare/gb-ie-gb/2026/quotas",
        "compare/gb-ie-fr-au-jp/2026/quotas",
        "compare/GB-ie/2026/quotas",
        "compare/gb/2026/quotas",
        "compare/gb-ie/1850/quotas",
        "compare/gb-ie/02026/quotas",
        "compare/gb-/2026/quotas",
    ],
)
def test_other_countries_or_seasons_are_not_found(client, shipped, names):
    assert client.get(f"/en/{names}.svg").status_code == 404
    assert client.get(f"/embed/en/{names}/").status_code == 404


@pytest.fixture
def three(db):
    """Three countries in a category, and a season before another."""
    return (
        [make_country(code=code) for code in ("QA", "QB", "QC")],
        make_category(),
        [make_season(year=year) for year in (2030, 2031)],
    )


def test_it_is_of_the_newest_season_in_which_several_countries_have_a_quota(client, three):
    countries, category, (before, after) = three
    for country in countries:
        make_quota(country=country, category=category, season=before, places=10)
    make_quota(country=countries[0], category=category, season=after, places=20)

    page = parse(client.get("/en/compare/?country=qa&country=qb&country=qc"))
    alone = parse(client.get("/en/compare/?country=qa&country=qb&season=2031"))

    assert "/qa-qb-qc/2030/" in picture(page)
    assert "/qa-qb/2031/" in picture(alone)
    assert NOT_KNOWN["en"] in alone.xpath("//figure//img/@alt")[0]


def test_countries_without_a_quota_have_no_picture(client, three):
    page = parse(client.get("/en/compare/?country=qa&country=qb"))

    assert not page.xpath("//figure")
    assert page.xpath("//meta[@property='og:image']/@content")[0].endswith("/en/picture.png")
    assert client.get("/en/compare/qa-qb/2030/quotas.svg").status_code == 404


def test_a_season_that_is_not_published_is_not_drawn(client, three):
    countries, category, (season, _other) = three
    make_quota(country=countries[0], category=category, season=season, places=10)
    season.is_published = False
    season.save()

    assert client.get("/en/compare/qa-qb/2030/quotas.svg").status_code == 404


@every_page
def test_four_countries_weigh_at_most_14_kilobytes(client, shipped, language):
    assert weight(client, ADDRESS[language] + query("gb ie fr au")) <= 14 * 1024


def test_four_countries_ask_as_often_as_two(client, shipped, monkeypatch):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    asked("/en/compare/gb-fr/2025/quotas.svg")  # what is read once for all
    two, four = (
        asked(f"/en/compare/{codes}/2026/quotas.svg") for codes in ("gb-ie", "jp-cz-fr-au")
    )

    assert two == four <= 7


def test_a_changed_number_is_in_the_next_drawing(client, shipped):
    address = "/en/compare/gb-ie/2026/quotas.svg"
    client.get(address)
    Quota.objects.filter(country__code="GB", season__year=2026, state="limited").update(places=77)

    assert "77" in words_in(client.get(address).content)
