"""One category in one season all over the world, for the map and its list."""

import dataclasses
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..charts.map import MapChart, Territory, look_of
from ..models import Category, Country, Eligibility, Quota, Season
from .pools import Pool
from .summaries import Summary


@dataclasses.dataclass(frozen=True)
class Place:
    """A country with its quota, or None if no figure is held.

    `about` is the record whose page says more: the pool, or the country if no pool is known.
    """

    country: Country
    quota: Quota | None
    about: Pool | Country

    @property
    def state(self):
        return self.quota.state if self.quota else "absent"

    @property
    def label(self):
        return self.quota.label if self.quota else _("Not known to us")

    @property
    def look(self):
        return look_of(self.state, self.quota and self.quota.places)


@dataclasses.dataclass(frozen=True)
class World:
    """The quotas of a season in one category, country by country."""

    season: Season
    category: Category

    @cached_property
    def places(self):
        """Every country, the largest quota first."""
        quotas = Quota.objects.for_season(self.season).in_categories([self.category])
        held = {quota.country_id: quota for quota in quotas.with_source()}
        countries = Country.objects.by_quota(self.season, self.category, largest_first=True)
        return [Place(each, held.get(each.pk), self._about(each, held)) for each in countries]

    def _about(self, country, held):
        if country.pk in held or country.pk in self._known_pools:
            return Pool(self.season, country, self.category)
        return country

    @cached_property
    def _known_pools(self):
        """For a partial season, the ids of countries whose arrangement has the category."""
        if not self.season.is_partial:
            return set()
        return set(
            Eligibility.objects.filter(category=self.category).values_list("country", flat=True)
        )

    @cached_property
    def chart(self):
        """The map of the places."""
        return MapChart(
            [
                Territory(each.country.code, each.country.name, each.label, each.look, each.about)
                for each in self.places
            ]
        )

    @property
    def file_query(self):
        """The query string of the season's table with the same quotas in the same order."""
        slug = self.category.slug
        return urlencode({"category": slug, "sort": f"-{slug}"})

    @cached_property
    def summary(self):
        """The Summary of the quotas."""
        return Summary(self.season, [place.quota for place in self.places if place.quota])
