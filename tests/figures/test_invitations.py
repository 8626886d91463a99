"""The invitations of a country in single weeks, beside its weekly figures."""

import datetime

import pytest

from quotas.figures.invitations import InvitationsByPeriod
from quotas.models import Season

from ..factories import make_country, make_figures, make_invitations, make_season, make_source
from ..pages import parse, section, text

pytestmark = pytest.mark.django_db
PERIOD = {"starts_on": datetime.date(2023, 9, 16), "ends_on": datetime.date(2023, 9, 29)}


@pytest.fixture
def country():
    return make_country(code="JP", name_en="Japan", name_fr="Japon")


def figures(country, season, day, **facts):
    day = datetime.date.fromisoformat(day)
    make_figures(country=country, season=season, as_of=day, **{"invitations": 5} | facts)


@pytest.mark.parametrize(
    ("days", "is_shown"),
    [
        ((), True),
        (("2023-09-15",), True),
        (("2023-09-29",), True),
        (("2023-09-17", "2023-09-29"), True),
        (("2023-09-15", "2023-09-28"), True),
        (("2023-09-16", "2023-09-29"), False),
        (("2023-09-15", "2023-09-29"), False),
        (("2023-02-10", "2023-12-01"), False),
    ],
)
def test_a_period_is_left_out_if_weekly_figures_begin_before_it_and_end_after_it(
    country, days, is_shown
):
    row = make_invitations(PERIOD, country=country)
    for day in days:
        figures(country, row.season, day)

    assert InvitationsByPeriod(country).rows == ([row] if is_shown else [])


def test_weekly_figures_of_others_or_without_invitations_cover_nothing(country):
    row = make_invitations(PERIOD, country=country)
    other = make_season(year=2024)
    for day in ("2023-09-15", "2023-09-29"):
        figures(make_country(), row.season, day)
        figures(country, other, day)
        figures(country, row.season, day, invitations=None)

    assert InvitationsByPeriod(country).rows == [row]


def test_a_season_that_is_not_published_shows_none(country):
    make_invitations(PERIOD, country=country)
    Season.objects.update(is_published=False)

    assert InvitationsByPeriod(country).rows == []


def test_the_newest_period_comes_first(country):
    old = make_invitations(PERIOD, country=country)
    dates = {"starts_on": datetime.date(2023, 9, 30), "ends_on": datetime.date(2023, 10, 6)}
    new = make_invitations(dates | {"season": old.season}, country=country)

    assert InvitationsByPeriod(country).rows == [new, old]


@pytest.mark.parametrize(
    ("total", "label", "other_sum"),
    [(42, "42", None), (1081, "1,081", "42"), (None, "Not given", None)],
)
def test_a_sum_of_countries_that_is_not_the_total_is_told(country, total, label, other_sum):
    row = make_invitations(PERIOD | {"total": total}, country=country, invitations=2)
    make_invitations(row.period, invitations=40)

    (shown,) = InvitationsByPeriod(country).rows

    assert (shown.total_label, shown.other_sum) == (label, other_sum)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "/en/countries/jp/",
            ["From September 16, 2023 to September 29, 2023", "2023", "1,250", "2,514"],
        ),
        ("/fr/pays/jp/", ["Du 16 septembre 2023 au 29 septembre 2023", "2023", "1 250", "2 514"]),
    ],
)
def test_the_page_of_a_country_names_the_days_the_numbers_and_the_source(
    client, country, address, words
):
    source = make_source(publisher="A newspaper", url_en="https://source.example/")
    period = PERIOD | {"season": make_season(year=2023), "total": 2514, "source": source}
    make_invitations(period, country=country, invitations=1250)

    part = section(parse(client.get(address)), "invitations")

    (row,) = part.xpath(".//tbody/tr")
    assert [text(cell) for cell in row.xpath("./th|./td")][:3] == words[:3]
    assert words[3] in text(row)
    assert row.xpath(".//time/@datetime") == ["2023-09-16", "2023-09-29"]
    assert row.xpath(".//a/@href") == ["https://source.example/"]


def test_a_country_without_such_invitations_has_no_table_of_them(client, country):
    make_invitations(PERIOD)

    assert not parse(client.get("/en/countries/jp/")).xpath("//*[@id='invitations']")


def test_a_page_costs_the_same_queries_however_many_periods_it_has(
    client, country, django_assert_num_queries
):
    for day in range(1, 20):
        starts = datetime.date(2023, 6, day)
        made = {"starts_on": starts, "ends_on": starts, "season": make_season_once()}
        make_invitations(made, country=country)

    with django_assert_num_queries(1):
        for row in InvitationsByPeriod(country).rows:
            assert (row.season.year, row.total_label, row.other_sum) == (2023, "Not given", None)
            assert str(row.source)


def make_season_once():
    return Season.objects.filter(year=2023).first() or make_season(year=2023)
