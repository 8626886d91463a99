"""Quotas in a feed that are far from those held, at the last factor allowed and beyond it."""

import datetime

import pytest

from quotas.rounds.past_quotas import PastQuotas
from quotas.rounds.slips import Slips

from ..factories import make_category, make_country, make_figures, make_quota, make_season

pytestmark = pytest.mark.django_db
FRIDAY = datetime.date(2026, 3, 27)
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def season():
    return make_season(year=2026)


@pytest.fixture
def pool():
    return {"country": make_country(), "category": make_category()}


def find(season, pool, places, subpool=""):
    slips = Slips(season, FRIDAY, PastQuotas(season))
    return slips.find(pool["country"], pool["category"], subpool, places)


@pytest.mark.parametrize(
    ("places", "is_slip"), [(500, False), (501, True), (20, False), (19, True), (100, False)]
)
def test_a_quota_more_than_five_times_that_of_its_season_is_a_slip(season, pool, places, is_slip):
    make_quota(season=season, **pool, places=100, as_of=FRIDAY - WEEK)

    assert find(season, pool, places) == ((FRIDAY - WEEK, 100) if is_slip else None)


@pytest.mark.parametrize(
    ("before", "places", "is_slip"),
    [
        (200, 1_600, False),
        (200, 1_601, True),
        (1_600, 200, False),
        (1_600, 199, True),
        (100, 999, False),  # small quotas move as they like
        (100, 1_000, True),
        (0, 5_000, False),  # nothing can be told from no place
    ],
)
def test_a_large_quota_more_than_eight_times_that_of_an_earlier_season_is_a_slip(
    season, pool, before, places, is_slip
):
    day = datetime.date(2025, 10, 1)
    make_quota(season=make_season(year=2025), **pool, places=before, as_of=day)

    assert find(season, pool, places) == ((day, before) if is_slip else None)


def test_the_quota_of_the_season_counts_before_that_of_an_earlier_one(season, pool):
    make_quota(season=make_season(year=2025), **pool, places=10, as_of=FRIDAY - 60 * WEEK)
    make_quota(season=season, **pool, places=2_000, as_of=FRIDAY - WEEK)

    assert find(season, pool, 2_100) is None


def test_a_pool_inside_is_judged_by_its_own_weeks(season, pool):
    make_quota(season=season, **pool, places=1_000, as_of=FRIDAY - WEEK)
    make_figures(season=season, **pool, subpool="VIE", as_of=FRIDAY - WEEK, quota=50)

    assert find(season, pool, 60, "VIE") is None
    assert find(season, pool, 1_000, "VIE") == (FRIDAY - WEEK, 50)
    assert find(season, pool, 1_000, "another") is None


def test_the_nearest_day_counts(season, pool):
    quota = make_quota(season=season, **pool, places=1_000, as_of=FRIDAY - 10 * WEEK)
    quota.places, quota.as_of = 100, FRIDAY + WEEK
    quota.save()

    assert find(season, pool, 1_000) == (FRIDAY + WEEK, 100)
    assert find(season, pool, 110) is None
