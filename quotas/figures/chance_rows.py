"""The weeks of all pools in rows, with the chances of those who were waiting."""

import dataclasses
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, Max, Q
from django.utils.functional import cached_property

from ..i18n.languages import language
from ..models import Category, Country, Season, WeeklyFigures
from .chances import Level, PoolWeek, Range, curve, levels, pool_weeks

POOL = ("season_id", "country_id", "category_id", "subpool")


@dataclasses.dataclass(frozen=True)
class ChanceRow:
    """A week of a pool, and the chance of those who were waiting on its first day.

    `within` has a Range by weeks, or None where it is not known.
    """

    season: Season
    country: Country
    category: Category
    subpool: str
    week: PoolWeek
    level: Level | None
    within: dict[int, Range | None]

    @property
    def as_of(self):
        return self.week.figures.as_of

    @property
    def until(self):
        return self.week.until

    @property
    def candidates(self):
        return self.week.figures.candidates

    @property
    def rating(self):
        return self.week.figures.rating


def rows_of_pool(names, subpool, figures):
    """Return the ChanceRows of one pool; `names` are its season, country and category."""
    weeks = pool_weeks(figures)
    chances = {point.figures.as_of: point.within for point in curve(figures)}
    return [
        ChanceRow(*names, subpool, week, level, chances.get(week.figures.as_of, {}))
        for week, level in zip(weeks, levels(weeks), strict=True)
    ]


def in_order(figures):
    """Return plain rows of weekly `figures`, pool by pool in the order of our tables."""
    rows = figures.filter(country__isnull=False).order_by(
        "-season__year", f"country__sort_{language()}", "category__position", "subpool", "as_of"
    )
    return rows.values_list(
        *POOL,
        "as_of",
        "spots",
        "candidates",
        "invitations",
        "invitations_word",
        "rating",
        named=True,
    )


def chance_rows(figures, pools=None):
    """Yield the ChanceRows of weekly `figures`, a pool at a time, in four queries.

    If there are `pools`, of those alone, which are tuples of the ids in POOL.
    """
    seasons, countries = Season.objects.in_bulk(), Country.objects.in_bulk()
    categories = Category.objects.names_only().in_bulk()
    for pool, of_pool in groupby(in_order(figures).iterator(), key=attrgetter(*POOL)):
        if pools is None or pool in pools:
            season, country, category, subpool = pool
            names = (seasons[season], countries[country], categories[category])
            yield from rows_of_pool(names, subpool, list(of_pool))


def all_chances():
    """Yield the ChanceRows of all public seasons."""
    return chance_rows(WeeklyFigures.objects.public())


def chances_of_season(season, countries, categories):
    """Return the ChanceRows of some pools of `season`, in the order of `countries`."""
    rank = {country.pk: n for n, country in enumerate(countries)}
    figures = WeeklyFigures.objects.filter(season=season, country__in=rank, category__in=categories)
    return sorted(chance_rows(figures), key=lambda row: rank[row.country.pk])


class Chances:
    """The ChanceRows that a filter and two days allow, as a sequence for a paginator.

    The database counts the weeks of each pool, and the pools of the slice that is used are worked
    out alone.
    """

    def __init__(self, change_filter, since=None, until=None):
        """Count the weeks that begin on the day `since` or later, and on `until` or earlier."""
        self.filter, self.since, self.until = change_filter, since, until

    @cached_property
    def pools(self):
        """Pairs of a pool, as a tuple of ids, and the number of its weeks."""
        in_time = Q(pk__isnull=False)
        if self.since:
            in_time &= Q(as_of__gte=self.since)
        if self.until:
            in_time &= Q(as_of__lte=self.until)
        figures = self.filter.narrow(WeeklyFigures.objects.public())
        rows = figures.filter(country__isnull=False).values_list(*POOL)
        counted = rows.annotate(held=Count("pk", filter=in_time), last=Max("as_of")).order_by(
            "-season__year", f"country__sort_{language()}", "category__position", "subpool"
        )
        # No week follows the last day of a pool.
        return [(tuple(pool), held - self.allows(last)) for *pool, held, last in counted]

    def allows(self, day):
        """Tell if weeks that begin on `day` are among them."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)

    def __len__(self):
        return sum(weeks for _pool, weeks in self.pools)

    def __getitem__(self, part):
        """The rows of `part`, a slice."""
        start, stop, _step = part.indices(len(self))
        chosen, before, at = set(), 0, 0
        for pool, weeks in self.pools:
            if weeks and at < stop and at + weeks > start:
                before = before if chosen else at
                chosen.add(pool)
            at += weeks
        rows = [row for row in _rows_of(chosen) if self.allows(row.as_of)]
        return rows[start - before : stop - before]


def _rows_of(pools):
    """Return the rows of `pools`. The database is asked once, and so for a few more pools.

    A condition for each pool would make the query longer than SQLite takes.
    """
    if not pools:
        return []
    seasons, countries, categories, _subpools = (set(ids) for ids in zip(*pools, strict=True))
    figures = WeeklyFigures.objects.filter(
        season__in=seasons, country__in=countries, category__in=categories
    )
    return list(chance_rows(figures, pools))
