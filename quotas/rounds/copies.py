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
    columns = chain(*COLUMNS.values())
    return _by_day(rows.filter(as_of__in=days).order_by("pk").values(*KEY, "as_of", *columns))


def _by_day(rows):
    pools = {}
    for row in rows:
        pools.setdefault(row["as_of"], []).append(_pool(row))
    return {day: Copy.of(day, of_day) for day, of_day in pools.items()}


def _pool(row):
    """Return weekly figures as a feed gives them."""
    code, category, subpool = (row[name] for name in KEY)
    figures = {name: Amount(row[name], row[f"{name}_word"]) for name in AMOUNTS}
    figures |= {name: Day(row[f"{name}_on"], row[f"{name}_word"]) for name in ROUND_DAYS}
    names = {"code": code, "location": "", "category": category, "subpool": subpool}
    return PoolFigures(**names, **figures, rating=row["rating"])


def _copy_of_other_season(rows, season, day):
    """Return the copy of about the same time in the nearest other season, or None.

    Where none is held at all, those that the site ships with tell as much.
    """
    days = set(rows.of_main_pools().values_list("season__year", "as_of"))
    shipped = [] if days else list(_shipped_weeks())
    days |= {(row["year"], row["as_of"]) for row in shipped}

    def distance(told):
        year, held = told
        there = day - YEAR * (season.year - year)
        return abs(season.year - year), year, abs(held - there), held

    others = [told for told in days if told[0] != season.year]
    if not others:
        return None
    year, held = min(others, key=distance)
    if shipped:
        return _by_day(row for row in shipped if row["as_of"] == held)[held]
    return _copies(rows.filter(season__year=year), {held})[held]


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


def _shipped(pattern):
    """Yield the facts of the rows of fixtures."""
    for path in settings.FIXTURE_DIRS[0].glob(pattern):
        yield from (row["fields"] for row in json.loads(path.read_text("utf-8")))


def _shipped_quotas():
    """Yield the year, country, category and places of each quota that the site ships with."""
    for facts in _shipped("quotas_*.json"):
        if facts["places"] is not None:
            yield (*facts["season"], *facts["country"], *facts["category"], facts["places"])


def _shipped_weeks():
    """Yield the weekly figures that the site ships with, as the database gives them."""
    numbers = dict.fromkeys((*AMOUNTS, "rating"))
    days = {f"{name}_on" for name in ROUND_DAYS}
    words = dict.fromkeys((f"{name}_word" for name in (*AMOUNTS, *ROUND_DAYS)), "")
    for facts in _shipped("weekly_figures_*.json"):
        (year,) = facts["season"]
        names = (*(facts.get("country") or [None]), *(facts.get("category") or [None]))
        key = dict(zip(KEY, (*names, facts.get("subpool", "")), strict=True))
        row = numbers | dict.fromkeys(days) | words | facts | key | {"year": year}
        for name in {"as_of", *days}:
            row[name] = row[name] and datetime.date.fromisoformat(row[name])
        yield row
