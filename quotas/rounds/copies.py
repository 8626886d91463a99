"""Copies of the feed beside which a new one is judged: held ones, and those of other seasons."""

import datetime
import json
from dataclasses import dataclass
from itertools import chain

from django.conf import settings

from ..models import Quota, WeeklyFigures
from ..models.source import Source
from .feed import COLUMNS, PoolFigures
from .spelling import AMOUNTS, ROUND_DAYS, Amount, Day

KEY = ("country__code", "category__slug", "subpool")
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Copy:
    """The rows of one copy of the feed, by the keys of their pools, in its order."""

    day: datetime.date
    rows: dict[tuple, PoolFigures]

    @classmethod
    def of(cls, day, pools):
        return cls(day, {pool.key: pool for pool in pools})

    def numbers(self, name):
        """Return the numbers of one column, without those of the recognized organizations."""
        amounts = {key: getattr(pool, name) for key, pool in self.rows.items() if pool.code}
        return {key: each.number for key, each in amounts.items() if each.number is not None}

    def total(self, name):
        return sum(number for key, number in self.numbers(name).items() if not key[2])


class HeldCopies:
    """The official copies that are held of a season: of a day, and of those beside it."""

    def __init__(self, season, day):
        rows = WeeklyFigures.objects.filter(source__confidence=Source.Confidence.OFFICIAL)
        of_season = rows.filter(season=season)
        days = set(of_season.of_main_pools().values_list("as_of", flat=True))
        before = max((held for held in days if held < day), default=None)
        after = min((held for held in days if held > day), default=None)
        copies = _copies(of_season, {day, before, after} - {None})
        self.same = copies.get(day)
        self.before, self.after = copies.get(before), copies.get(after)
        self.is_first = not days
        self.of_last_season = self.is_first and _copy_of_other_season(rows, season, day)
        self.quotas = _quotas_of_other_seasons(season) if self.is_first else {}

    @property
    def beside(self):
        """The copies of the nearest days before and after, as far as there are any."""
        return [copy for copy in (self.before, self.after) if copy]


def _copies(rows, days):
    """Return the copies of `days` by their day."""
    pools = {day: [] for day in days}
    columns = chain(*COLUMNS.values())
    rows = rows.filter(as_of__in=days).order_by("pk")
    for row in rows.values(*KEY, "as_of", *columns):
        pools[row["as_of"]].append(_pool(row))
    return {day: Copy.of(day, each) for day, each in pools.items() if each}


def _pool(row):
    """Return weekly figures as a feed gives them."""
    code, category, subpool = (row[name] for name in KEY)
    figures = {name: Amount(row[name], row[f"{name}_word"]) for name in AMOUNTS}
    figures |= {name: Day(row[f"{name}_on"], row[f"{name}_word"]) for name in ROUND_DAYS}
    names = {"code": code, "location": "", "category": category, "subpool": subpool}
    return PoolFigures(**names, **figures, rating=row["rating"])


def _copy_of_other_season(rows, season, day):
    """Return the copy of about the same time in the nearest other season, or None."""
    others = rows.exclude(season=season).of_main_pools()
    days = set(others.values_list("season", "season__year", "as_of"))
    if not days:
        return None

    def distance(told):
        _pk, year, held = told
        there = day - YEAR * (season.year - year)
        return abs(season.year - year), year, abs(held - there), held

    pk, _year, held = min(days, key=distance)
    return _copies(rows.filter(season=pk), {held})[held]


def _quotas_of_other_seasons(season):
    """Return the number of places that each pool had in the nearest other season.

    Where none is held at all, those that the site ships with tell as much.
    """
    others = Quota.objects.exclude(season=season).filter(places__isnull=False)
    told = list(others.values_list("season__year", "country__code", "category__slug", "places"))
    farthest_first = sorted(told or _shipped_quotas(), key=lambda row: -abs(row[0] - season.year))
    return {
        (code, slug, ""): places
        for year, code, slug, places in farthest_first
        if year != season.year
    }


def _shipped_quotas():
    """Yield the year, country, category and places of each quota that the site ships with."""
    for path in settings.FIXTURE_DIRS[0].glob("quotas_*.json"):
        for row in json.loads(path.read_text("utf-8")):
            facts = row["fields"]
            if facts["places"] is not None:
                yield (*facts["season"], *facts["country"], *facts["category"], facts["places"])
