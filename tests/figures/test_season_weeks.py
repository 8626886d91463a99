import datetime

import pytest

from quotas.figures.season_weeks import SeasonWeeks
from quotas.models import QuotaValue

from ..factories import make_quota, make_season, make_source
from .season_pools import day, make_pool

pytestmark = pytest.mark.once


@pytest.fixture
def season(db):
    return make_season(year=2026)


def only_pool(season):
    (pool,) = SeasonWeeks(season).pools
    return pool


def make_values(season, pool, *values):
    """Give the quota of a pool so many values, the first of January 2, each a week after the one
    before."""
    country, category = pool
    source = make_source()
    quota = make_quota(season=season, country=country, category=category, as_of=day(0), **values[0])
    for week, value in enumerate(values[1:], 1):
        QuotaValue.objects.create(
            season=season,
            country=country,
            category=category,
            as_of=day(week),
            source=source,
            **{"state": "limited"} | value,
        )
    return quota


def test_a_pool_inside_a_pool_and_another_season_are_left_out(season):
    pool = make_pool(season, [(50, 0, 10)] * 2)
    make_pool(season, [(50, 0, 10)] * 2, subpool="Inside", country=pool[0], category=pool[1])
    make_pool(make_season(year=2025), [(50, 0, 10)] * 2)

    assert len(SeasonWeeks(season).pools) == 1


def test_a_pool_that_invited_nearly_everybody_each_week_counted_is_open_to_all(season):
    # 40 of 40, then 38 of 40 (95 in 100), then nobody was waiting.
    make_pool(season, [(40, 0, 9), (40, 40, 9), (0, 78, 9), (0, 78, 9)])

    assert only_pool(season).invited_nearly_all


@pytest.mark.parametrize(
    ("weeks", "reason"),
    [
        ([(40, 0, 9), (40, 40, 9), (0, 77, 9)], "37 of 40 are 92.5 in 100"),
        ([(40, 0, 9), (40, 40, 0), (0, 80, 9)], "on one day there was no spot"),
        ([(9, 0, 9), (9, 9, 9), (0, 18, 9)], "18 candidates are too few to count"),
    ],
)
def test_a_pool_is_not_open_to_all(season, weeks, reason):
    make_pool(season, weeks)

    assert not only_pool(season).invited_nearly_all, reason


def test_a_pool_ran_out_on_its_first_day_without_spots_and_had_some_again_on_the_next_with(season):
    make_pool(season, [(40, 0, 9), (40, 9, 0), (40, 9, 0), (40, 9, None), (40, 9, 5), (40, 14, 0)])

    pool = only_pool(season)

    assert (pool.ran_out_on, pool.available_again_on) == (day(1), day(4))
    assert pool.facts[0] == "No spots from January 9; some again on January 30."


def test_a_pool_that_stayed_without_spots_says_since_when(season):
    make_pool(season, [(40, 0, 9), (40, 9, 0)])

    assert only_pool(season).facts == [
        "No spots from January 9.",
        "Invitations: 9; candidates: 40.",
    ]


def test_a_quota_moved_if_it_had_two_numbers_even_if_it_went_back(season):
    pool = make_pool(season, [(40, 0, 9), (40, 9, 9)])
    make_values(season, pool, {"places": 10}, {"places": 12}, {"places": 10})

    moved = only_pool(season)

    assert moved.quota.moved
    assert moved.quota.numbers == [10, 12, 10]
    assert moved.facts[0] == "Quota: 10 → 10 (last changed on January 16)."


def test_a_word_before_the_first_number_is_a_change_and_to_be_announced_is_not(season):
    unlimited, announced = (make_pool(season, [(40, 0, 9), (40, 9, 9)]) for _n in range(2))
    make_values(season, unlimited, {"state": "unlimited"}, {"places": 12})
    make_values(season, announced, {"state": "to_be_announced"}, {"places": 12})

    quotas = {pool.country: pool.quota for pool in SeasonWeeks(season).pools}

    first, second = quotas[unlimited[0]], quotas[announced[0]]
    assert (first.changed, first.moved) == (True, False)
    assert (second.changed, second.moved) == (False, False)


def test_a_value_that_was_repeated_or_withdrawn_is_no_move(season):
    pool = make_pool(season, [(40, 0, 9), (40, 9, 9)])
    make_values(season, pool, {"places": 10}, {"places": 10}, {"state": "withdrawn"})

    assert not only_pool(season).quota.changed


