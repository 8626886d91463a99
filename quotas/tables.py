"""The quota table: a row for each country, a column for each category."""

from dataclasses import dataclass

import django_tables2 as tables
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from .models import Country, Note, Quota
from .models.quota import QuotaState


@dataclass(frozen=True)
class Cell:
    """A country's quota in one category, None where we hold no figure, and the note on it."""

    quota: Quota | None
    note: Note | None


@dataclass(frozen=True)
class Total:
    """What the quotas of one category add up to."""

    places: int
    unlimited: int

    @property
    def places_label(self):
        return number_format(self.places, force_grouping=True)


class CountryColumn(tables.Column):
    def order(self, countries, is_descending):
        return countries.by_name(descending=is_descending), True

    def render(self, record, table):
        return Cell(record, table.notes.get((record.pk, None)))


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
        return Cell(
            record.quotas_by_category.get(self.category.pk),
            table.notes.get((record.pk, self.category.pk)),
        )

    def footer(self, table):
        quotas = [c.quotas_by_category.get(self.category.pk) for c in table.data]
        quotas = [quota for quota in quotas if quota]
        return Total(
            places=sum(q.places for q in quotas if q.state == QuotaState.LIMITED),
            unlimited=sum(q.state == QuotaState.UNLIMITED for q in quotas),
        )


class QuotaTable(tables.Table):
    country = CountryColumn(verbose_name=_("Country or territory"), accessor="name")

    class Meta:
        model = Country
        fields = ("country",)
        template_name = "quotas/quota_table.html"

    def __init__(self, countries, *, season, categories, shown=None, notes=(), **kwargs):
        """A table of `categories`, of which those in `shown` have a column that is seen.

        `notes` are those on `season`; each is marked on the row or the figure it is about.
        """
        self.notes = {
            (note.country_id, note.category_id): note for note in notes if note.country_id
        }
        columns = [(category.slug, QuotaColumn(season, category)) for category in categories]
        super().__init__(countries.with_quotas(season), extra_columns=columns, **kwargs)
        for category in categories:
            if shown is not None and category not in shown:
                self.columns.hide(category.slug)
