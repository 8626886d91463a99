"""The chance ratings of a season and what followed them, on rows worked out by hand."""

from types import SimpleNamespace

import pytest

from quotas.figures.chances import Doubt, PoolWeek, Range
from quotas.figures.ratings import (
    RATINGS,
    RatedWeeks,
    nearest_rank,
    ratings_of,
    seasons_with_ratings,
)
from quotas.models import WeeklyFigures
from quotas.models.weekly_figures import Rating

from ..factories import make_category, make_figures, make_season
from .rated_pools import MONDAY, WEEK, make_pool

pytestmark = pytest.mark.once


@pytest.fixture
def season(db):
    return make_season(year=2026)


@pytest.fixture
def category(db):
    return make_category(name_en="Working Holiday")


def of(season, rating, category=None):
    """The RatedWeeks of one rating, of all categories unless one is given."""
    groups = ratings_of([season], [category] if category else [])
    return next(each for each in groups[-1].ratings if each.rating == rating)


def weeks_with(rating, *pairs):
    """The RatedWeeks of so many candidates and invitations each."""
    weeks = [
        PoolWeek(
            SimpleNamespace(as_of=MONDAY, candidates=candidates),
            MONDAY + WEEK,
            Range(invitations, invitations),
            None,
        )
        for candidates, invitations in pairs
    ]
    return RatedWeeks(None, None, rating, weeks)


def test_the_shares_of_a_rating_are_those_of_the_weeks_that_began_with_it(season, category):
    days = (5, 100, 0), (5, 200, 10), (4, 50, 10), (4, 40, 70)
    make_pool(*days, season=season, category=category)

    very_low, low = of(season, Rating.VERY_LOW), of(season, Rating.LOW)

    # 10 of 100 and 0 of 200 are 10 of 300; 60 invitations for 50 candidates are 50 of 50.
    assert (very_low.candidates, very_low.invited, very_low.share) == (300, 10, 10 / 300)
    assert very_low.shares == [0, 0.1]
    assert (very_low.without_invitation, very_low.below, very_low.within) == (1, 1, 1)
    assert (very_low.first_day, very_low.last_day) == (MONDAY, MONDAY + 2 * WEEK)
    assert (low.candidates, low.invited, low.shares) == (50, 50, [1])
    assert (low.below, low.within, low.above) == (0, 0, 1)


def test_weeks_that_cannot_be_counted_are_counted_by_their_reason(season, category):
    pool = {"season": season, "category": category}
    make_pool((1, 19, 0), (1, 0, 19), (1, 30, 19), (1, 30, 49), **pool)
    make_pool((1, 30, 0), (1, 30, 30), every=2 * WEEK, **pool)
    make_pool((1, 30, 50), (1, 30, 40), **pool)
    make_pool((1, None, 0), (1, 30, 0), **pool)

    excellent = of(season, Rating.EXCELLENT)

    assert excellent.left_out == {
        Doubt.FEW: 1,
        Doubt.NOBODY: 1,
        Doubt.GAP: 1,
        Doubt.FELL: 1,
        Doubt.NOT_GIVEN: 1,
    }
    assert excellent.left_out_count == 5
    assert (len(excellent.counted), excellent.candidates, excellent.invited) == (1, 30, 30)


def test_the_reasons_are_those_that_left_out_a_week_with_their_numbers(season, category):
    make_pool((5, 19, 0), (5, 19, 0), (1, 0, 0), (1, 0, 0), season=season, category=category)

    [together] = ratings_of([season])

    assert [
        (reason.doubt, [count for _rated, count in reason.by_rating], reason.total)
        for reason in together.reasons
    ] == [(Doubt.NOBODY, [1, 0, 0, 0, 0], 1), (Doubt.FEW, [0, 0, 0, 0, 2], 2)]
    assert together.left_out == 3


def test_a_week_without_a_rating_predicts_nothing_and_is_counted_apart(season, category):
    days = (None, 30, 0), (Rating.NOT_APPLICABLE, 30, 10), (3, 40, 20), (3, 40, 40)
    make_pool(*days, season=season, category=category)

    [together] = ratings_of([season])

    assert together.unrated == 2
    assert [(rated.rating, rated.shares) for rated in together.known] == [(Rating.FAIR, [0.5])]
    assert together.days == (MONDAY + 2 * WEEK, MONDAY + 3 * WEEK)


def test_a_pool_inside_a_pool_is_left_out(season, category):
    make_pool((3, 40, 0), (3, 40, 20), season=season, category=category, subpool="VIE")

    assert of(season, Rating.FAIR).weeks == []


