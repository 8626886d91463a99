"""Two seasons side by side."""

import pytest

from quotas.models import Country

from ..expected import CATEGORIES, said
from ..factories import make_quota, make_season
from ..pages import parse, text
from .season_pages import HELD, codes_in, switch


def test_a_season_made_later_joins_the_switch_and_the_comparison(client, shipped):
    make_quota(season=make_season(year=2027), country=Country.objects.get(code="JP"))

    assert list(switch(parse(client.get("/en/"))))[0] == "2027"
    assert "2027" in parse(client.get("/en/seasons/")).xpath("//select[@name='to']/option/text()")


# Two seasons side by side


def difference(before, after):
    """Return the difference of a quota between two seasons, from the figures alone."""
    if not before or not after:
        return "Not known"
    if before["status"] == after["status"] == "limited":
        more = int(after["places"]) - int(before["places"])
        sign = "+" if more > 0 else "−"
        return f"{sign}{abs(more):,}" if more else "No change"
    return {
        ("not_offered", "limited"): "Began",
        ("not_offered", "unlimited"): "Began",
        ("not_offered", "tba"): "Began",
        ("limited", "not_offered"): "Ended",
        ("unlimited", "not_offered"): "Ended",
        ("tba", "not_offered"): "Ended",
        ("unlimited", "limited"): "Capped",
        ("limited", "unlimited"): "Cap lifted",
        ("tba", "unlimited"): "Cap lifted",
        ("tba", "limited"): "Announced",
        ("limited", "tba"): "Not announced yet",
        ("unlimited", "tba"): "Not announced yet",
    }.get((before["status"], after["status"]), "No change")


def compared(response):
    """Each table of two seasons: its caption and its rows."""
    return [
        (
            text(table.xpath("./caption")[0]),
            [[text(c) for c in row.xpath("./th|./td")] for row in table.xpath("./tbody/tr")],
        )
        for table in parse(response).xpath("//table[contains(@class, 'compared')]")
    ]


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("", "2021", "2026"),
        ("?from=2021&to=2026", "2021", "2026"),
        ("?from=2023&to=2025", "2023", "2025"),
        ("?from=2026&to=2021", "2026", "2021"),
        ("?from=2021&to=2023", "2021", "2023"),
        ("?to=2025", "2021", "2025"),
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
    for category, (_, table) in zip(CATEGORIES, tables, strict=True):
        expected = []
        for code in (code for code in names if code in either):
            before, after = HELD.get((first, code, category)), HELD.get((second, code, category))
            expected.append(
                [
                    names[code],
                    said(before) if before else "No figure held",
                    said(after) if after else "No figure held",
                    difference(before, after),
                ]
            )
        assert table == expected


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
        f"“{value}” is not a season with a table, so another one was taken."
    )
    assert compared(response) == compared(client.get("/en/seasons/"))


def test_the_form_shows_the_seasons_that_are_compared(client, shipped):
    page = parse(client.get("/en/seasons/?from=2023&to=nonsense"))

    assert page.xpath("//select/option[@selected]/text()") == ["2023", "2026"]


def test_one_season_alone_is_compared_with_nothing(client, db):
    make_quota(season=make_season(year=2021))

    assert compared(client.get("/en/seasons/")) == []
