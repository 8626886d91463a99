"""The quota table: a row for each country, a column for each category."""

from collections import defaultdict
from dataclasses import dataclass

import django_tables2 as tables
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .history.fingerprint import fingerprint
from .i18n.formats import grouped, with_sign
from .models import Country
from .models.quota import QuotaState, pool_address


@dataclass(frozen=True)
class Total:
    """The sum of the quotas of one category, all of a season or those that are held."""

    places: int
    limited: int
    unlimited: int
    held: int
    is_partial: bool

    @property
    def places_label(self):
        return grouped(self.places)


class InOrder:
    """A column of a table whose countries the filters have put in order already."""

    def order(self, countries, is_descending):
        return countries, True


class CountryColumn(InOrder, tables.Column):
    """The country of a row."""

    def render(self, record, table):
        return {"country": record, "notes": table.notes_of.get((record.pk, None))}


class QuotaColumn(InOrder, tables.Column):
    """The quotas of one category; the first click sorts by the largest."""

    def __init__(self, category):
        self.category = category
        super().__init__(
            verbose_name=category.name,
            accessor="pk",
            empty_values=(),
            initial_sort_descending=True,
        )

    def render(self, record, table):
        figures, summary = table.figures, table.figures.summary
        key = (record.pk, self.category.pk)
        quota = figures.by_pool.get(key)
        if quota is None:
            return {
                "state": "absent",
                "pool": figures.pool_without_quota(record, self.category),
                "earlier": figures.earlier.get(key),
            }
        return {
            "state": quota.state,
            "label": quota.label,
            "address": pool_address(figures.season, record, self.category),
            "source": quota.source if summary.sources_differ else None,
            "confidence": summary.confidences_differ and quota.source.confidence_of_figures,
            "as_of": quota.as_of,
            "notes": table.notes_of.get(key),
            "share": figures.share(quota),
            "moved": with_sign(figures.moves.get(key)),
        }

    def render_footer(self, table):
        pools = [(country.pk, self.category.pk) for country in table.data]
        quotas = [quota for pool in pools if (quota := table.figures.by_pool.get(pool))]
        states = [quota.state for quota in quotas]
        return Total(
            places=sum(quota.places or 0 for quota in quotas),
            limited=states.count(QuotaState.LIMITED),
            unlimited=states.count(QuotaState.UNLIMITED),
            held=len(quotas),
            is_partial=table.figures.season.is_partial,
        )


class QuotaTable(tables.Table):
    """The quotas of a season as the page shows them."""

    country = CountryColumn(verbose_name=_("Country or territory"), accessor="code")

    class Meta:
        model = Country
        fields = ("country",)
        template_name = "quotas/quota_table.html"

    def __init__(self, figures, *, categories, notes, **kwargs):
        """Make a table of `figures`, a SeasonQuotas; other `categories` have a hidden column.

        `notes` are those on the season; each opens beside its row or its figure.
        """
        self.figures, self.notes = figures, notes
        columns = [(category.slug, QuotaColumn(category)) for category in categories]
        super().__init__(figures.countries, extra_columns=columns, **kwargs)
        for category in categories:
            if category not in figures.categories:
                self.columns.hide(category.slug)

    @cached_property
    def notes_of(self):
        """The notes on countries by the ids of country and category, None for all categories."""
        found = defaultdict(list)
        for note in self.notes:
            if note.country_id:
                found[note.country_id, note.category_id].append(note)
        return found

    @property
    def fingerprint(self):
        """The fingerprint of its rows and columns."""
        columns = [column.name for column in self.columns]
        countries = [country.pk for country in self.data]
        return fingerprint(self.figures.season.pk, columns, countries)
