"""The filters of the quota table, read from the address and checked by a form."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _

from .i18n.formats import grouped
from .i18n.territories import codes_like, name_of, territories
from .models import Category, Country, Question, Quota
from .models.quota import LARGEST_FIGURE, QuotaState

SHORTEST_WORD = 3  # letters that a name is searched by among all names of the world
MOST_FOUND = 5  # of all countries and territories of the world, or of the questions


def quotable(value):
    """Return `value` for use in a sentence: short, and without invisible characters."""
    return Truncator("".join(c if c.isprintable() else "�" for c in value)).chars(40)


class KnownChoicesField(forms.MultipleChoiceField):
    """Values from the address; one that is no choice gets a sentence, the others are used."""

    def __init__(self, *, unknown, normalize=str, **kwargs):
        """`unknown` is the sentence about a value that is no choice, with ``%(value)s`` in it."""
        self.unknown, self.normalize = unknown, normalize
        super().__init__(**kwargs)

    def to_python(self, value):
        return [self.normalize(item) for item in super().to_python(value) if item]

    def prepare_value(self, value):
        """Return the choices to tick again, in the spelling of the form."""
        return self.to_python(value) if isinstance(value, list) else value

    def validate(self, values):
        unknown = [value for value in values if not self.valid_value(value)]
        if unknown:
            raise ValidationError(self.unknown, params={"value": quotable(unknown[0])})

    def known(self, values):
        return [value for value in self.to_python(values) if self.valid_value(value)]


class CountriesField(KnownChoicesField):
    """The countries of a table; another one that we know is valid too, and has no row."""

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
    """A whole number as people write it, not 1_000 as Python does."""

    def to_python(self, value):
        if "_" in str(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WholeNumberFilter(django_filters.Filter):
    field_class = WholeNumberField


class TableForm(forms.Form):
    """A form that leaves out a wrong value and keeps the valid ones of the same field."""

    def clean(self):
        kept = {
            name: field.known(self[name].data)
            for name, field in self.fields.items()
            if name in self.errors and isinstance(field, KnownChoicesField)
        }
        return self.cleaned_data | kept


@dataclass(frozen=True)
class ActiveFilter:
    """A value that narrows the table, its label, and the query string without it."""

    name: str
    label: str
    query_without: str


class CountryFilter(django_filters.FilterSet):
    """The filters, the columns and the order of a season's table."""

    q = django_filters.CharFilter(
        label=_("Country or territory"),
        method="by_name",
        max_length=100,
        error_messages={
            "max_length": _("A name can have at most 100 letters, so this one was left out."),
            "null_characters_not_allowed": _(
                "A name cannot have null characters, so this one was left out."
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
            "invalid": _("Places must be a whole number, such as 500, so this was left out."),
            "min_value": _("Places must be 0 or more, so this was left out."),
            "max_value": _("Places can be at most 1,000,000, so this was left out."),
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

    @classmethod
    def of_season(cls, season, data):
        """Return the filters of the table of `season`."""
        return cls(
            data,
            season=season,
            categories=list(Category.objects.names_only()),
            countries=Country.objects.in_season(season).by_name(),
        )

    def __init__(self, data, *, season, categories, countries):
        """Filter the `countries` of `season`, by name; `categories` are all columns."""
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
    def values(self):
        """The valid values by name; empty for a wrong value or none."""
        self.form.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.form.cleaned_data

    @cached_property
    def category_columns(self):
        """The categories of the columns and of the other filters: those chosen, or all."""
        slugs = self.values.get("category")
        return [c for c in self.categories if c.slug in slugs] if slugs else self.categories

    @property
    def quotas(self):
        return Quota.objects.for_season(self.season).in_categories(self.category_columns)

    @property
    def order(self):
        """The column to sort by, ``-`` in front for descending."""
        return self.values.get("sort") or "country"

    @property
    def in_order(self):
        """The countries that match, in the order of the table."""
        is_descending, column = self.order.startswith("-"), self.order.removeprefix("-")
        category = next((each for each in self.categories if each.slug == column), None)
        if category is None:
            return self.qs.by_name(descending=is_descending)
        return self.qs.by_quota(self.season, category, largest_first=is_descending)

    @cached_property
    def absent(self):
        """The countries that were asked for and that the table lacks, each with a sentence."""
        text, codes = self.values.get("q"), self.values.get("country")
        if not text and not codes:
            return []
        known = Country.objects.exclude(pk__in=self.countries.values("pk"))
        if text:
            known = known.named_like(text)
        if codes:
            known = known.filter(code__in=codes)
        year = self.season.year
        return [(found, found.absence(year)) for found in known.with_last_season().by_name()]

    @cached_property
    def outside(self):
        """The code and the name of those that were asked for and were never in the programme.

        A part of a name finds them only where it finds none that we know.
        """
        text = self.values.get("q") or ""
        found = codes_like(text, MOST_FOUND) if len(text) >= SHORTEST_WORD else []
        if len(found) > 1 and (self.absent or self.qs.exists()):
            found = []
        asked = [code.upper() for code in self.data.getlist("country")]
        found += [code for code in asked if code in territories("en")]
        known = set(Country.objects.filter(code__in=found).values_list("code", flat=True))
        return [(code, name_of(code)) for code in dict.fromkeys(found) if code not in known]

    @cached_property
    def questions(self):
        """The questions that have the words of the search, if no country has them in its name."""
        text = self.values.get("q") or ""
        if len(text) < SHORTEST_WORD or self.countries.named_like(text).exists():
            return []
        return Question.objects.about(text)[:MOST_FOUND]

    def unchanged(self, countries, name, value):
        """Keep all `countries`, for a field that only shapes the table."""
        return countries

    def by_name(self, countries, name, value):
        return countries.named_like(value)

    def by_code(self, countries, name, value):
        return countries.filter(code__in=value)

    def by_availability(self, countries, name, value):
        return countries.filter(pk__in=self.quotas.filter(state__in=value).values("country"))

    def by_places(self, countries, name, value):
        return countries.filter(pk__in=self.quotas.at_least(value).values("country"))

    @property
    def text_of_q(self):
        """The text of the search field, valid or not, to show again."""
        return "".join(c for c in self.data.get("q", "")[:200] if c.isprintable())

    @property
    def text_of_min_places(self):
        return self.data.get("min_places", "")[:20]

    @property
    def is_used(self):
        """Tell if the address has any of our parameters, valid or not."""
        return any(name in self.data for name in self.filters)

    @property
    def is_narrowed(self):
        return bool(self.active)

    @property
    def has_folded_errors(self):
        """Tell if the folded part of the form has an error."""
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
        """For an empty table: each filter whose removal gives rows, the most rows first.

        A count of countries, the labels of the filter, and the query string without it.
        """
        choices = []
        for name in dict.fromkeys(active.name for active in self.active):
            data = self.data.copy()
            data.pop(name)
            count = type(self)(
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
        """The query string with our parameters only, for the table of another season."""
        data = self.data.copy()
        for name in set(data) - set(self.filters):
            data.pop(name)
        return data.urlencode()

    @property
    def query_without_filters(self):
        """The query string with the order of the table only."""
        data = self.data.copy()
        for name in self.filters:
            if name != "sort":
                data.pop(name, None)
        return data.urlencode()

    def _values(self, name):
        value = self.values.get(name)
        if isinstance(value, list):
            return list(dict.fromkeys(value))
        return [] if value in (None, "") else [value]

    def _same(self, name, given, value):
        """Tell if `given`, in the spelling of the address, is `value`."""
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


def all_errors(form):
    """Return the errors of all fields of `form` in one list."""
    return [sentence for errors in form.errors.values() for sentence in errors]
