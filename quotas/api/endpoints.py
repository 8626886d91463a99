"""What may stand in the query of an API address: checked by Django forms, described as JSON Schema.

Unlike a page, the API answers nothing that it was not asked: a value or a name that is wrong is
refused, because a program would not see that it was left out.
"""

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from ..figures.changes import KINDS
from ..filters import WholeNumberField
from ..i18n.languages import LANGUAGES
from ..models import Category, Country, Season
from ..models.quota import LARGEST_FIGURE, QuotaState
from ..views.find import OLDEST_AGE, YES_OR_NO, FindForm

# The description names no season, country or category of today, except as an example: a client
# made from it can ask for those that come.
YEAR = {"type": "integer", "minimum": 1967, "maximum": 2100}
CODE = {"type": "string", "pattern": "^[A-Za-z]{2}$"}
SLUG = {"type": "string", "pattern": "^[-A-Za-z0-9_]+$"}
EXAMPLES = {
    "lang": "fr",
    "season": 2026,
    "citizenship": "JP",
    "country": "JP",
    "category": "working-holiday",
    "availability": "limited",
    "kind": "quota",
    "student": "yes",
    "job_offer": "yes",
    "page": 1,
    "page_size": 100,
    "q": "land",
    "min_places": 500,
    "sort": "-working-holiday",
    "since": "2026-07-01",
    "until": "2026-08-31",
    "age": 27,
}
MOST_ROWS = 500
LAST_PAGE = 100_000
LONGEST_NAME = 100


class Values(forms.MultipleChoiceField):
    """A parameter that can be repeated."""

    normalize = staticmethod(str)

    def to_python(self, value):
        return [self.normalize(item) for item in super().to_python(value) if item]


class Codes(Values):
    """Codes of countries, in any case."""

    normalize = staticmethod(str.upper)
    schema = CODE


class Years(Values):
    """Seasons, which the rows have as numbers too."""

    schema = YEAR


class Slugs(Values):
    """Categories."""

    schema = SLUG


class Order(forms.ChoiceField):
    """The name of a column, or a category, with - in front for the other direction."""

    schema = SLUG


class Query(forms.Form):
    """What every address takes."""

    lang = forms.ChoiceField(
        help_text=_("The language of names and sentences; English if not given."),
        choices=[(code, code) for code in LANGUAGES],
        required=False,
    )

    def clean(self):
        for name in sorted(self.data):
            fault = self.fault_of(name)
            if fault:
                self.errors.setdefault(name[:60], self.error_class()).append(fault)
        return self.cleaned_data

    def fault_of(self, name):
        """What is wrong with how `name` stands in the address, whatever its field says of it."""
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data[name]]
        if name not in self.fields:
            return _("This address has no such parameter.")
        if "" in values:
            return _("This parameter has no value. Leave it out instead.")
        if len(values) > 1 and not isinstance(self.fields[name], Values):
            return _("This parameter can be given once.")
        return None


class ListQuery(Query):
    """What every list takes."""

    page = WholeNumberField(
        help_text=_("Which page of the rows; the first if not given."),
        min_value=1,
        max_value=LAST_PAGE,
        required=False,
    )
    page_size = WholeNumberField(
        help_text=_("How many rows a page has; 100 if not given."),
        min_value=1,
        max_value=MOST_ROWS,
        required=False,
    )

    def __init__(self, data):
        super().__init__(data)
        for name, choices in (
            ("season", lambda: Season.objects.published().values_list("year", flat=True)),
            ("country", lambda: Country.objects.values_list("code", flat=True)),
            ("category", lambda: Category.objects.values_list("slug", flat=True)),
        ):
            if name in self.fields:
                self.fields[name].choices = [(str(value), str(value)) for value in choices()]


SEASONS = {"help_text": _("Seasons, by their years."), "required": False}
COUNTRIES = {"help_text": _("Countries or territories, by their codes."), "required": False}
CATEGORIES = {"help_text": _("Categories."), "required": False}


