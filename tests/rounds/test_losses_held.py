"""Figures of a feed beside those held: the weeks that count, and how much may be missing."""

import datetime
from types import SimpleNamespace

import pytest

from quotas.models.category import CATEGORIES
from quotas.rounds.losses import HeldFigures
from quotas.rounds.pools import KnownPools
from quotas.rounds.spelling import Amount, Day

from ..factories import make_category, make_country, make_figures, make_season

pytestmark = pytest.mark.django_db
FRIDAY = datetime.date(2026, 3, 27)
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def season():
    return make_season(year=2026)


@pytest.fixture
def pools():
    """Eight pools: the main ones of eight countries, in one category."""
    category, *_others = [make_category(slug=slug) for slug in CATEGORIES.values()]
    return [{"country": make_country(), "category": category} for _ in range(8)]


def hold(season, pools, day, **facts):
    for pool in pools:
        make_figures(season=season, **pool, as_of=day, **facts)


def in_feed(pool, **figures):
    """The pool as a feed has it; of its figures only those given."""
    code, slug = pool["country"].code, pool["category"].slug
    nothing = dict.fromkeys(("quota", "invitations", "candidates", "spots"), Amount())
    nothing |= {"first_round": Day(), "final_round": Day(), "rating": None}
    return SimpleNamespace(
        key=(code, slug, ""), code=code, category=slug, subpool="", **nothing | figures
    )


@pytest.mark.parametrize(("weeks", "is_missed"), [(4, True), (5, False)])
def test_a_pool_is_missed_for_four_weeks(season, pools, weeks, is_missed):
    hold(season, pools[:1], FRIDAY - weeks * WEEK)
    hold(season, pools[1:], FRIDAY - WEEK)

    missing = HeldFigures(season, FRIDAY).missing_from([in_feed(pool) for pool in pools[1:]])

    assert bool(missing) is is_missed


@pytest.mark.parametrize(
    ("held", "missing", "is_said"), [(8, 1, False), (5, 1, False), (8, 2, True)]
)
def test_of_a_day_before_all_that_is_held_a_quarter_missing_is_said(
    season, pools, held, missing, is_said
):
    hold(season, pools[:held], FRIDAY + WEEK)
    feed = [in_feed(pool) for pool in pools[missing:held]]

    lines = HeldFigures(season, FRIDAY).describe_lost_pools(feed, KnownPools())

    assert any(f"lacks {missing} of the {held} pools" in line for line in lines) is is_said


def test_the_days_between_the_nearest_and_the_recent_ones_do_not_count(season, pools):
    hold(season, pools[:1], FRIDAY + 9 * WEEK)
    hold(season, pools[1:], FRIDAY - WEEK)

    held = HeldFigures(season, FRIDAY)

    assert held.missing_from([in_feed(pool) for pool in pools[1:]]) == {}


def test_a_figure_that_was_not_there_before_is_not_lost(season, pools):
    hold(season, pools, FRIDAY - WEEK, spots=5, candidates=None)
    held = HeldFigures(season, FRIDAY)
    given = {"spots": Amount(4)}

    lines = list(held.describe_lost_figures([in_feed(pool, **given) for pool in pools]))
    lost = list(held.describe_lost_figures([in_feed(pool) for pool in pools]))

    assert not [line for line in lines if "spots" in line or "candidates" in line]
    assert [line for line in lost if "number of spots" in line]
