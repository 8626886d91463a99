"""Comparisons: two seasons, of all countries or of one, and several countries."""

import dataclasses
from collections import Counter
from itertools import combinations

from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext

from ..i18n.formats import with_sign
from ..models import Category, Country, Eligibility, Quota, Season, WeeklyFigures
from ..models.quota import QuotaState
from .compared_chart import chart_of_countries, season_in_common
from .foot import origin_of
from .moves import moves_chart
from .same_point import OnDay, at_same_point, histories
from .when_invited import SeasonInvited, invited_lately


@dataclasses.dataclass(frozen=True)
class Pair:
    """One country's quota in two seasons; None where no figure is held.

    They are of the same point of both seasons, unless `is_comparable` is false. `last` is what is
    held last of each season, if it says something else.
    """

    country: Country
    on_days: tuple[OnDay | None, OnDay | None]
    last: tuple[OnDay | None, OnDay | None] = (None, None)
    is_comparable: bool = True

    @classmethod
    def of(cls, country, first, second):
        """Return the pair of two QuotaHistory, each None where no figure is held."""
        last = OnDay.last_of(first), OnDay.last_of(second)
        if None in last:
            return cls(country, last)
        on_days = at_same_point(first, second)
        if None in on_days:
            return cls(country, last, is_comparable=False)
        moved = [
            None if after.says_as(before) else after
            for before, after in zip(on_days, last, strict=True)
        ]
        return cls(country, on_days, tuple(moved))

    @property
    def before(self):
        return self.on_days[0] and self.on_days[0].value

    @property
    def after(self):
        return self.on_days[1] and self.on_days[1].value

    @property
    def days(self):
        """The day of each, None where no figure is held."""
        return tuple(each and each.day for each in self.on_days)

    @property
    def sides(self):
        """The value and the day of each, and what is held last of its season if that differs."""
        return list(zip(self.on_days, self.last, strict=True))

    @property
    def is_held(self):
        """Tell if both quotas are held, of the same point of their seasons."""
        return bool(self.before and self.after and self.is_comparable)

    @property
    def differs(self):
        """Tell if both quotas are held and are not the same."""
        if not self.is_held:
            return False
        return (self.before.state, self.before.places) != (self.after.state, self.after.places)

    @property
    def difference(self):
        """The places that were added, or None unless both quotas are numbers."""
        if self.is_held and self.before.state == self.after.state == QuotaState.LIMITED:
            return self.after.places - self.before.places
        return None

    @property
    def label(self):
        """The difference in words: a number with its sign, or the change of state."""
        if self.difference:
            return with_sign(self.difference)
        if not self.is_comparable:
            return gettext("Not comparable")
        if not self.is_held:
            return gettext("Not known")
        if self.before.state == self.after.state:
            return gettext("No change")
        return describe_turn(self.before.state, self.after.state)


@dataclasses.dataclass(frozen=True)
class ComparedQuota:
    """One row of two seasons side by side."""

    first: Season
    second: Season
    category: Category
    pair: Pair

    @property
    def country(self):
        return self.pair.country


def describe_turn(before, after):
    """Return the change from one state to another in a word or two."""
    if before == QuotaState.NOT_OFFERED:
        return pgettext("category", "Began")
    if after == QuotaState.NOT_OFFERED:
        return pgettext("category", "Ended")
    if before == QuotaState.UNLIMITED and after == QuotaState.LIMITED:
        return pgettext("quota", "Capped")
    if after == QuotaState.UNLIMITED:
        return pgettext("quota", "Cap lifted")
    if after == QuotaState.TO_BE_ANNOUNCED:
        return pgettext("quota", "Not announced yet")
    return pgettext("quota", "Announced")


@dataclasses.dataclass(frozen=True)
class SeasonComparison:
    """Two seasons side by side, in all categories and countries."""

    first: Season
    second: Season

    @cached_property
    def pairs(self):
        """Each category with the pairs of the countries, by name."""
        held = histories(season__in=(self.first, self.second))
        ids = {country for _season, country, _category in held}
        countries = list(Country.objects.filter(pk__in=ids).by_name())
        return [
            (
                category,
                [
                    Pair.of(
                        country,
                        held.get((self.first.pk, country.pk, category.pk)),
                        held.get((self.second.pk, country.pk, category.pk)),
                    )
                    for country in countries
                ],
            )
            for category in Category.objects.names_only()
        ]

    @cached_property
    def charts(self):
        """Each category with its pairs, and the chart of those that moved or None."""
        return [
            (
                category,
                pairs,
                moves_chart(
                    self.first,
                    self.second,
                    category.name,
                    [(pair.country.name, pair) for pair in pairs],
                ),
            )
            for category, pairs in self.pairs
        ]

    @cached_property
    def days(self):
        """The two days that most pairs are of, or None twice."""
        held = Counter(row.pair.days for row in self.compared if row.pair.is_held)
        return held.most_common(1)[0][0] if held else (None, None)

    @property
    def compared(self):
        """A ComparedQuota for each pair, category by category."""
        return [
            ComparedQuota(self.first, self.second, category, pair)
            for category, pairs in self.pairs
            for pair in pairs
        ]


