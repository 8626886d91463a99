"""Losses of a feed: pools, categories, countries and figures that were there before."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.utils.translation import gettext

from ..models import WeeklyFigures
from ..models.category import CATEGORIES
from .document import BadFeed
from .feed import NAMES as NAMES_OF_FEED
from .report import FIGURES, ROUND_DAYS, pool_name
from .spelling import Amount, Day

LOOKED_BACK = timedelta(weeks=4)  # a loss is told for so long, then it is how the feed is
MANY = 4  # a quarter of the pools, where some may well not have been there
NAMES = {name: NAMES_OF_FEED[name] for name in FIGURES} | {
    "first_round": NAMES_OF_FEED["first"],
    "final_round": NAMES_OF_FEED["second"],
    "rating": NAMES_OF_FEED["chances"],
}
COLUMNS = (
    *(name + end for name in FIGURES for end in ("", "_word")),
    *(name + end for name in ROUND_DAYS for end in ("_on", "_word")),
    "rating",
)
KEY = ("country__code", "category__slug", "subpool")


class Held:
    """The weekly figures of a season that are held, to compare those of a feed's `day` with."""

    def __init__(self, season, day):
        rows = WeeklyFigures.objects.filter(season=season)
        self.days = set(rows.of_main_pools().values_list("as_of", flat=True))
        earlier = {held for held in self.days if held < day}
        recent = {held for held in earlier if held >= day - LOOKED_BACK}
        known = (recent or set(sorted(earlier)[-1:])) | self.days & {day}
        others = self.days - {day}
        self.nearest = min(others, key=lambda held: (abs(held - day), held), default=None)
        self.is_of_before = bool(known)  # and not of a day that came later
        compared = known or others & {self.nearest}
        rows = rows.filter(as_of__in=compared | others & {self.nearest}).order_by("as_of")
        rows = list(rows.values(*KEY, "as_of", *COLUMNS))
        self.of_nearest = {_key(row) for row in rows if row["as_of"] == self.nearest}
        self.rows = [row for row in rows if row["as_of"] in compared]
        self.last_days = {_key(row): row["as_of"] for row in self.rows}

    def refuse_if_half_is_lost(self, pools):
        """Raise BadFeed if `pools` lack half of the pools of the nearest day."""
        before = {(code, slug) for code, slug, subpool in self.of_nearest if code and not subpool}
        missing = before - {(pool.code, pool.category) for pool in pools}
        if before and len(missing) * 2 >= len(before):
            raise BadFeed(
                gettext(
                    "The feed lacks %(missing)s of the %(before)s pools held as of %(nearest)s. "
                    "Accept the missing pools (--force) if that is right."
                ),
                missing=len(missing),
                before=len(before),
                nearest=self.nearest.isoformat(),
            )

    def missing_from(self, pools):
        """The last day of each pool, by its key, that is not one of `pools`."""
        keys = {pool.key for pool in pools}
        return {key: day for key, day in self.last_days.items() if key not in keys}

    def lost_pools(self, pools, arranged, countries, categories):
        """Sentences about the pools, the categories and the countries that `pools` lack.

        `arranged` are those of the arrangements, which tell most where little is held.
        """
        missing = self.missing_from(pools)
        if missing and (self.is_of_before or len(missing) * MANY >= len(self.last_days)):
            names = (
                pool_name(countries.get(code), categories.get(slug), subpool)
                for code, slug, subpool in missing
            )
            yield gettext(
                "The feed lacks %(missing)s of the %(before)s pools that were held before: "
                "%(names)s."
            ) % {
                "missing": len(missing),
                "before": len(self.last_days),
                "names": "; ".join(sorted(names)),
            }
            gone = {code for code, *_ in missing if code} - {pool.code for pool in pools}
            for code in sorted(gone):
                yield gettext("It has no pool of %(country)s any more.") % {
                    "country": countries[code].name
                }
        lacking = arranged - {(pool.code, pool.category) for pool in pools}
        if lacking and len(lacking) * MANY >= len(arranged):
            yield gettext(
                "The feed lacks %(lacking)s of the %(arranged)s pools of the arrangements."
            ) % {"lacking": len(lacking), "arranged": len(arranged)}
        for slug in sorted(set(CATEGORIES.values()) - {pool.category for pool in pools}):
            yield gettext("It has no pool of the category %(category)s.") % {
                "category": categories[slug].name
            }

    def lost_figures(self, pools):
        """Sentences about the figures that `pools` do not give, and gave before.

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
    if name == "rating":
        return row["rating"] is not None
    number = row[f"{name}_on" if name in ROUND_DAYS else name]
    return number is not None or bool(row[f"{name}_word"])


def _is_given(pool, name):
    return getattr(pool, name) not in (None, Amount(), Day())
