"""Figures that are held, to compare new ones with: read once for a whole table or file."""

from collections import defaultdict

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from ..models import Country, QuotaValue, WeeklyFigures
from ..models.quota import QuotaState
from ..models.quota_value import WITHDRAWN


class HeldQuotas:
    """Every value of the quotas that a source gave, and the newest weekly row of each pool.

    Pools are known by the ids of their country and category.
    """

    def __init__(self, values=None, weeks=None):
        """Read all, or only these `values` and `weeks`."""
        self.own = {}  # by season and pool: the year and the last number, withdrawn or not
        self.by_year = defaultdict(dict)  # by pool and year: the last state and number
        self.most = defaultdict(dict)  # by category and pool: the largest of those numbers
        values = QuotaValue.objects.all() if values is None else values
        weeks = WeeklyFigures.objects.all() if weeks is None else weeks
        columns = ("season", "season__year", "country", "category", "state", "places")
        rows = values.with_standing().order_by("as_of", "pk")
        for *facts, is_standing in rows.values_list(*columns, "is_standing"):
            self.add(*facts, is_standing=is_standing)
        newest_first = Window(
            RowNumber(),
            partition_by=[F("season"), F("country"), F("category")],
            order_by=F("as_of").desc(),
        )
        newest = weeks.of_main_pools().annotate(place=newest_first).filter(place=1)
        columns = ("season", "country", "category", "as_of", "quota", "spots", "invitations")
        self.weeks = {row[:3]: row for row in newest.values_list(*columns, named=True)}

    @classmethod
    def of_category(cls, category):
        return cls(
            *(model.objects.filter(category=category) for model in (QuotaValue, WeeklyFigures))
        )

    def add(self, season, year, country, category, state, places, *, is_standing=True):
        """Add a value that is newer than those before."""
        pool = country, category
        if state == QuotaState.LIMITED:
            self.own[season, *pool] = year, places
        if is_standing and state == WITHDRAWN:
            self.by_year[pool].pop(year, None)
        elif is_standing:
            self.by_year[pool][year] = state, places
        numbers = (number for _state, number in self.by_year[pool].values() if number is not None)
        self.most[category][pool] = max(numbers, default=0)

    def add_quota(self, quota):
        """Add a quota that is judged, for those that come after it."""
        facts = (quota.country_id, quota.category_id, quota.state, quota.places)
        self.add(quota.season_id, quota.season.year, *facts)

    def number(self, pool, year):
        """Return the number of the pool in the season of `year`, or None."""
        _state, places = self.by_year.get(pool, {}).get(year, (None, None))
        return places

    def other_numbers(self, pool, year):
        """Return the last number that the pool had in each season but that of `year`, by year."""
        return {
            other: places
            for other, (_state, places) in sorted(self.by_year.get(pool, {}).items())
            if other != year and places is not None
        }

    def last_number(self, pool, year):
        """Return the year and the number of the pool in the season before, or the next one."""
        numbers = self.other_numbers(pool, year)
        return nearest_season(numbers, year)

    def last_figure(self, pool, year):
        """Return the year, and the state and number that the pool had last in the season before."""
        figures = self.by_year.get(pool, {})
        return nearest_season({y: figures[y] for y in figures if y < year}, year)

    def largest(self, category, *, besides):
        """Return the largest number of a pool in the category but of `besides`, or None."""
        numbers = (most for pool, most in self.most[category].items() if pool != besides)
        return max(numbers, default=0) or None


def nearest_season(figures, year):
    """Return the newest year before `year` and its figure, or else the first one after it."""
    if not figures:
        return None
    earlier = [other for other in figures if other < year]
    nearest = max(earlier) if earlier else min(figures)
    return nearest, figures[nearest]


class HeldWeeks:
    """The weekly figures of each pool, those of recognized organizations aside, by day."""

    COLUMNS = ("season", "country", "category", "subpool")
    FIGURES = ("as_of", "quota", "invitations", "candidates", "spots")

    def __init__(self, **facts):
        """Read all, or only those of the pool with these facts."""
        self.by_pool = defaultdict(dict)
        rows = WeeklyFigures.objects.filter(country__isnull=False, **facts).order_by("as_of")
        for row in rows.values_list(*self.COLUMNS, *self.FIGURES, named=True):
            self.by_pool[row[:4]][row.as_of] = row

    def before(self, figures):
        """Return the row of the same pool on the last day before, or None."""
        return self._nearest(figures, max, lambda day: day < figures.as_of)

    def after(self, figures):
        """Return the row of the same pool on the next day, or None."""
        return self._nearest(figures, min, lambda day: day > figures.as_of)

    def _nearest(self, figures, choose, is_meant):
        of_pool = self.by_pool.get(key_of(figures), {})
        day = choose((day for day in of_pool if is_meant(day)), default=None)
        return of_pool.get(day)

    def add_figures(self, figures):
        """Add a row that is judged, for those that come after it."""
        self.by_pool[key_of(figures)][figures.as_of] = figures


def key_of(figures):
    """Return the key of a row of weekly figures among those held."""
    return figures.season_id, figures.country_id, figures.category_id, figures.subpool


def orders_of_countries():
    """Return the ids of all countries in the order of English and of French tables."""
    rows = list(Country.objects.values_list("pk", "sort_en", "sort_fr"))
    return [[row[0] for row in sorted(rows, key=lambda row: row[n])] for n in (1, 2)]
