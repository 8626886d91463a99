"""One category in one season all over the world, for the map and its list."""

import dataclasses
from itertools import accumulate
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from ..charts.map import Territory, TileMap, look_of
from ..i18n.formats import grouped
from ..models import Category, Country, Eligibility, Quota, Season
from ..models.quota import QuotaState
from .foot import foot_of
from .pools import Pool
from .summaries import Summary

MOST_NAMES = 4  # of countries in a headline


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
        territories = [
            Territory(each.country.code, each.country.name, str(each.label), each.look, each.about)
            for each in self.places
        ]
        return TileMap(territories, describe_most(self), self.unit, foot_of(self.summary.quotas))

    @property
    def is_whole(self):
        """Tell if one source lists all quotas, as of one day."""
        return not self.season.is_partial and not self.summary.sources_differ

    @property
    def unit(self):
        season = f"{self.season.year}{self.season.suffix}"
        words = {"category": self.category.name, "season": season}
        return gettext("%(category)s, %(season)s · places") % words

    @property
    def file_query(self):
        """The query string of the season's table with the same quotas in the same order."""
        slug = self.category.slug
        return urlencode({"category": slug, "sort": f"-{slug}"})

    @cached_property
    def summary(self):
        """The Summary of the quotas."""
        return Summary(self.season, [place.quota for place in self.places if place.quota])


def describe_most(world):
    """Return the countries without a limit, and the fewest that have half of all other places."""
    by_state = {state: [] for state in QuotaState}
    for place in world.places:
        if place.quota:
            by_state[place.state].append(place)
    unlimited, limited = by_state[QuotaState.UNLIMITED], by_state[QuotaState.LIMITED]
    sentences = []
    if unlimited:
        names = _names_of(world, unlimited)
        sentences.append(gettext("%(countries)s: unlimited.") % {"countries": names})
    if sum(place.quota.places for place in limited):
        sentences.append(_describe_half(world, limited, has_others=bool(unlimited)))
    return " ".join(sentences) or gettext("No quota is known as a number.")


def _names_of(world, places):
    """Return the names of a few countries, or how many of all they are."""
    if len(places) <= MOST_NAMES:
        return ", ".join(place.country.name for place in places)
    words = {"count": grouped(len(places)), "all": grouped(len(world.places))}
    return gettext("%(count)s of %(all)s countries and territories") % words


def _describe_half(world, limited, *, has_others):
    """Return the fewest of the largest that have half of all numbered places."""
    sums = list(accumulate(place.quota.places for place in limited))
    count = next(n for n, places in enumerate(sums, 1) if 2 * places >= sums[-1])
    words = {
        "countries": _names_of(world, limited[:count]),
        "places": grouped(sums[count - 1]),
        "of_all": _of_all(sums[-1], is_whole=world.is_whole, has_others=has_others),
    }
    if count == 1:
        return gettext("%(countries)s: %(places)s %(of_all)s.") % words
    if 2 * sums[count - 1] == sums[-1]:
        return gettext("%(countries)s: half %(of_all)s.") % words
    return gettext("%(countries)s: more than half %(of_all)s.") % words


def _of_all(places, *, is_whole, has_others):
    """Return the sum that shares are of; it is of what we know, unless one source lists all."""
    if is_whole and not has_others:
        words = ngettext("of the %(places)s place", "of all %(places)s places", places)
    elif is_whole:
        words = ngettext("of the %(places)s other place", "of the %(places)s other places", places)
    elif has_others:
        words = ngettext(
            "of the %(places)s other place known to us",
            "of the %(places)s other places known to us",
            places,
        )
    else:
        words = ngettext(
            "of the %(places)s place known to us", "of the %(places)s places known to us", places
        )
    return words % {"places": grouped(places)}
