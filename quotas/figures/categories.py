"""The quotas of one category."""

import dataclasses

from ..models import Category, Quota, Season


@dataclasses.dataclass(frozen=True)
class CategoryQuotas:
    """The quotas of a category in a season, the largest first."""

    category: Category
    season: Season | None

    @property
    def quotas(self):
        quotas = Quota.objects.filter(category=self.category, season=self.season)
        return quotas.with_names().largest_first()
