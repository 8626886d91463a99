"""The quota table: a row for each country, a column for each category."""

from dataclasses import dataclass

import django_tables2 as tables
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .history.fingerprint import fingerprint
from .i18n.formats import grouped
from .models import Country, Eligibility, Quota
from .models.quota import QuotaState, pool_address
from .models.source import sources_differ


@dataclass(frozen=True)
class Total:
    """What the quotas of one category add up to."""

    places: int
    unlimited: int
    held: int

    @property
    def places_label(self):
        return grouped(self.places)


class CountryColumn(tables.Column):
    def order(self, countries, is_descending):
        return countries.by_name(descending=is_descending), True

    def render(self, record, table):
        return {"country": record, "mark": table.marks.get((record.pk, None))}


class QuotaColumn(tables.Column):
    """The quotas of one category. First sorted from the largest, which is what people look for."""

    def __init__(self, season, category):
        self.season, self.category = season, category
        super().__init__(
            verbose_name=category.name,
            accessor="pk",
            empty_values=(),
            initial_sort_descending=True,
        )

    def order(self, countries, is_descending):
        ordered = countries.by_quota(self.season, self.category, largest_first=is_descending)
        return ordered, True

    def render(self, record, table):
        quota = table.quotas.get((record.pk, self.category.pk))
        if quota is None:
            return self.render_absent(record, table)
        return {
            "state": quota.state,
            "label": quota.label,
            "address": pool_address(self.season, record, self.category),
            "source": quota.source if table.sources_differ else None,
            "confidence": table.confidences_differ and quota.source.confidence_of_figures,
            "as_of": quota.as_of,
            "mark": table.marks.get((record.pk, self.category.pk)),
        }

    def render_absent(self, country, table):
        """What stands where no figure is held: a way to the pool if it is known, and the latest
        figure of an earlier season.
        """
        key = (country.pk, self.category.pk)
        is_known = key in table.known_pools
        return {
            "state": "absent",
            "pool": pool_address(self.season, country, self.category) if is_known else None,
            "earlier": table.earlier.get(key),
        }

    def render_footer(self, table):
        quotas = [table.quotas.get((country.pk, self.category.pk)) for country in table.data]
        held = [quota for quota in quotas if quota]
        return Total(
            places=sum(quota.places for quota in held if quota.state == QuotaState.LIMITED),
            held=len(held),
            unlimited=sum(quota.state == QuotaState.UNLIMITED for quota in held),
        )


class QuotaTable(tables.Table):
    country = CountryColumn(verbose_name=_("Country or territory"), accessor="code")

    class Meta:
        model = Country
        fields = ("country",)
        template_name = "quotas/quota_table.html"

    def __init__(self, countries, *, season, categories, shown=None, notes, **kwargs):
        """A table of `categories`, of which those in `shown` have a column that is seen.

        `notes` are those on `season`; each is marked on the row or the figure it is about.
        """
        self.season, self.notes = season, notes
        columns = [(category.slug, QuotaColumn(season, category)) for category in categories]
        super().__init__(countries, extra_columns=columns, **kwargs)
        for category in categories:
            if shown is not None and category not in shown:
                self.columns.hide(category.slug)

    @cached_property
    def quotas(self):
        """The season's quotas by country and category id, read when the first cell is drawn."""
        return Quota.objects.for_season(self.season).with_source().by_pool()

    def held(self):
        """The quotas that the table shows, row by row, with all that they say."""
        shown = [column.column.category for column in self.columns if column.name != "country"]
        for country in self.data:
            for category in shown:
                quota = self.quotas.get((country.pk, category.pk))
                if quota:
                    quota.season, quota.country, quota.category = self.season, country, category
                    yield quota

    @cached_property
    def earlier(self):
        """For a partial season, the latest quota of the seasons before it, in the same way."""
        if not self.season.is_partial:
            return {}
        return Quota.objects.before(self.season).with_names().by_pool()

    @cached_property
    def known_pools(self):
        """For a partial season, the country and category ids of the pools that exist."""
        if not self.season.is_partial:
            return set()
        return set(Eligibility.objects.values_list("country", "category"))

    @cached_property
    def sources_differ(self):
        """Whether a figure has to name its own source, since they are not all of one."""
        return sources_differ(self.quotas.values())

    @cached_property
    def marks(self):
        return self.notes.marks()

    @cached_property
    def confidences_differ(self):
        """Whether some figures are official and others reported, so that each has to say."""
        return len({quota.source.confidence for quota in self.quotas.values()}) > 1

    @property
    def fingerprint(self):
        """The fingerprint of its rows and columns, as they are shown."""
        columns = [column.name for column in self.columns]
        return fingerprint(self.season.pk, columns, [country.pk for country in self.data])
