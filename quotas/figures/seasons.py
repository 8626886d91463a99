"""The quotas of one season by country and category."""

from django.utils.functional import cached_property

from ..models import Eligibility, Quota
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
    def summary(self):
        """The Summary of all quotas of the season."""
        return Summary(self.season, list(self.by_pool.values()))
