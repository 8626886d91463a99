"""Losses of a feed: pools, categories, countries and figures that were there before."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import chain

from django.utils.translation import gettext

from ..models import WeeklyFigures
from ..models.category import CATEGORIES
from .feed import COLUMNS, NAMES
from .spelling import Amount, Day

LOOK_BACK = timedelta(weeks=4)  # after which a loss is no news
MANY = 4  # one in so many, where it is not known that all were there
KEY = ("country__code", "category__slug", "subpool")


class HeldFigures:
    """The weekly figures of a season that are held, to compare those of a feed's `day` with."""

    def __init__(self, season, day):
        rows = WeeklyFigures.objects.filter(season=season)
        self.days = set(rows.of_main_pools().values_list("as_of", flat=True))
        earlier = {held for held in self.days if held < day}
        recent = {held for held in earlier if held >= day - LOOK_BACK}
        known = (recent or set(sorted(earlier)[-1:])) | self.days & {day}
        others = self.days - {day}
        self.nearest = min(others, key=lambda held: (abs(held - day), held), default=None)
        self.is_of_before = bool(known)  # and not of a day that came later
        compared = known or others & {self.nearest}
        rows = rows.filter(as_of__in=compared | others & {self.nearest}).order_by("as_of")
        rows = list(rows.values(*KEY, "as_of", *chain(*COLUMNS.values())))
        self.rows = [row for row in rows if row["as_of"] in compared]
        self.last_days = {_key(row): row["as_of"] for row in self.rows}

    def missing_from(self, pools):
        """Return the last day of each pool that is not one of `pools`, by its key."""
        keys = {pool.key for pool in pools}
        return {key: day for key, day in self.last_days.items() if key not in keys}

    def describe_lost_pools(self, pools, known):
        """Yield sentences about the pools, the countries and the categories that `pools` lack.

        The pools of the arrangements are `known` too: they tell most where little is held.
        """
        missing = self.missing_from(pools)
        if missing and (self.is_of_before or len(missing) * MANY >= len(self.last_days)):
            names = sorted(known.name(*key) for key in missing)
            yield gettext(
                "The feed lacks %(missing)s of the %(before)s pools that we had before: %(names)s."
            ) % {
                "missing": len(missing),
                "before": len(self.last_days),
                "names": "; ".join(names),
            }
            gone = {code for code, *_ in missing if code} - {pool.code for pool in pools}
            for code in sorted(gone):
                yield gettext("It has no pool of %(country)s any more.") % {
                    "country": known.countries[code].name
                }
        lacking = known.arranged - {(pool.code, pool.category) for pool in pools}
        if lacking and len(lacking) * MANY >= len(known.arranged):
            yield gettext(
                "The feed lacks %(lacking)s of the %(arranged)s pools of the arrangements."
            ) % {"lacking": len(lacking), "arranged": len(known.arranged)}
        for slug in sorted(set(CATEGORIES.values()) - {pool.category for pool in pools}):
            yield gettext("It has no pool of the category %(category)s.") % {
                "category": known.categories[slug].name
            }

    def describe_lost_figures(self, pools):
        """Yield sentences about the figures that `pools` do not give, and gave before.

        Of a pool that is not held, each one is expected: the feed gives all, if some in a word.
        """
        had = defaultdict(set)
        for row in self.rows:
            had[_key(row)] |= {name for name in NAMES if _is_held(row, name)}
        expected, lost, given = Counter(), Counter(), set()
        for pool in pools:
            names = {name for name in NAMES if _is_given(pool, name)}
            before = had.get(pool.key, set(NAMES))
            given |= names
            expected.update(before)
            lost.update(before - names)
        for name in (name for name in NAMES if lost[name]):
            figure = NAMES[name]
            if name not in given:
                yield gettext("No row of the feed gives %(figure)s.") % {"figure": figure}
            else:
                yield gettext("Rows without %(figure)s: %(lost)s of %(expected)s.") % {
                    "figure": figure,
                    "lost": lost[name],
                    "expected": expected[name],
                }


def _key(row):
    return tuple(row[name] for name in KEY)


def _is_held(row, name):
    return any(row[column] not in (None, "") for column in COLUMNS[name])


def _is_given(pool, name):
    return getattr(pool, name) not in (None, Amount(), Day())
