"""The pools that we know, by the codes and slugs that stand for them in a feed."""

from django.utils.translation import gettext

from ..models import Category, Country, Eligibility
from .document import BadFeed


class KnownPools:
    """Countries, categories and the pools of the arrangements."""

    def __init__(self):
        self.countries = {country.code: country for country in Country.objects.all()}
        self.categories = {category.slug: category for category in Category.objects.names_only()}
        self.arranged = set(Eligibility.objects.values_list("country__code", "category__slug"))

    def refuse_unknown_categories(self, feed):
        unknown = {pool.category for pool in feed.pools if pool.code} - set(self.categories)
        if unknown:
            raise BadFeed(
                gettext("These categories are not in the database yet: %(listed)s."),
                listed=", ".join(sorted(unknown)),
            )

    def records_of(self, pool):
        """Return the country and the category of a pool; None twice for the organizations."""
        if pool.code is None:
            return None, None
        return self.countries[pool.code], self.categories[pool.category]

    def name(self, code, slug, subpool=""):
        """Return the name of a pool, or of one inside it; without a code, of the organizations."""
        country, category = self.countries.get(code), self.categories.get(slug)
        if country is None:
            return gettext("Recognized organizations")
        name = f"{country.name}, {category.name}"
        return f"{name}, {subpool}" if subpool else name
