"""The quotas of one country over the seasons, and who can apply."""

import dataclasses
from itertools import groupby, pairwise

from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

from ..models import Category, Country, Eligibility, Quota, QuotaValue, Season, WeeklyFigures
from ..models.quota import QuotaState
from .foot import origin_of
from .seasons_chart import chart_of, nothing_known


@dataclasses.dataclass(frozen=True)
class Turn:
    """A category that began, ended, was capped or lost its cap from one season held to the next."""

    category: Category
    before: Quota
    after: Quota


@dataclasses.dataclass(frozen=True)
class Latest:
    """The latest quota of a category, its conditions and its weekly figures.

    Each is None if not held; the figures are the newest ones of the season of the quota.
    """

    category: Category
    quota: Quota | None
    eligibility: Eligibility | None
    figures: WeeklyFigures | None = None

    @property
    def meaning(self):
        """The meaning of the quota for its season, in words that follow it."""
        year = {"year": self.quota.season.year}
        if self.quota.state == QuotaState.LIMITED:
            return (
                ngettext(
                    "permit at most in the %(year)s season",
                    "permits at most in the %(year)s season",
                    self.quota.places,
                )
                % year
            )
        return {
            QuotaState.UNLIMITED: gettext("no cap on permits in the %(year)s season"),
            QuotaState.NOT_OFFERED: gettext("not in the arrangement in the %(year)s season"),
            QuotaState.TO_BE_ANNOUNCED: gettext("no number was given for the %(year)s season"),
        }[self.quota.state] % year


@dataclasses.dataclass(frozen=True)
class SeasonRow:
    """The quotas of a season: each category with its quota, or None."""

    season: Season
    cells: list[tuple[Category, Quota | None]]

    @property
    def origin(self):
        """A quota whose day and source all of these share, or None if they differ."""
        return origin_of([quota for _category, quota in self.cells])


# A change from or to one of these is a turn.
OPEN_ENDED = {QuotaState.NOT_OFFERED, QuotaState.UNLIMITED}


@dataclasses.dataclass(frozen=True)
class CountryQuotas:
    """The public quotas and the conditions of one country, read when first used."""

    country: Country

    @cached_property
    def quotas(self):
        """The quotas, the newest season first, each season in the order of categories.

        Each has `later`: the last value that a source gave after its day, or None.
        """
        quotas = Quota.objects.public().filter(country=self.country)
        values = QuotaValue.objects.filter(country=self.country).later_than_quotas()
        later = {(value.season_id, value.category_id): value for value in values}
        held = list(quotas.with_names().with_source().newest_first())
        for quota in held:
            quota.later = later.get((quota.season_id, quota.category_id))
        return held

    @cached_property
    def categories(self):
        return list(Category.objects.names_only())

    @cached_property
    def conditions(self):
        """Its conditions by category, in the order of categories."""
        return list(self.country.eligibility.with_names().with_source())

    @property
    def by_season(self):
        """A SeasonRow for each season."""
        return [
            SeasonRow(season, self._by_category(quotas))
            for season, quotas in groupby(self.quotas, key=lambda quota: quota.season)
        ]

    def _by_category(self, quotas):
        held = {quota.category_id: quota for quota in quotas}
        return [(category, held.get(category.pk)) for category in self.categories]

    @property
    def latest(self):
        """A Latest for each category."""
        oldest_first = reversed(self.quotas)
        latest = {quota.category_id: quota for quota in oldest_first}  # the last one stays
        conditions = {each.category_id: each for each in self.conditions}
        newest = WeeklyFigures.objects.filter(country=self.country).newest_of_pools()
        figures = {(each.category_id, each.season_id): each for each in newest}
        return [
            Latest(
                category,
                quota := latest.get(category.pk),
                conditions.get(category.pk),
                quota and figures.get((category.pk, quota.season_id)),
            )
            for category in self.categories
        ]

    @property
    def shared_conditions(self):
        """Each set of conditions once, after the names of the categories that share it."""
        shared = {}
        for eligibility in self.conditions:
            shared.setdefault(eligibility.terms, []).append(eligibility)
        return [
            (", ".join(eligibility.category.name for eligibility in same), same[0])
            for same in shared.values()
        ]

    @cached_property
    def chart(self):
        """A chart of the quotas, or that none is held."""
        if not self.quotas:
            return nothing_known(self.country.name)
        return chart_of(self.country.name, self.quotas, self.categories)

    @property
    def has_seasons(self):
        """Tell if more than one season is held."""
        return len({quota.season_id for quota in self.quotas}) > 1

    @cached_property
    def turns(self):
        """The turns of its categories, the newest first."""
        turns = []
        in_order = sorted(self.quotas, key=lambda each: (each.category.position, each.season.year))
        for category, held in groupby(in_order, key=lambda quota: quota.category):
            for before, after in pairwise(held):
                if before.state != after.state and {before.state, after.state} & OPEN_ENDED:
                    turns.append(Turn(category, before, after))
        return sorted(turns, key=lambda turn: -turn.after.season.year)
