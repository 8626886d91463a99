"""The chances of every pool and week, worked out again from the researched figures."""

import datetime
from collections import defaultdict
from fractions import Fraction
from itertools import groupby

import pytest

from quotas.figures.chances import FEWEST, Doubt, curve, pool_weeks
from quotas.models import Season, WeeklyFigures

from ..expected import read

pytestmark = pytest.mark.once

SEASONS = (2023, 2026)
# The totals of these pools fall or are repeated; test_chances has the rules for them by hand.
FALLS = {
    ("AU", "international-coop"),
    ("AT", "young-professionals"),
    ("IT", "international-coop"),
    ("KR", "international-coop"),
    ("KR", "young-professionals"),
    ("LU", "international-coop"),
}
REPEATS = {
    ("KR", "young-professionals"),
    ("ES", "international-coop"),
    ("TW", "working-holiday"),
    ("GB", "working-holiday"),
    ("GB", "young-professionals"),
}


def number(text):
    return int(text) if text.isdigit() else None


def researched():
    """The days of each main pool, oldest first: the day, candidates and total of invitations."""
    pools = defaultdict(list)
    for row in read("rounds"):
        if row["country_code"] and not row["subpool"]:
            pools[int(row["season"]), row["country_code"], row["category"]].append(
                (
                    datetime.date.fromisoformat(row["as_of_date"]),
                    number(row["candidates_in_pool"]),
                    number(row["invitations_issued"]),
                )
            )
    return {pool: sorted(days) for pool, days in pools.items()}


def held(season):
    """The weekly figures of each main pool of a season, as the site holds them."""
    rows = WeeklyFigures.objects.of_main_pools().filter(season__year=season).with_names()
    ordered = rows.order_by("country__code", "category__slug", "as_of")
    return {
        (season, *names): list(weeks)
        for names, weeks in groupby(ordered, lambda row: (row.country.code, row.category.slug))
    }


def total_on(days, n):
    """The total of a day; before the first number the rounds had not begun."""
    numbers = [total for _day, _candidates, total in days[: n + 1]]
    return numbers[-1] if any(total is not None for total in numbers) else 0


def share_after(days, n):
    """The share of the candidates of a day that was invited until the next day, or None."""
    candidates = days[n][1]
    if not candidates or None in (total_on(days, n), total_on(days, n + 1)):
        return None
    return min(Fraction(1), Fraction(total_on(days, n + 1) - total_on(days, n), candidates))


def chance_until(days, start, end):
    staying = Fraction(1)
    for n in range(start, end):
        share = share_after(days, n)
        if share is None:
            return None if staying else Fraction(1)
        staying *= 1 - share
    return 1 - staying


def chance_after(days, start, weeks):
    """The least and the most of a chance within some weeks, None where it is not known."""
    wanted = days[start][0] + datetime.timedelta(days=7 * weeks)
    later = range(start + 1, len(days))
    nearest = min(later, key=lambda n: abs(days[n][0] - wanted), default=None)
    if nearest is not None and abs(days[nearest][0] - wanted).days <= 3:
        chance = chance_until(days, start, nearest)
        return chance, chance
    before = max((n for n in later if days[n][0] < wanted), default=start)
    after = min((n for n in later if days[n][0] > wanted), default=None)
    least = chance_until(days, start, before)
    if after is None:
        return (1, 1) if least == 1 else None
    return least, chance_until(days, start, after)


@pytest.mark.parametrize("season", SEASONS)
def test_every_share_is_that_of_the_researched_figures(shipped, season):
    expected, ours = researched(), held(season)

    wrong = []
    for pool, figures in ours.items():
        days = expected[pool]
        for n, week in enumerate(pool_weeks(figures)):
            if week.doubt in (Doubt.FELL, Doubt.REPEATED, Doubt.NOT_GIVEN):
                continue
            share = share_after(days, n)
            if share is None and week.share is None:
                continue
            if week.share is None or week.share != pytest.approx((share, share)):
                wrong.append((pool, days[n], week.share, share))

    assert wrong == []
    assert len(ours) == len([pool for pool in expected if pool[0] == season]) > 80


@pytest.mark.parametrize("season", SEASONS)
def test_every_curve_is_that_of_the_researched_figures(shipped, season):
    expected = researched()

    wrong, points = [], 0
    for pool, figures in held(season).items():
        if pool[1:] in FALLS | REPEATS:
            continue
        days = expected[pool]
        for point in curve(figures):
            start = next(n for n, day in enumerate(days) if day[0] == point.figures.as_of)
            points += 1
            for weeks, chance in point.within.items():
                ours, theirs = chance, chance_after(days, start, weeks)
                if theirs and None in theirs:  # a pool that emptied, or a number not given
                    continue
                if ours != (theirs and pytest.approx(tuple(map(float, theirs)))):
                    wrong.append((pool, days[start], weeks, ours, theirs))

    assert wrong == []
    assert points == sum(
        (candidates or 0) >= FEWEST
        for pool, days in expected.items()
        for _day, candidates, _total in days
        if pool[0] == season and pool[1:] not in FALLS | REPEATS
    )


def test_the_totals_that_are_not_relied_on_are_those_that_fall_or_are_repeated(shipped):
    doubts = {Doubt.FELL: set(), Doubt.REPEATED: set()}
    for pool, figures in held(2026).items():
        for week in pool_weeks(figures):
            if week.doubt in doubts:
                doubts[week.doubt].add(pool[1:])

    assert doubts == {Doubt.FELL: FALLS, Doubt.REPEATED: REPEATS}


def test_the_weeks_of_2026_are_all_counted_or_left_out_for_a_reason(shipped):
    season = Season.objects.get(year=2026)
    pools = groupby(WeeklyFigures.objects.of_season_by_pool(season), key=lambda row: row[:3])
    counted = defaultdict(int)
    for (_country, _category, subpool), rows in pools:
        if not subpool:
            for week in pool_weeks(list(rows)):
                counted[week.doubt] += 1

    assert sum(counted.values()) == 90 * 38  # pools, and the steps between 39 days
    assert counted[Doubt.GAP] == 90
