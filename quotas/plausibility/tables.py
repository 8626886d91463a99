"""Doubts about many quotas at once: rows shifted, columns swapped, a sum far from last season's."""

from collections import defaultdict
from itertools import pairwise, permutations

from django.utils.translation import gettext as _

from ..history.fingerprint import fingerprint
from ..i18n.formats import grouped
from ..models import Category
from ..models.quota import QuotaState
from .doubts import Doubt
from .held import orders_of_countries
from .limits import (
    FEWEST_IN_A_SUM,
    FEWEST_OUT_OF_PLACE,
    SMALL,
    TIMES_OF_A_SUM,
    is_far,
    is_near,
)


def table_doubts(changes, held):
    """Return the doubts about quotas that change together, of any seasons.

    `changes` are pairs of the quota before, or None, and the quota after; `held` are the figures
    held before any of them.
    """
    by_season = defaultdict(list)
    for before, after in changes:
        by_season[after.season].append((before, after))
    if all(len(of_season) < FEWEST_OUT_OF_PLACE for of_season in by_season.values()):
        return []
    names = {category.pk: str(category) for category in Category.objects.names_only()}
    orders = orders_of_countries()
    return [
        Doubt(f"table-{kind}", f"{season.year} {about} {_fingerprint(of_season)}", sentence)
        for season, of_season in sorted(by_season.items(), key=lambda item: item[0].year)
        for kind, about, sentence in season_doubts(
            *_tables_of(season, of_season, held), orders, names
        )
    ]


def _tables_of(season, changes, held):
    """Return the changed numbers of `season`, all its numbers after that, and those before.

    The numbers before are those of the season, or else the pools' last of other seasons.
    """
    changed = {
        (after.country_id, after.category_id): after.places
        for _before, after in changes
        if after.state == QuotaState.LIMITED and after.places is not None
    }
    own, old = {}, {}
    for pool in held.by_year:
        own[pool] = old[pool] = held.number(pool, season.year)
        if own[pool] is None and (last := held.last_number(pool, season.year)):
            _year, old[pool] = last
    lost = {(after.country_id, after.category_id) for _before, after in changes} - changed.keys()
    new = {pool: places for pool, places in (own | changed).items() if pool not in lost}
    return changed, _numbers(new), _numbers(old)


def _numbers(table):
    return {pool: places for pool, places in table.items() if places is not None}


def _fingerprint(changes):
    return fingerprint(
        sorted(
            (after.country_id, after.category_id, after.state, after.places or 0)
            for _before, after in changes
        )
    )


def season_doubts(changed, new, old, orders, names):
    """Yield the kind, the category and the sentence of each doubt about the table of a season.

    All three tables are numbers of places by country and category, those of `old` of before;
    `orders` are lists of countries as tables show them, `names` those of the categories.
    """
    for category, name in names.items():
        if found := shifted(changed, old, orders, category):
            yield (
                "shift",
                category,
                _(
                    "%(category)s: %(count)s figures look as if they were one row too high or too "
                    "low, because they are like those of the country above or below."
                )
                % {"category": name, "count": grouped(len(found))},
            )
        if sums := sum_if_far(changed, new, old, category):
            before, after = sums
            yield (
                "sum",
                category,
                _(
                    "%(category)s: the numbers add up to %(after)s, and those of the same "
                    "countries before to %(before)s."
                )
                % {"category": name, "before": grouped(before), "after": grouped(after)},
            )
    for one, other in permutations(names, 2):
        if found := swapped(changed, old, one, other):
            yield (
                "columns",
                f"{one}-{other}",
                _(
                    "%(category)s: %(count)s figures look as if they were those of the category "
                    "%(other)s."
                )
                % {"category": names[one], "other": names[other], "count": grouped(len(found))},
            )


def shifted(changed, old, orders, category):
    """Return the pools whose new number is that of the row beside it, if they are many.

    Beside it among all rows of the table, or among those with a number in the category.
    """
    listed = {country for country, _category in changed.keys() | old.keys()}
    numbered = {country for country, of_category in old if of_category == category}
    for order in orders:
        for rows in (listed, numbered):
            in_order = [country for country in order if country in rows]
            for step in (in_order, in_order[::-1]):
                beside = {
                    (country, category): (other, category) for other, country in pairwise(step)
                }
                if found := out_of_place(changed, old, beside):
                    return found
    return []


def swapped(changed, old, category, other):
    """Return the pools whose new number in `category` is that of `other`, if they are many."""
    countries = [country for country, of_category in changed if of_category == category]
    beside = {(country, category): (country, other) for country in countries}
    return out_of_place(changed, old, beside)


def out_of_place(changed, old, beside):
    """Return the pools whose new number is the old one of the pool `beside`, if they are many.

    That is at least half of those whose numbers are doubtful.
    """
    doubtful = [
        pool for pool in beside.keys() & changed.keys() if is_doubtful(changed[pool], old.get(pool))
    ]
    found = [pool for pool in doubtful if is_near(changed[pool], old.get(beside[pool], 0))]
    is_most = len(found) >= FEWEST_OUT_OF_PLACE and 2 * len(found) >= len(doubtful)
    return found if is_most else []


def is_doubtful(new, own):
    """Tell if a new number is far from the pool's old one, or large for a pool that had none."""
    return new > SMALL if own is None else is_far(own, new)


def sum_if_far(changed, new, old, category):
    """Return the sum before and after of the countries with both numbers, if they are far apart."""
    pools = [pool for pool in new.keys() & old.keys() if pool[1] == category]
    if sum(1 for pool in pools if pool in changed) < FEWEST_IN_A_SUM:
        return None
    before, after = (sum(table[pool] for pool in pools) for table in (old, new))
    smaller, larger = sorted((before, after))
    is_sum_far = larger > TIMES_OF_A_SUM * smaller and larger - smaller > SMALL
    return (before, after) if is_sum_far else None
