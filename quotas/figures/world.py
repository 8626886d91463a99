"""One category in one season, country by country: for the map, and the list that says the same."""

import dataclasses
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..charts.map import MapChart, Territory, look_of
from ..models import Category, Country, Eligibility, Quota, Season
from ..models.quota import pool_address
from ..models.source import sources_differ


@dataclasses.dataclass(frozen=True)
class Place:
    """One country with its quota, or None where no figure is held, and the page that says more."""

    country: Country
    quota: Quota | None
    address: str

    @property
    def state(self):
        return self.quota.state if self.quota else "absent"

    @property
    def label(self):
        return self.quota.label if self.quota else _("No figure held")

    @property
    def look(self):
        return look_of(self.state, self.quota and self.quota.places)


@dataclasses.dataclass(frozen=True)
class World:
    """A season’s quotas in one category, all over the world."""

    season: Season
    category: Category

    @cached_property
    def places(self):
        """Every country, the largest quota first."""
        quotas = Quota.objects.for_season(self.season).in_categories([self.category])
        held = {quota.country_id: quota for quota in quotas.with_source()}
        countries = Country.objects.by_quota(self.season, self.category, largest_first=True)
        return [Place(each, held.get(each.pk), self._address(each, held)) for each in countries]

    def _address(self, country, held):
        """Its pool, or the country itself where no pool is known."""
        if country.pk in held or country.pk in self._known_pools:
            return pool_address(self.season, country, self.category)
        return country.get_absolute_url()

    @cached_property
    def _known_pools(self):
        """For a partial season, the ids of the countries whose arrangement has the category."""
        if not self.season.is_partial:
            return set()
        return set(
            Eligibility.objects.filter(category=self.category).values_list("country", flat=True)
        )

    @cached_property
    def chart(self):
        """The map of them."""
        return MapChart(
            [
                Territory(each.country.code, each.country.name, each.label, each.look, each.address)
                for each in self.places
            ]
        )

    @property
    def file_query(self):
        """What to ask the season’s table for, to have the same in the same order."""
        slug = self.category.slug
        return urlencode({"category": slug, "sort": f"-{slug}"})

    @cached_property
    def sources_differ(self):
        """Whether a figure has to name its own source, since they are not all of one."""
        return sources_differ(place.quota for place in self.places if place.quota)
