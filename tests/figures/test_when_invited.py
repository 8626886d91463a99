"""The sentence of the last season beside an answer and in a comparison."""

import datetime

import pytest

from quotas.figures.when_invited import A_QUARTER, invited_lately
from quotas.models import Country, Season, WeeklyFigures

from ..factories import make_category, make_country, make_figures, make_season
from ..pages import text

pytestmark = pytest.mark.once

BRITISH = (
    "Until April 24, 2026, nearly everybody who was waiting was invited within a week (in 9 of 12 "
    "weeks); from July 24 to October 9, fewer than 1 in 100 a week (in 10 of 11 weeks)."
)


@pytest.fixture
def pool(db):
    return {"country": make_country(), "category": make_category()}


def fill(season, pool, *, weeks, a_week=100):
    """Hold figures of a pool of 100 candidates in which the same number is invited every week."""
    first = datetime.date(season.year, 1, 7)
    for n in range(weeks + 1):
        day = first + datetime.timedelta(7 * n)
        make_figures(season=season, **pool, as_of=day, candidates=100, invitations=n * a_week)


def lately(pool):
    seasons = Season.objects.published().order_by("-year")
    return invited_lately([pool["country"]], seasons).get((pool["country"].pk, pool["category"].pk))


@pytest.mark.parametrize(("weeks", "year"), [(A_QUARTER - 1, 2026), (A_QUARTER, 2027)])
def test_the_newest_season_is_told_once_a_quarter_of_it_is_held(pool, weeks, year):
    fill(make_season(year=2026), pool, weeks=20)
    fill(make_season(year=2027), pool, weeks=weeks)

    assert lately(pool).season.year == year


def test_without_an_older_season_a_new_one_is_told(pool):
    fill(make_season(year=2027), pool, weeks=2, a_week=5)

    assert lately(pool).sentence == (
        "From January 7 to January 21, 2027, 1 to 10 in 100 people waiting were invited within a "
        "week."
    )


def test_an_unpublished_season_is_not_told(pool):
    fill(make_season(year=2027, is_published=False), pool, weeks=20)

    assert lately(pool) is None


def test_two_seasons_and_ten_cost_the_same_queries(pool, django_assert_num_queries):
    for year in range(2018, 2028):
        fill(make_season(year=year), pool, weeks=2)

    countries, seasons = Country.objects.all(), Season.objects.published().order_by("-year")
    held = list(countries), list(seasons)
    with django_assert_num_queries(2):
        invited_lately(*held)


def test_beside_each_yes_stands_who_was_invited(page_at):
    page = page_at("/en/find/?citizenship=gb&age=24")

    (answer,) = page.xpath("//article[h3[contains(.,'Working Holiday')]]")
    assert f"Who was invited in 2026: {BRITISH}" in text(answer)


def test_beside_a_no_it_does_not_stand(page_at):
    page = page_at("/en/find/?citizenship=gb&age=50")

    assert "Who was invited" not in text(page.xpath("//main")[0])


def test_the_api_says_the_same(client, shipped):
    said = client.get("/api/v1/find?citizenship=gb&age=24").json()

    found = said["citizenships"][0]["categories"][0]["invited"]
    assert found == {"season": 2026, "sentence": BRITISH}


def test_the_api_says_it_in_french_and_null_where_nothing_is_held(client, shipped):
    said = client.get("/api/v1/find?citizenship=gb&citizenship=mx&age=24&lang=fr").json()

    british, mexican = (each["categories"] for each in said["citizenships"])
    assert british[0]["invited"]["sentence"].startswith("Jusqu’au 24 avril 2026, presque toutes")
    assert mexican[0]["invited"] is None


def test_countries_side_by_side_say_who_was_invited(page_at):
    page = page_at("/en/compare/?country=gb&country=ad")

    (row, *_others) = page.xpath("//tr[th='Who was invited']")
    assert [text(cell) for cell in row.xpath("./td")] == [
        "Fewer than 20 people were waiting, too few for a share. In every week with somebody "
        "waiting, there were enough invitations for all of them. 2026 season",
        f"{BRITISH} 2026 season",
    ][::-1]


def test_of_each_pool_the_newest_figures_stand_whatever_their_season(pool):
    other = {"country": make_country(), "category": pool["category"]}
    fill(make_season(year=2026), pool, weeks=3)
    fill(make_season(year=2025), other, weeks=1)
    fill(make_season(year=2027), pool, weeks=2)
    make_figures(season=make_season(year=2028), **pool, subpool="VIE", as_of="2028-01-07")

    newest = WeeklyFigures.objects.newest_of_pools()

    assert {(row.country, row.as_of.isoformat()) for row in newest} == {
        (pool["country"], "2027-01-21"),
        (other["country"], "2025-01-14"),
    }
