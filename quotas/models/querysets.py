"""Querysets that several models share."""

from django.db import models


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
    """Rows about a pool: a country and a category, of one season or of all."""

    def with_names(self):
        """Join what a row needs to print itself."""
        return self.select_related("country", "category")

    def by_pool(self):
        """Return a dict by the ids of country and category; a later row replaces an earlier."""
        return {(row.country_id, row.category_id): row for row in self}


class SeasonalPoolsQuerySet(SeasonalQuerySet, SourcedQuerySet, PoolsQuerySet):
    """Rows about a pool of a season, each from a source."""

    def of_pool(self, season, country, category):
        return self.filter(season=season, country=country, category=category)

    def with_names(self):
        return super().with_names().select_related("season")
