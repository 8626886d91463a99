"""Two seasons side by side."""

import pytest

from quotas.models import Country

from ..expected import CATEGORIES
from ..factories import make_quota, make_season
from ..pages import parse, text
from .season_pages import codes_in, switch

pytestmark = pytest.mark.once


def test_a_season_made_later_joins_the_switch_and_the_comparison(client, shipped):
    make_quota(season=make_season(year=2027), country=Country.objects.get(code="JP"))

    assert list(switch(parse(client.get("/en/"))))[:2] == ["2026", "2027"]
    assert "2027" in parse(client.get("/en/seasons/")).xpath("//select[@name='to']/option/text()")


# Two seasons side by side


TURNS = {
    ("Not offered", "number"): "Began",
    ("Not offered", "Unlimited"): "Began",
    ("Not offered", "To be announced"): "Began",
    ("number", "Not offered"): "Ended",
    ("Unlimited", "Not offered"): "Ended",
    ("To be announced", "Not offered"): "Ended",
    ("Unlimited", "number"): "Capped",
    ("number", "Unlimited"): "Cap lifted",
    ("To be announced", "Unlimited"): "Cap lifted",
    ("To be announced", "number"): "Announced",
    ("number", "To be announced"): "Not announced yet",
    ("Unlimited", "To be announced"): "Not announced yet",
}


def difference(before, after):
    """Return the difference between two cells, from what stands in them alone."""
    if "Not known to us" in (before, after):
        return "Not known"
    numbers = [int(cell.replace(",", "")) for cell in (before, after) if cell[0].isdigit()]
    if len(numbers) == 2:
        more = numbers[1] - numbers[0]
        sign = "+" if more > 0 else "−"
        return f"{sign}{abs(more):,}" if more else "No change"
    kinds = tuple("number" if cell[0].isdigit() else cell for cell in (before, after))
    return TURNS.get(kinds, "No change")


def compared(response):
    """Each table of two seasons: its caption and its rows, without days and later values."""
    return [
        (
            text(table.xpath("./caption")[0]),
            [
                [text((cell.xpath("./a") or [cell])[0]) for cell in row.xpath("./th|./td")]
                for row in table.xpath("./tbody/tr")
            ],
        )
        for table in parse(response).xpath("//table[contains(@class, 'compared')]")
    ]


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("", "2025", "2026"),
        ("?from=2021&to=2026", "2021", "2026"),
        ("?from=2023&to=2025", "2023", "2025"),
        ("?from=2026&to=2021", "2026", "2021"),
        ("?from=2021&to=2023", "2021", "2023"),
        ("?to=2023", "2025", "2023"),
        ("?from=2025&to=2025", "2025", "2025"),
    ],
)
def test_two_seasons_stand_side_by_side_with_the_difference(client, shipped, query, first, second):
    names = dict(Country.objects.order_by("sort_en").values_list("code", "name_en"))

    tables = compared(client.get(f"/en/seasons/{query}"))

    either = codes_in(first) | codes_in(second)
    assert [caption for caption, _ in tables] == [
        f"{name}, {first} and {second}" for name in CATEGORIES.values()
    ]
    for _, table in tables:
        assert [row[0] for row in table] == [name for code, name in names.items() if code in either]
        assert [row[3] for row in table] == [difference(*row[1:3]) for row in table]


def test_days_and_later_values_stand_beside_the_figures_of_the_same_time(client, shipped):
    page = parse(client.get("/en/seasons/?from=2025&to=2026"))

    rows = {
        text(row.xpath("./th")[0]): [text(cell) for cell in row.xpath("./td")]
        for row in page.xpath("(//table[contains(@class, 'compared')])[1]/tbody/tr")
    }
    assert "from February 1, 2025 or February 1, 2026" in text(page.xpath("//main")[0])
    assert rows["Belgium"] == ["750", "725", "−25"]
    assert rows["Australia"] == ["Unlimited", "5,670 later 5,820, October 9, 2026", "Capped"]
    assert rows["South Korea"] == ["11,570 January 16, 2026", "10,239 October 9, 2026", "−1,331"]
    assert rows["Japan"] == [
        "6,500",
        "6,283 March 2, 2026 later 6,433, October 9, 2026",
        "−217",
    ]


def test_australia_was_capped_and_young_professionals_began_for_italy(client, shipped):
    (_, wide), (_, young), _ = compared(client.get("/en/seasons/?from=2021&to=2026"))
    (_, _), (_, later), _ = compared(client.get("/en/seasons/?from=2021&to=2023"))

    assert ["Australia", "Unlimited", "5,670", "Capped"] in wide
    assert ["France", "7,100", "5,661", "−1,439"] in wide
    assert ["Italy", "Not offered", "200", "Began"] in later


def test_figures_side_by_side_lead_to_their_pools(client, shipped):
    page = parse(client.get("/en/seasons/?from=2021&to=2026"))

    links = page.xpath("//table[contains(@class, 'compared')]//td/a/@href")
    assert "/en/pools/2021/au/working-holiday/" in links
    assert "/en/pools/2026/au/working-holiday/" in links


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("from=1999", "from", "1999"),
        ("from=2022", "from", "2022"),
        ("to=abc", "to", "abc"),
        ("to=2026%20OR%201", "to", "2026 OR 1"),
        ("from=%F0%9F%8D%81", "from", "🍁"),
        ("from=<script>", "from", "<script>"),
        ("from=99999999999999999999", "from", "99999999999999999999"),
    ],
)
def test_a_year_that_is_no_season_gets_a_sentence_and_another_is_taken(
    client, shipped, query, field, value
):
    response = client.get(f"/en/seasons/?{query}")

    assert response.status_code == 200
    assert text(parse(response).get_element_by_id(f"error-{field}")) == (
        f"“{value}” is not a season with a table, so another one is shown."
    )
    assert compared(response) == compared(client.get("/en/seasons/"))


def test_the_form_shows_the_seasons_that_are_compared(client, shipped):
    page = parse(client.get("/en/seasons/?from=2023&to=nonsense"))

    assert page.xpath("//select/option[@selected]/text()") == ["2023", "2026"]


def test_one_season_alone_is_compared_with_nothing(client, db):
    make_quota(season=make_season(year=2021))

    assert compared(client.get("/en/seasons/")) == []
