"""The lists of the API: of each its address, its table, its parameters and its rows.

Parameters are checked by Django forms. Unlike a page, the API refuses a value or a name that is
wrong, because a program would not see that it was left out.
"""

import dataclasses
from collections.abc import Callable

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from ..figures.chance_rows import Chances
from ..figures.changes import KINDS, ChangeFilter, Changes
from ..figures.ratings import ratings_of, seasons_with_ratings
from ..filters import WholeNumberField
from ..i18n.languages import LANGUAGES
from ..models import Category, Country, Quota, Season
from ..models.quota import LARGEST_FIGURE, QuotaState
from ..open_data import tables
from ..views.find import OLDEST_AGE, YES_OR_NO, FindForm

# The description names no season, country or category of today, except as an example: a client
# made from it can ask for those that come.
YEAR = {"type": "integer", "minimum": 1967, "maximum": 2100}
CODE = {"type": "string", "pattern": "^[A-Za-z]{2}$"}
SLUG = {"type": "string", "pattern": "^[-A-Za-z0-9_]+$"}
ROWS_ON_A_PAGE = 100
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
    """Categories, by their names in addresses."""

    schema = SLUG


class Order(forms.ChoiceField):
    """The name of a column, or a category, with - in front for the other direction."""

    schema = SLUG


class Query(forms.Form):
    """The parameters of every address."""

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
        """Return the fault in how `name` stands in the address, whatever its field says of it."""
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data[name]]
        if name not in self.fields:
            return _("This address has no such parameter.")
        if "" in values:
            return _("This parameter has no value. Leave it out instead.")
        if len(values) > 1 and not isinstance(self.fields[name], Values):
            return _("This parameter can be given once.")
        return None

    @property
    def language(self):
        """The language of the answer, and of a refusal too."""
        language = self.data.get("lang")
        return language if language in LANGUAGES else "en"


class ListQuery(Query):
    """The parameters of every list."""

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

    def clean(self):
        values = super().clean()
        values["page"] = values.get("page") or 1
        values["page_size"] = values.get("page_size") or ROWS_ON_A_PAGE
        return values


SEASONS = {"help_text": _("Seasons, by their years."), "required": False}
COUNTRIES = {"help_text": _("Countries or territories, by their codes."), "required": False}
CATEGORIES = {"help_text": _("Categories."), "required": False}


class CountriesQuery(ListQuery):
    q = forms.CharField(
        help_text=_("Part of a name, in either language; accents and case do not matter."),
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
        help_text=_("States: countries that have such a quota in a category asked for."),
        choices=[(state, state) for state in QuotaState.values],
        required=False,
    )
    min_places = WholeNumberField(
        help_text=_("Countries with at least this many places in a category asked for."),
        min_value=0,
        max_value=LARGEST_FIGURE,
        required=False,
    )
    sort = Order(
        help_text=_(
            "The order within a season: by name, or by a category; with - in front, the reverse."
        ),
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


class RatingsQuery(ListQuery):
    season = Years(**SEASONS)
    category = Slugs(
        help_text=_("Categories; if not given, also all of them together."), required=False
    )


class InvitationsQuery(ListQuery):
    season = Years(**SEASONS)
    country = Codes(**COUNTRIES)


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
    """Facts that somebody gives about themselves."""

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


def seasons(values):
    return tables.all_seasons()


def countries(values):
    return Country.objects.by_name().named_like(values["q"])


def categories(values):
    return Category.objects.all()


def quotas(values):
    """Return season by season the quotas of its table with the same filters, in its order."""
    of_pools = ChangeFilter(values["season"], values["country"], values["category"]).narrow(
        Quota.objects.public()
    )
    rows = of_pools.filter(country__in=Country.objects.named_like(values["q"]))
    if values["availability"]:
        rows = rows.beside(of_pools.filter(state__in=values["availability"]))
    if values["min_places"] is not None:
        rows = rows.beside(of_pools.at_least(values["min_places"]))
    return rows.as_in_tables(values["sort"] or "country").with_names().with_source()


def weekly_figures(values):
    """Return the weekly figures, the newest season first."""
    figures = ChangeFilter(values["season"], values["country"], values["category"]).narrow(
        tables.all_weekly_figures()
    )
    if values["since"]:
        figures = figures.filter(as_of__gte=values["since"])
    if values["until"]:
        figures = figures.filter(as_of__lte=values["until"])
    return figures


def chances(values):
    """Return the chances in the weeks that begin between two days, the newest season first."""
    pools = ChangeFilter(values["season"], values["country"], values["category"])
    return Chances(pools, values["since"], values["until"])


def ratings(values):
    """Return the ratings and what followed them, the newest season first."""
    seasons = list(seasons_with_ratings())
    if values["season"]:
        seasons = [season for season in seasons if str(season.year) in values["season"]]
    groups = ratings_of(seasons, list(Category.objects.names_only()))
    if values["category"]:
        groups = [
            each for each in groups if each.category and each.category.slug in values["category"]
        ]
    return [rated for group in groups for rated in group.ratings]


def invitations_by_country(values):
    """Return the invitations of countries, the newest period first."""
    rows = tables.all_invitations()
    if values["season"]:
        rows = rows.filter(period__season__year__in=values["season"])
    if values["country"]:
        rows = rows.filter(country__code__in=values["country"])
    return rows


def eligibility(values):
    return ChangeFilter(countries=values["country"], categories=values["category"]).narrow(
        tables.all_eligibility()
    )


def changes(values):
    return Changes(
        ChangeFilter(values["season"], values["country"], values["category"], values["kind"])
    )


@dataclasses.dataclass(frozen=True)
class Endpoint:
    """The address of one list. `records` takes the valid values of its parameters."""

    table: tables.Table
    query: type[ListQuery]
    records: Callable
    summary: str
    example: str

    @property
    def path(self):
        return f"/{self.table.name}"

    @property
    def operation_id(self):
        return f"list_{self.table.name.replace('-', '_')}"


LISTS = (
    Endpoint(
        tables.QUOTAS,
        QuotasQuery,
        quotas,
        _("Quotas, with the filters of the table"),
        "season=2021&category=working-holiday&sort=-working-holiday",
    ),
    Endpoint(
        tables.WEEKLY_FIGURES,
        WeeklyFiguresQuery,
        weekly_figures,
        _("Weekly figures of the pools"),
        "country=gb&since=2026-07-01",
    ),
    Endpoint(
        tables.CHANCES,
        WeeklyFiguresQuery,
        chances,
        _("Chances of candidates, week by week"),
        "country=gb&since=2026-07-01",
    ),
    Endpoint(
        tables.RATINGS,
        RatingsQuery,
        ratings,
        _("Chance ratings and what followed them"),
        "season=2026&category=working-holiday",
    ),
    Endpoint(
        tables.INVITATIONS_BY_COUNTRY,
        InvitationsQuery,
        invitations_by_country,
        _("Invitations by country, all categories together"),
        "country=jp&season=2023",
    ),
    Endpoint(tables.ELIGIBILITY, EligibilityQuery, eligibility, _("Who can apply"), "country=jp"),
    Endpoint(
        tables.CHANGES,
        ChangesQuery,
        changes,
        _("What changed, newest first"),
        "season=2026&kind=quota",
    ),
    Endpoint(tables.SEASONS, ListQuery, seasons, _("Seasons"), ""),
    Endpoint(tables.COUNTRIES, CountriesQuery, countries, _("Countries and territories"), "q=land"),
    Endpoint(tables.CATEGORIES, ListQuery, categories, _("Categories"), "lang=fr"),
)