def test_the_invitations_of_a_week_are_summed_over_the_pools_of_which_they_are_known(season):
    # In the first week 5 + 7 were invited; in the second 3, and of the other pool no total is held.
    make_pool(season, [(40, 0, 9), (40, 5, 9), (40, 8, 9)])
    make_pool(season, [(40, 0, 9), (40, 7, 9), (40, None, 9)])

    weeks = SeasonWeeks(season)

    assert weeks.issued == [(day(1), 12), (day(2), 3)]
    assert (weeks.weeks_left_out, weeks.weeks_in_all) == (1, 4)
    assert weeks.chart.lines[0].values == [12, 3]


def test_a_total_that_fell_takes_its_weeks_out_of_the_sums(season):
    # 20 and 15 are not relied on: only what lies between 0 and 30 in three weeks is known.
    make_pool(season, [(40, 0, 9), (40, 20, 9), (40, 15, 9), (40, 30, 9), (40, 36, 9)])
    make_pool(season, [(40, 0, 9), (40, 1, 9), (40, 3, 9), (40, 6, 9), (40, 10, 9)])

    weeks = SeasonWeeks(season)

    assert weeks.issued == [(day(1), 1), (day(2), 2), (day(3), 3), (day(4), 4 + 6)]
    assert weeks.weeks_left_out == 3


def test_what_was_issued_while_no_week_is_held_is_told_apart(season):
    make_pool(season, [(40, 0, 9), (40, 5, 9), None, (40, 8, 9), (40, 10, 9)])
    make_pool(season, [(None, 0, 9), (None, 1, 9), None, (None, 3, 9), (None, 3, 9)])

    weeks = SeasonWeeks(season)

    assert weeks.issued == [(day(1), 6), (day(3), None), (day(4), 2)]
    assert [(gap.since, gap.until, gap.invitations) for gap in weeks.gaps] == [(day(1), day(3), 5)]
    assert weeks.weeks_left_out == 2


def test_one_week_has_no_chart_but_its_sum(season):
    make_pool(season, [(40, 0, 9), (40, 5, 9)])

    weeks = SeasonWeeks(season)

    assert weeks.chart is None
    assert weeks.issued == [(day(1), 5)]


@pytest.mark.parametrize(
    ("weeks", "sentence"),
    [
        ([(0, 0, 9)] * 3, "Nobody was waiting in any known week."),
        ([(None, None, 9)] * 3, "No week is known well enough for a share."),
        ([(None, 0, 9)], "No week is known well enough for a share."),
    ],
)
def test_a_pool_without_a_share_says_why(season, weeks, sentence):
    make_pool(season, weeks)

    assert only_pool(season).sentence == sentence


def test_newest_figures_of_an_older_day_say_so_and_a_number_may_be_missing(season):
    make_pool(season, [(40, 0, 9), (None, 1234, 9)])
    make_pool(season, [(40, 0, 9)] * 4)

    early = min(SeasonWeeks(season).pools, key=lambda pool: pool.latest.as_of)

    assert early.facts == ["Invitations: 1,234; candidates: not given. These are from January 9."]


def test_a_total_that_is_not_certain_is_at_least_the_last_that_is(season):
    make_pool(season, [(40, 0, 9), (40, 20, 9), (40, 30, 9), (40, 25, 9)])

    assert only_pool(season).facts == ["Invitations: at least 20; candidates: 40."]


def test_a_season_without_weeks_has_no_pools(season):
    weeks = SeasonWeeks(season)

    assert not weeks.pools
    assert weeks.days == []


def test_pools_are_told_by_country_in_the_order_asked_for(season):
    first, second = (make_pool(season, [(40, 0, 9)] * 2) for _n in range(2))
    weeks = SeasonWeeks(season)

    groups = weeks.narrowed([second[0], first[0]], [first[1]])

    assert [(country, len(pools)) for country, pools in groups] == [(first[0], 1)]


def test_a_season_costs_four_queries(season, django_assert_num_queries):
    pools = [make_pool(season, [(40, 0, 9), (40, 9, 0)]) for _n in range(5)]
    for pool in pools:
        make_values(season, pool, {"places": 10}, {"places": 12})

    with django_assert_num_queries(4):
        weeks = SeasonWeeks(season)
        told = [(pool.sentence, pool.facts, pool.levels) for pool in weeks.pools]

    assert len(told) == 5
    assert weeks.last_day - weeks.first_day == datetime.timedelta(7)
