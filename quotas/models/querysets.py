"""Verbs that the querysets of several models share."""

from django.db import models


class NamedQuerySet(models.QuerySet):
    """Records that data files know by their `slug`."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class SeasonalQuerySet(models.QuerySet):
    """Rows that belong to a season."""

    def public(self):
        """Keep those of published seasons."""
        return self.filter(season__is_published=True)


class SourcedQuerySet(models.QuerySet):
    """Rows that name their source."""

    def with_source(self):
        return self.select_related("source")


class PoolsQuerySet(models.QuerySet):
    """Rows that are about a pool: a country and a category."""

    def by_pool(self):
        """Return a dict by the ids of country and category; a later row replaces an earlier."""
        return {(row.country_id, row.category_id): row for row in self}
