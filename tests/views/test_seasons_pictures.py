"""The pictures of two seasons, against the rows of the tables below them."""

import re

import pytest

from quotas.models import Country

from ..charts.shapes import shapes_in, words_in
from ..expected import CATEGORIES
from ..factories import make_category, make_country, make_quota, make_season
from ..pages import SPACES, parse, text

ADDRESS = {"en": "/en/seasons/", "fr": "/fr/saisons/"}
QUERIES = ("", "?from=2021&to=2026", "?from=2023&to=2025", "?from=2026&to=2021")
HEADLINE = {
    "en": ("quotas fell", "rose", ": "),
    "fr": ("quotas en baisse", "en hausse", " : "),
}


def number(cell):
    """The number in a cell, or None."""
    digits = re.sub(r"[ ,+]", "", cell).replace("−", "-")
    return int(digits) if re.fullmatch(r"-?\d+", digits) else None


def tables(page):
    """Each table of two seasons: the name, both cells and the difference of every row."""
    found = []
    for table in page.xpath("//table[contains(@class, 'compared')]"):
        rows = []
        for row in table.xpath("./tbody/tr"):
            cells = row.xpath("./th|./td")
            rows.append([text((cell.xpath("./a") or [cell])[0]) for cell in cells])
        found.append(rows)
    return found


def pictures(page, drawing="img/@src"):
    return page.xpath(f"//figure[@class='picture']//{drawing}")


def moved(rows):
    """The rows whose number is another, the largest loss first."""
    found = [row for row in rows if number(row[3])]
    return sorted(found, key=lambda row: number(row[3]))


@pytest.mark.parametrize("language", ADDRESS)
@pytest.mark.parametrize("query", QUERIES)
def test_a_picture_has_the_rows_whose_number_moved_from_loss_to_gain(
    page_at, answer_at, query, language
):
    page = page_at(ADDRESS[language] + query)

    names = set(Country.objects.values_list(f"name_{language}", flat=True))
    shown = tables(page)
    assert len(shown) == len(pictures(page)) == len(CATEGORIES)
    for rows, narrow, wide in zip(
        shown, pictures(page), pictures(page, "source/@srcset"), strict=True
    ):
        for address in (narrow, wide):
            words = words_in(answer_at(address).content)
            drawn = [word for word in words if word in names]
            changes = [word for word in words if re.match("[+−]", word)]
            large = [row for row in moved(rows) if max(map(number, row[1:3])) >= 1000]
            small = [row for row in moved(rows) if row not in large]
            expected = moved(rows) if min(len(large), len(small)) < 3 else large + small
            assert drawn == [row[0] for row in expected]
            assert changes == [row[3] for row in expected]
            for row in expected:
                assert {row[1], row[2]} <= set(words)


@pytest.mark.parametrize("language", ADDRESS)
@pytest.mark.parametrize("query", QUERIES)
def test_the_headline_counts_falls_and_rises_and_names_the_largest(page_at, query, language):
    page = page_at(ADDRESS[language] + query)

    fell_word, rose_word, colon = HEADLINE[language]
    for rows, alt in zip(tables(page), pictures(page, "img/@alt"), strict=True):
        changes = [number(row[3]) for row in moved(rows)]
        fell, rose = sum(change < 0 for change in changes), sum(change > 0 for change in changes)
        words = alt.translate(SPACES)
        if fell > 1:
            assert f" {fell} {fell_word}" in words
        if fell and rose:
            assert f", {rose} {rose_word}{colon}" in words
        ends = [moved(rows)[0]] * bool(fell) + [moved(rows)[-1]] * bool(rose)
        assert f"{colon}{', '.join(f'{row[0]} {row[3]}' for row in ends)}." in words


@pytest.mark.parametrize("query", QUERIES)
def test_what_has_no_difference_is_named_below_the_rows(page_at, answer_at, query):
    page = page_at(ADDRESS["en"] + query)

    for rows, address in zip(tables(page), pictures(page), strict=True):
        words = " ".join(words_in(answer_at(address).content))
        for name, before, after, difference in rows:
            nothing = {"Not offered", "Not known to us"}
            if number(difference) or {before, after} <= nothing:
                continue
            (note,) = re.findall(rf"{difference}: ([^.:]*)\.", words)
            assert name in note.split(", "), (name, difference)


def test_a_link_that_is_shared_shows_the_comparison(answer_at, page_at):
    page = page_at("/en/seasons/?from=2021&to=2026")

    (address,) = page.xpath("//meta[@property='og:image']/@content")
    (words,) = page.xpath("//meta[@property='og:image:alt']/@content")
    picture = answer_at(re.sub("https?://[^/]+", "", address))

    assert address.endswith("/en/seasons/2021-2026/working-holiday/picture.png")
    assert picture.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
    assert words.startswith("From 2021 to 2026, ")


def test_one_country_in_two_seasons_has_a_picture_of_its_categories(answer_at, page_at):
    page = page_at("/en/compare/?country=gb&season=2025&season=2026")

    (address,) = pictures(page)
    shapes = shapes_in(answer_at(address).content)

    names = [shape.words for shape in shapes if shape.words in CATEGORIES.values()]
    (rows,) = tables(page)
    assert names == [row[0] for row in moved(rows)]
    (image,) = page.xpath("//meta[@property='og:image']/@content")
    assert image.endswith("/en/compare/gb/2025-2026/picture.png")


def test_seasons_without_a_difference_have_no_picture(client, db):
    country, category = make_country(), make_category()
    for year in (2030, 2031):
        make_quota(season=make_season(year=year), country=country, category=category, places=5)

    page = parse(client.get("/en/seasons/"))

    assert not pictures(page)
    assert "No number differs." in text(page.get_element_by_id("main"))
    slug = category.slug
    assert client.get(f"/en/seasons/2030-2031/{slug}/quotas.svg").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/en/seasons/1850-2026/working-holiday/quotas.svg",
        "/en/seasons/2025-2026/nothing/quotas.svg",
        "/en/compare/xx/2025-2026/quotas.svg",
        "/en/compare/gb/1850-2026/quotas.svg",
    ],
)
def test_a_picture_of_nothing_is_not_found(client, shipped, address):
    assert client.get(address).status_code == 404