class CountriesQuery(ListQuery):
    q = forms.CharField(
        help_text=_("Part of a name, in either language; accents and case do not count."),
        required=False,
        strip=False,
        validators=[MaxLengthValidator(LONGEST_NAME), ProhibitNullCharactersValidator()],
    )


class QuotasQuery(CountriesQuery):
    """The filters of the table, of any number of seasons."""

    season = Years(**SEASONS)
    country = Codes(**COUNTRIES)
    category = Slugs(**CATEGORIES)
    availability = Values(
        help_text=_("States: of countries with such a quota in a category asked for."),
        choices=[(state, state) for state in QuotaState.values],
        required=False,
    )
    min_places = WholeNumberField(
        help_text=_("Countries with at least so many places in a category asked for."),
        min_value=0,
        max_value=LARGEST_FIGURE,
        required=False,
    )
    sort = Order(
        help_text=_("The order within a season: by name, or by a category; - in front: backwards."),
        required=False,
    )

    def __init__(self, data):
        super().__init__(data)
        columns = ["country", *(slug for slug, _label in self.fields["category"].choices)]
        self.fields["sort"].choices = [
            (sign + column, sign + column) for column in columns for sign in ("", "-")
        ]


class WeeklyFiguresQuery(ListQuery):
    season = Years(**SEASONS)
    country = Codes(**COUNTRIES)
    category = Slugs(**CATEGORIES)
    since = forms.DateField(
        help_text=_("Figures of this day and later."), input_formats=["%Y-%m-%d"], required=False
    )
    until = forms.DateField(
        help_text=_("Figures of this day and earlier."), input_formats=["%Y-%m-%d"], required=False
    )


class EligibilityQuery(ListQuery):
    country = Codes(**COUNTRIES)
    category = Slugs(**CATEGORIES)


class ChangesQuery(ListQuery):
    season = Years(**SEASONS)
    country = Codes(**COUNTRIES)
    category = Slugs(**CATEGORIES)
    kind = Values(
        help_text=_("Kinds of change."), choices=[(kind, kind) for kind in KINDS], required=False
    )


class FindQuery(Query):
    """What somebody says of themselves."""

    citizenship = Codes(
        help_text=_("Countries or territories, by their codes; also those without an arrangement."),
    )
    age = WholeNumberField(
        help_text=_("In years."), min_value=0, max_value=OLDEST_AGE, required=False
    )
    student = forms.ChoiceField(
        help_text=_("Whether registered at a post-secondary school."),
        choices=[(value, value) for value in YES_OR_NO],
        required=False,
    )
    job_offer = forms.ChoiceField(
        help_text=_("Whether there is an offer of a job or internship in Canada."),
        choices=[(value, value) for value in YES_OR_NO],
        required=False,
    )

    def __init__(self, data):
        super().__init__(data)
        form = FindForm(data)
        self.fields["citizenship"].choices = form.fields["citizenship"].choices


def described(form):
    """The parameters of `form` as OpenAPI has them."""
    return [described_field(name, field) for name, field in form.fields.items()]


def described_field(name, field):
    example = EXAMPLES[name]
    schema = schema_of(field)
    is_repeated = schema["type"] == "array"
    (schema["items"] if is_repeated else schema)["examples"] = [example]
    return {
        "name": name,
        "in": "query",
        "required": field.required,
        "description": str(field.help_text),
        "schema": schema,
        "example": [example] if is_repeated else example,
    }


def schema_of(field):
    """The JSON Schema of what `field` takes."""
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": item_of(field)}
    if isinstance(field, forms.ChoiceField):
        return item_of(field)
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": "^[^\\x00]+$"}


def item_of(field):
    """The JSON Schema of one of the choices of `field`: all of them if they are not data."""
    if hasattr(field, "schema"):
        return dict(field.schema)
    return {"type": "string", "enum": values_of(field)}


def values_of(field):
    return [value for value, _label in field.choices if value]
