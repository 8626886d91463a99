"""Comparisons: two seasons, of all countries or of one, and several countries."""

import dataclasses

from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext

from ..i18n.formats import grouped
from ..models import Category, Country, Eligibility, Quota, Season, WeeklyFigures
from ..models.quota import QuotaState


@dataclasses.dataclass(frozen=True)
class Pair:
    """One country's quota in two seasons; None where no figure is held."""

    country: Country
    before: Quota | None
    after: Quota | None

    @property
    def differs(self):
        """Tell if both quotas are held and are not the same."""
        if not self.before or not self.after:
            return False
        return (self.before.state, self.before.places) != (self.after.state, self.after.places)

    @property
    def difference(self):
        """The places that were added, or None unless both quotas are numbers."""
        if self.before and self.after and self.before.state == self.after.state == "limited":
            return self.after.places - self.before.places
        return None

    @property
    def label(self):
        """The difference in words: a number with its sign, or the change of state."""
        if self.difference:
            sign = "+" if self.difference > 0 else "−"
            return sign + grouped(abs(self.difference))
        if not self.before or not self.after:
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
        quotas = Quota.objects.filter(season__in=(self.first, self.second)).with_names()
        held = {(quota.season_id, quota.country_id, quota.category_id): quota for quota in quotas}
        ids = {country for _season, country, _category in held}
        countries = list(Country.objects.filter(pk__in=ids).by_name())
        return [
            (
                category,
                [
                    Pair(
                        country,
                        held.get((self.first.pk, country.pk, category.pk)),
                        held.get((self.second.pk, country.pk, category.pk)),
                    )
                    for country in countries
                ],
            )
            for category in Category.objects.names_only()
        ]

    @property
    def compared(self):
        """A ComparedQuota for each pair, category by category."""
        return [
            ComparedQuota(self.first, self.second, category, pair)
            for category, pairs in self.pairs
            for pair in pairs
        ]


@dataclasses.dataclass(frozen=True)
class ComparedCategory:
    """One category of several countries; each list has an item for each country."""

    category: Category
    seasons: list[tuple[Season, list[Quota | None]]]
    figures: list[WeeklyFigures | None]
    eligibility: list[Eligibility | None]


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
                    (season, [self._quota(season, country, category) for country in self.countries])
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
            for _season, quotas in seasons
            for quota in quotas
            if quota
        ]

    @cached_property
    def categories(self):
        """A ComparedCategory for each category."""
        figures = WeeklyFigures.objects.of_main_pools()
        figures = figures.filter(country__in=self.countries, season__in=self.seasons)
        newest = figures.order_by("as_of").by_pool()
        eligibility = Eligibility.objects.filter(country__in=self.countries)
        conditions = eligibility.with_source().by_pool()
        return [
            ComparedCategory(
                category,
                seasons,
                [newest.get((country.pk, category.pk)) for country in self.countries],
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
        quotas = Quota.objects.filter(country=self.country, season__in=seasons)
        held = {
            (quota.season_id, quota.category_id): quota
            for quota in quotas.with_names().with_source()
        }
        return [
            (
                category,
                Pair(self.country, *(held.get((season.pk, category.pk)) for season in seasons)),
            )
            for category in Category.objects.names_only()
        ]

    @property
    def quotas(self):
        """All quotas that are held, in the order of the comparison."""
        return [
            quota for _category, pair in self.pairs for quota in (pair.before, pair.after) if quota
        ]


def seasons_of(country, seasons):
    """Keep those of `seasons` in which `country` has a quota."""
    held = set(Quota.objects.filter(country=country).values_list("season", flat=True))
    return [season for season in seasons if season.pk in held]
