"""The quotas of one season by country and category."""

from itertools import groupby

from django.utils.functional import cached_property

from ..models import Eligibility, Quota, QuotaValue
from ..models.quota import QuotaState
from .pools import Pool
from .summaries import Summary


class SeasonQuotas:
    """The quotas of a season in some countries and categories, in their order.

    Each query is made when its answer is first used.
    """

    def __init__(self, season, countries, categories):
        self.season, self.countries, self.categories = season, countries, categories

    @cached_property
    def by_pool(self):
        """All quotas of the season by the ids of country and category."""
        return Quota.objects.for_season(self.season).with_source().by_pool()

    @cached_property
    def quotas(self):
        """The quotas of these countries and categories, country by country."""
        quotas = []
        for country in self.countries:
            for category in self.categories:
                quota = self.by_pool.get((country.pk, category.pk))
                if quota:
                    quota.season, quota.country, quota.category = self.season, country, category
                    quotas.append(quota)
        return quotas

    @cached_property
    def earlier(self):
        """For a partial season, the latest quotas of earlier seasons, in the same way."""
        if not self.season.is_partial:
            return {}
        return Quota.objects.before(self.season).with_names().by_pool()

    @cached_property
    def _known_pools(self):
        """For a partial season, the ids of country and category of the pools that exist."""
        if not self.season.is_partial:
            return set()
        return set(Eligibility.objects.values_list("country", "category"))

    def pool_without_quota(self, country, category):
        """Return the pool of which no quota is held, or None if it is not known to exist."""
        is_known = (country.pk, category.pk) in self._known_pools
        return Pool(self.season, country, category) if is_known else None

    @cached_property
    def largest(self):
        """The most places of all countries by the id of the category."""
        largest = {}
        for (_country, category), quota in self.by_pool.items():
            largest[category] = max(largest.get(category, 0), quota.places or 0)
        return largest

    def share(self, quota):
        """Return its places in whole per cent of the largest of its category, or None."""
        if not quota.places:
            return None
        return max(round(100 * quota.places / self.largest[quota.category_id]), 1)

    @cached_property
    def moves(self):
        """The places by which quotas differ from their value before, in the same season.

        By the ids of country and category; only where both are numbers.
        """
        values = QuotaValue.objects.filter(season=self.season).in_force()
        rows = values.order_by("country", "category", "as_of", "pk").values_list(
            "country", "category", "as_of", "state", "places"
        )
        moves = {}
        for pool, of_pool in groupby(rows, key=lambda row: row[:2]):
            quota = self.by_pool.get(pool)
            until = [row for row in of_pool if quota and row[2] <= quota.as_of]
            if [row[3] for row in until[-2:]] == [QuotaState.LIMITED] * 2:
                moves[pool] = until[-1][4] - until[-2][4]
        return moves

    @cached_property
    def summary(self):
        """The Summary of all quotas of the season."""
        return Summary(self.season, list(self.by_pool.values()))
