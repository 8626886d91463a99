"""Tables of quotas as they were published, and changed as slips change them."""

from itertools import groupby

from quotas.models import Quota, QuotaValue, WeeklyFigures
from quotas.plausibility.held import HeldQuotas
from quotas.plausibility.quotas import quota_doubts
from quotas.plausibility.tables import table_doubts


def name(quota):
    """Return the short name of a pool: a year, a country and the first word of its category."""
    return f"{quota.season.year} {quota.country.code} {quota.category.slug.partition('-')[0]}"


def figure(quota):
    return quota.state, quota.places


def days(values):
    """Return the values of each season and day together, in the order in which they came."""
    return [list(of_day) for _day, of_day in groupby(values, lambda v: (v.season, v.as_of))]


def published():
    """Return the values that stood, of all seasons, in the order of seasons and days."""
    rows = QuotaValue.objects.in_force().select_related("season", "country", "category", "source")
    return days(sorted(rows, key=lambda value: (value.season.year, value.as_of, value.pk)))


def replay(tables, first_year):
    """Return the doubts about each day of `tables`, as if typed after all that came before.

    Those of seasons before `first_year` are only held.
    """
    held = HeldQuotas(QuotaValue.objects.none(), WeeklyFigures.objects.none())
    current, found = {}, []
    for of_day in tables:
        changes = []
        for value in of_day:
            before = current.get(name(value))
            current[name(value)] = value
            if before is None or figure(before) != figure(value):
                changes.append((before, value))
        if of_day[0].season.year >= first_year:
            found += [(str(of_day[0].season), doubt) for doubt in table_doubts(changes, held)]
            found += [(name(after), doubt) for _, after, doubt in doubts_of(changes, held)]
        for _before, after in changes:
            held.add_quota(after)
    return found


def doubts_of(changes, held):
    return [
        (before, after, doubt)
        for before, after in changes
        for doubt in quota_doubts(before, after, held)
    ]


class Table:
    """The table of a season, to be typed anew with other figures, in its season or a later one."""

    def __init__(self, season):
        rows = Quota.objects.filter(season=season).select_related("country", "category", "source")
        self.season = season
        self.quotas = {(quota.country, quota.category): quota for quota in rows}
        self.countries = sorted({country for country, _ in self.quotas}, key=lambda c: c.sort_en)
        self.categories = sorted({kind for _, kind in self.quotas}, key=lambda c: c.position)

    def typed(self, change, season, as_of):
        """Return the quota before and after each change; `change` gives the quota to copy."""
        changes = []
        for pool, quota in self.quotas.items():
            state, places = change(*pool)
            typed = Quota(
                season=season,
                country=quota.country,
                category=quota.category,
                state=state,
                places=places,
                as_of=as_of,
                source=quota.source,
            )
            before = quota if season == self.season else None
            if before is None or figure(before) != figure(typed):
                changes.append((before, typed))
        return changes

    def times(self, factor):
        """Return the change of every number to so many times itself."""

        def change(country, category):
            state, places = figure(self.quotas[country, category])
            return state, None if places is None else int(places * factor)

        return change

    def all_of(self, state, places=None):
        return lambda country, category: (state, places)

    def shifted(self, rows):
        """Return the change of every row to the one so many rows below."""

        def change(country, category):
            place = self.countries.index(country) + rows
            row = self.countries[place % len(self.countries)]
            return figure(self.quotas.get((row, category), self.quotas[country, category]))

        return change

    def swapped(self, first, second):
        """Return the change that two columns are swapped."""
        one, other = self.categories[first], self.categories[second]
        swap = {one: other, other: one}

        def change(country, category):
            pool = country, swap.get(category, category)
            return figure(self.quotas.get(pool, self.quotas[country, category]))

        return change