@dataclasses.dataclass(frozen=True)
class ComparedSeason:
    """The quotas of several countries in a season, None where none is held."""

    season: Season
    quotas: list[Quota | None]

    @property
    def origin(self):
        """A quota whose day and source all of these share, or None if they differ."""
        return origin_of(self.quotas)


@dataclasses.dataclass(frozen=True)
class ComparedCategory:
    """One category of several countries; each list has an item for each country."""

    category: Category
    seasons: list[ComparedSeason]
    figures: list[WeeklyFigures | None]
    invited: list[SeasonInvited | None]
    eligibility: list[Eligibility | None]

    @property
    def of_one_day(self):
        """Figures whose day all of these share, or None if they differ."""
        held = [figures for figures in self.figures if figures]
        return held[0] if len({figures.as_of for figures in held}) == 1 else None


@dataclasses.dataclass(frozen=True)
class CountryComparison:
    """Several countries side by side, with their quotas of some seasons."""

    countries: list[Country]
    seasons: list[Season]

    @cached_property
    def _held(self):
        quotas = Quota.objects.filter(country__in=self.countries, season__in=self.seasons)
        return {
            (quota.season_id, quota.country_id, quota.category_id): quota
            for quota in quotas.with_names().with_source()
        }

    @cached_property
    def _quotas_by_category(self):
        """Each category with its seasons of which any quota is held, and the quotas of these."""
        known = {(season, category) for season, _country, category in self._held}
        return [
            (
                category,
                [
                    ComparedSeason(
                        season,
                        [self._quota(season, country, category) for country in self.countries],
                    )
                    for season in self.seasons
                    if (season.pk, category.pk) in known
                ],
            )
            for category in Category.objects.names_only()
        ]

    def _quota(self, season, country, category):
        return self._held.get((season.pk, country.pk, category.pk))

    @property
    def quotas(self):
        """All quotas that are held, in the order of the comparison."""
        return [
            quota
            for _category, seasons in self._quotas_by_category
            for row in seasons
            for quota in row.quotas
            if quota
        ]

    @cached_property
    def season(self):
        """The season in which their quotas are drawn, or None if none is held."""
        return season_in_common(self.seasons, self._held.values())

    @cached_property
    def chart(self):
        """The chart of their quotas in one season, or None if none is held."""
        if self.season is None:
            return None
        categories = [
            (category, row.quotas)
            for category, seasons in self._quotas_by_category
            for row in seasons
            if row.season == self.season
        ]
        return chart_of_countries(self.countries, self.season, categories)

    @cached_property
    def categories(self):
        """A ComparedCategory for each category."""
        figures = WeeklyFigures.objects.filter(country__in=self.countries, season__in=self.seasons)
        newest = figures.newest_of_pools().by_pool()
        eligibility = Eligibility.objects.filter(country__in=self.countries)
        conditions = eligibility.with_source().by_pool()
        invited = invited_lately(self.countries, self.seasons)
        return [
            ComparedCategory(
                category,
                seasons,
                [newest.get((country.pk, category.pk)) for country in self.countries],
                [invited.get((country.pk, category.pk)) for country in self.countries],
                [conditions.get((country.pk, category.pk)) for country in self.countries],
            )
            for category, seasons in self._quotas_by_category
        ]


@dataclasses.dataclass(frozen=True)
class CountrySeasons:
    """Two seasons of one country side by side."""

    country: Country
    first: Season
    second: Season

    @cached_property
    def pairs(self):
        """Each category with its pair of quotas."""
        seasons = (self.first, self.second)
        held = histories(country=self.country, season__in=seasons)
        return [
            (
                category,
                Pair.of(
                    self.country,
                    *(held.get((season.pk, self.country.pk, category.pk)) for season in seasons),
                ),
            )
            for category in Category.objects.names_only()
        ]

    @cached_property
    def chart(self):
        """The chart of the categories whose quota moved, or None."""
        named = [(category.name, pair) for category, pair in self.pairs]
        return moves_chart(self.first, self.second, self.country.name, named)

    @property
    def quotas(self):
        """All quotas that are held, in the order of the comparison."""
        return [
            quota for _category, pair in self.pairs for quota in (pair.before, pair.after) if quota
        ]


def newest_in_common(seasons):
    """Return the newest two of `seasons`, the newest first, with numbers of the same quota."""
    numbers = {season.pk: set() for season in seasons}
    quotas = Quota.objects.filter(season__in=seasons, state=QuotaState.LIMITED)
    for season, *pool in quotas.values_list("season", "country", "category"):
        numbers[season].add(tuple(pool))
    pairs = [(first, second) for second, first in combinations(seasons, 2)]
    in_common = (pair for pair in pairs if numbers[pair[0].pk] & numbers[pair[1].pk])
    return next(in_common, pairs[0])


def seasons_of(country, seasons):
    """Keep those of `seasons` in which `country` has a quota."""
    held = set(Quota.objects.filter(country=country).values_list("season", flat=True))
    return [season for season in seasons if season.pk in held]
