"""The filters of the quota table: plain GET, checked by a form, and told in words."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _

from .i18n.formats import grouped
from .models import Country, Quota
from .models.quota import LARGEST_FIGURE, QuotaState


def quotable(value):
    """A value from the address, fit to stand in a sentence: short, and nothing invisible in it."""
    return Truncator("".join(c if c.isprintable() else "�" for c in value)).chars(40)


class KnownChoicesField(forms.MultipleChoiceField):
    """Values from the address; those that are no choice get a sentence, and the others count."""

    def __init__(self, *, unknown, normalize=str, **kwargs):
        """`unknown` is the sentence about a value that is no choice, with ``%(value)s`` in it."""
        self.unknown, self.normalize = unknown, normalize
        super().__init__(**kwargs)

    def to_python(self, value):
        return [self.normalize(item) for item in super().to_python(value) if item]

    def prepare_value(self, value):
        """What the form ticks again; the address may spell a choice in another way."""
        return self.to_python(value) if isinstance(value, list) else value

    def validate(self, values):
        unknown = [value for value in values if not self.valid_value(value)]
        if unknown:
            raise ValidationError(self.unknown, params={"value": quotable(unknown[0])})

    def known(self, values):
        return [value for value in self.to_python(values) if self.valid_value(value)]


class CountriesField(KnownChoicesField):
    """The countries of a table. Another one that we know counts as well, and has no row in it."""

    absent = _("%(country)s: no figure in this table.")

    @cached_property
    def names(self):
        """The name of every country that we know, by its code."""
        return {country.code: country.name for country in Country.objects.by_name()}

    def is_offered(self, value):
        return super().valid_value(value)

    def valid_value(self, value):
        return self.is_offered(value) or value in self.names

    def validate(self, values):
        super().validate(values)
        absent = [self.names[value] for value in values if not self.is_offered(value)]
        if absent:
            raise ValidationError(self.absent, params={"country": absent[0]})


class KnownChoicesFilter(django_filters.MultipleChoiceFilter):
    field_class = KnownChoicesField


class CountriesFilter(KnownChoicesFilter):
    field_class = CountriesField


class WholeNumberField(forms.IntegerField):
    """A whole number as people write it: Python itself reads 1_000 too."""

    def to_python(self, value):
        if "_" in str(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WholeNumberFilter(django_filters.Filter):
    field_class = WholeNumberField


class TableForm(forms.Form):
    """Does without a value that is wrong, and keeps the good ones beside it."""

    def clean(self):
        kept = {
            name: field.known(self[name].data)
            for name, field in self.fields.items()
            if name in self.errors and isinstance(field, KnownChoicesField)
        }
        return self.cleaned_data | kept


@dataclass(frozen=True)
class ActiveFilter:
    """A value that narrows the table, in words, and the query string that takes it off."""

    name: str
    label: str
    query_without: str


class CountryFilter(django_filters.FilterSet):
    """Narrows the countries of a season's table, and says how its rows and columns are shown."""

    q = django_filters.CharFilter(
        label=_("Country or territory"),
        method="by_name",
        max_length=100,
        error_messages={
            "max_length": _("A name has at most 100 letters, so this one was left out."),
            "null_characters_not_allowed": _(
                "A name has no null characters, so this one was left out."
            ),
        },
    )
    category = KnownChoicesFilter(
        label=_("Categories"),
        method="unchanged",
        unknown=_("“%(value)s” is not a category, so it was left out."),
    )
    availability = KnownChoicesFilter(
        label=_("Availability"),
        method="by_availability",
        choices=QuotaState,
        unknown=_("“%(value)s” is not a state that a quota can have, so it was left out."),
    )
    min_places = WholeNumberFilter(
        label=_("At least this many places"),
        method="by_places",
        min_value=0,
        max_value=LARGEST_FIGURE,
        error_messages={
            "invalid": _("Places are a whole number, such as 500, so this was left out."),
            "min_value": _("Places are 0 or more, so this was left out."),
            "max_value": _("Places are at most 1,000,000, so this was left out."),
        },
    )
    country = CountriesFilter(
        label=_("Countries and territories"),
        method="by_code",
        normalize=str.upper,
        unknown=_("“%(value)s” is not a country or territory here, so it was left out."),
    )
    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        method="unchanged",
        error_messages={
            "invalid_choice": _("The table cannot be sorted like that, so it is sorted by name.")
        },
    )

    class Meta:
        form = TableForm

    def __init__(self, data, *, season, categories, countries):
        """`countries` are all those of `season`, by name; `categories` all columns there are."""
        super().__init__(data, countries)
        self.season, self.categories, self.countries = season, categories, countries
        columns = ["country", *(category.slug for category in categories)]
        self._choose("country", lambda: [(c.code, c.name) for c in countries])
        self._choose("category", [(category.slug, category.name) for category in categories])
        self._choose(
            "sort",
            [(sign + column, column) for column in columns for sign in ("", "-")],
        )

    def _choose(self, name, choices):
        self.filters[name].extra["choices"] = choices

    @cached_property
    def wanted(self):
        """The valid values by name; those that were wrong or not given are empty."""
        self.form.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.form.cleaned_data

    @cached_property
    def shown_categories(self):
        """The categories to show and to judge: those asked for, or all."""
        slugs = self.wanted.get("category")
        return [c for c in self.categories if c.slug in slugs] if slugs else self.categories

    @property
    def shown_quotas(self):
        return Quota.objects.for_season(self.season).in_categories(self.shown_categories)

    @property
    def order(self):
        """The column to sort by, ``-`` in front for descending."""
        return self.wanted.get("sort") or "country"

    def unchanged(self, countries, name, value):
        """For what shapes the table and narrows nothing."""
        return countries

    def by_name(self, countries, name, value):
        return countries.named_like(value)

    def by_code(self, countries, name, value):
        return countries.filter(code__in=value)

    def by_availability(self, countries, name, value):
        return countries.filter(pk__in=self.shown_quotas.filter(state__in=value).values("country"))

    def by_places(self, countries, name, value):
        return countries.filter(pk__in=self.shown_quotas.at_least(value).values("country"))

    @property
    def typed_q(self):
        """What the search field shows again, whether or not it was valid."""
        return "".join(c for c in self.data.get("q", "")[:200] if c.isprintable())

    @property
    def typed_min_places(self):
        return self.data.get("min_places", "")[:20]

    @property
    def is_used(self):
        """Whether the address holds any of our parameters, right or wrong."""
        return any(name in self.data for name in self.filters)

    @property
    def is_narrowed(self):
        return bool(self.active)

    @property
    def is_wrong_where_folded(self):
        """Whether a sentence waits in the part of the form that the page keeps folded away."""
        return any(name in self.errors for name in self.filters if name not in ("q", "sort"))

    @cached_property
    def active(self):
        """Each value that narrows the table, in the order of the form."""
        return [
            ActiveFilter(name, self._label(name, value), self.query_without(name, value))
            for name in ("q", "category", "availability", "min_places", "country")
            for value in self._values(name)
        ]

    @cached_property
    def looser(self):
        """For a table that came out empty: what is left when one filter goes, most first."""
        choices = []
        for name in dict.fromkeys(active.name for active in self.active):
            data = self.data.copy()
            data.pop(name)
            count = CountryFilter(
                data,
                season=self.season,
                categories=self.categories,
                countries=self.countries,
            ).qs.count()
            labels = [active.label for active in self.active if active.name == name]
            choices.append((count, ", ".join(labels), self.query_without(name)))
        return sorted((choice for choice in choices if choice[0]), key=lambda c: -c[0])

    def query_without(self, name, value=None):
        """The query string without one value of `name`, or without any of them."""
        data = self.data.copy()
        left = [
            v for v in data.getlist(name) if value is not None and not self._same(name, v, value)
        ]
        data.setlist(name, left) if left else data.pop(name, None)
        return data.urlencode()

    @property
    def query(self):
        """The query string with what is ours alone, for the table of another season."""
        data = self.data.copy()
        for name in set(data) - set(self.filters):
            data.pop(name)
        return data.urlencode()

    @property
    def query_without_filters(self):
        """The query string with the order of the table alone."""
        data = self.data.copy()
        for name in self.filters:
            if name != "sort":
                data.pop(name, None)
        return data.urlencode()

    def _values(self, name):
        value = self.wanted.get(name)
        if isinstance(value, list):
            return list(dict.fromkeys(value))
        return [] if value in (None, "") else [value]

    def _same(self, name, given, value):
        """Whether `given`, as the address spells it, is `value`."""
        field = self.form.fields[name]
        if isinstance(field, KnownChoicesField):
            return field.normalize(given) == value
        return True

    def _label(self, name, value):
        if name == "q":
            return gettext("name contains “%(text)s”") % {"text": quotable(value)}
        if name == "min_places":
            places = grouped(value)
            return gettext("at least %(places)s places") % {"places": places}
        field = self.form.fields[name]
        names = dict(field.choices)
        return str(names[value] if value in names else field.names[value])


def sentences(form):
    """What `form` says of the values that are wrong, in one list."""
    return [sentence for errors in form.errors.values() for sentence in errors]