def test_all_categories_together_add_up_those_of_each(season):
    one, other = make_category(), make_category()
    make_pool((3, 100, 0), (3, 100, 40), season=season, category=one)
    make_pool((3, 300, 0), (3, 300, 180), season=season, category=other)

    shares = [of(season, Rating.FAIR, category).share for category in (one, other, None)]

    assert shares == [0.4, 0.6, 220 / 400]


def test_ratings_stand_from_the_best_to_the_worst_whether_they_had_a_week_or_not(season):
    [together] = ratings_of([season])

    assert [rated.rating for rated in together.ratings] == list(RATINGS) == [1, 2, 3, 4, 5]
    assert [rated.share for rated in together.ratings] == [None] * 5
    assert (together.known, together.days, together.largest) == ([], None, None)


@pytest.mark.parametrize(
    ("rating", "invited", "where"),
    [
        (Rating.VERY_LOW, 0, "below"),
        (Rating.VERY_LOW, 9, "below"),
        (Rating.VERY_LOW, 10, "within"),
        (Rating.VERY_LOW, 199, "within"),
        (Rating.VERY_LOW, 200, "above"),
        (Rating.LOW, 199, "below"),
        (Rating.LOW, 200, "within"),
        (Rating.LOW, 400, "above"),
        (Rating.FAIR, 599, "within"),
        (Rating.VERY_GOOD, 600, "within"),
        (Rating.VERY_GOOD, 800, "above"),
        (Rating.EXCELLENT, 799, "below"),
        (Rating.EXCELLENT, 800, "within"),
        (Rating.EXCELLENT, 1000, "within"),
        (Rating.EXCELLENT, 5000, "within"),
    ],
)
def test_a_week_is_below_its_rating_within_it_or_above_it(rating, invited, where):
    rated = weeks_with(rating, (1000, invited))

    counts = {"below": rated.below, "within": rated.within, "above": rated.above}
    assert counts == {"below": 0, "within": 0, "above": 0} | {where: 1}


def test_between_the_spans_of_the_ratings_there_is_no_hole():
    for invited in range(10, 1001):
        right = [rating for rating in RATINGS if weeks_with(rating, (1000, invited)).within]

        assert len(right) == 1, invited


@pytest.mark.parametrize(
    ("count", "lowest", "median", "highest"),
    [(1, 1, 1, 1), (2, 1, 1, 2), (9, 1, 5, 9), (10, 1, 5, 9), (11, 2, 6, 10), (525, 53, 263, 473)],
)
def test_tenths_are_found_by_the_nearest_rank(count, lowest, median, highest):
    ordered = range(1, count + 1)

    assert [nearest_rank(ordered, tenths) for tenths in (1, 5, 9)] == [lowest, median, highest]


def test_at_least_a_tenth_of_the_weeks_is_at_each_end_of_the_spread():
    for count in range(1, 200):
        rated = weeks_with(Rating.FAIR, *((1000, n) for n in range(count)))

        lowest, median, highest = rated.spread
        assert 10 * sum(share <= lowest for share in rated.shares) >= count
        assert 2 * sum(share <= median for share in rated.shares) >= count
        assert 10 * sum(share >= highest for share in rated.shares) >= count


def test_one_query_reads_the_figures_of_all_seasons_asked_for(
    season, category, django_assert_num_queries
):
    earlier = make_season(year=2025)
    for each in (season, earlier):
        make_pool((3, 40, 0), (3, 40, 20), (3, 40, 30), season=each, category=category)

    with django_assert_num_queries(1):
        groups = ratings_of([season, earlier], [category])

    assert [(group.season, group.category) for group in groups] == [
        (season, None),
        (season, category),
        (earlier, None),
        (earlier, category),
    ]
    assert [len(group.known[0].counted) for group in groups] == [2] * 4


def test_the_weeks_of_another_season_are_not_read(season, category):
    make_pool((3, 40, 0), (3, 40, 20), season=make_season(year=2025), category=category)

    assert of(season, Rating.FAIR).weeks == []


def test_seasons_with_ratings_are_the_published_ones_in_which_a_pool_had_one(season, category):
    for year, facts in (
        (2019, {"rating": None}),
        (2020, {"rating": Rating.NOT_APPLICABLE}),
        (2021, {"rating": 3, "subpool": "VIE"}),
        (2022, {"rating": 5}),
        (2023, {"rating": 1}),
        (2024, {"rating": 1}),
    ):
        of_year = make_season(year=year, is_published=year != 2024)
        make_figures(season=of_year, category=category, **facts)

    assert [each.year for each in seasons_with_ratings()] == [2023, 2022]
    assert WeeklyFigures.objects.count() == 6
