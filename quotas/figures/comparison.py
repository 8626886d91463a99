"""Side by side: two seasons, of all countries or of one, and several countries."""

import dataclasses

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
    def difference(self):
        """By how many places the quota rose, or None unless both are numbers."""
        if self.before and self.after and self.before.state == self.after.state == "limited":
            return self.after.places - self.before.places
        return None

    @property
    def label(self):
        """The difference in words: a number with its sign, or what happened."""
        if self.difference:
            sign = "+" if self.difference > 0 else "−"
            return sign + grouped(abs(self.difference))
        if not self.before or not self.after:
            return gettext("Not known")
        if self.before.state == self.after.state:
            return gettext("No change")
        return _turn(self.before.state, self.after.state)


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


def _turn(before, after):
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


def side_by_side(first, second):
    """Each category with its pairs in the order of names, of the two seasons given."""
    quotas = Quota.objects.filter(season__in=(first, second)).with_names()
    held = {(quota.season_id, quota.country_id, quota.category_id): quota for quota in quotas}
    countries = list(
        Country.objects.filter(pk__in={country for _season, country, _category in held}).by_name()
    )
    return [
        (
            category,
            [
                Pair(
                    country,
                    held.get((first.pk, country.pk, category.pk)),
                    held.get((second.pk, country.pk, category.pk)),
                )
                for country in countries
            ],
        )
        for category in Category.objects.names_only()
    ]


@dataclasses.dataclass(frozen=True)
class CategoryOfCountries:
    """What several countries have in one category; each list has an item for each country."""

    category: Category
    seasons: list[tuple[Season, list[Quota | None]]]
    figures: list[WeeklyFigures | None]
    eligibility: list[Eligibility | None]


def countries_side_by_side(countries, seasons):
    """Each category with what `countries` have in it, their quotas in those of `seasons` that say
    anything of them.
    """
    quotas = list(
        Quota.objects.filter(country__in=countries, season__in=seasons).with_names().with_source()
    )
    held = {(quota.season_id, quota.country_id, quota.category_id): quota for quota in quotas}
    weeks = WeeklyFigures.objects.of_main_pools().filter(country__in=countries, season__in=seasons)
    newest = weeks.order_by("as_of").by_pool()
    conditions = Eligibility.objects.filter(country__in=countries).with_source().by_pool()
    told = {(quota.season_id, quota.category_id) for quota in quotas}
    return [
        CategoryOfCountries(
            category,
            [
                (season, [held.get((season.pk, each.pk, category.pk)) for each in countries])
                for season in seasons
                if (season.pk, category.pk) in told
            ],
            [newest.get((each.pk, category.pk)) for each in countries],
            [conditions.get((each.pk, category.pk)) for each in countries],
        )
        for category in Category.objects.names_only()
    ]


def seasons_of(country, first, second):
    """Each category with the pair of quotas that `country` has in two seasons."""
    quotas = Quota.objects.filter(country=country, season__in=(first, second)).with_source()
    held = {(quota.season_id, quota.category_id): quota for quota in quotas.with_names()}
    return [
        (
            category,
            Pair(country, held.get((first.pk, category.pk)), held.get((second.pk, category.pk))),
        )
        for category in Category.objects.names_only()
    ]
