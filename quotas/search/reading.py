"""The entries of the search, read from the database in a constant number of queries."""

from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, ngettext, override

from ..figures.pools import Pool, pools_without_figure
from ..figures.standing import standings
from ..i18n.formats import after_colon, grouped
from ..i18n.languages import LANGUAGES
from ..i18n.matching import Names, words_of
from ..i18n.territories import codes_of, names_of, others
from ..models import Category, Country, Question, Quota, Season, Term
from ..models.quota import QuotaState
from ..models.season import Status
from .entries import Entry, Kind, PoolEntry
from .pages import PAGES

# The quota of a pool and the status of its season.
IN_SEASON = {
    Status.ANNOUNCED: _("%(quota)s, season announced"),
    Status.OPEN: _("%(quota)s, season open"),
    Status.CLOSING: _("%(quota)s, season closing"),
    Status.OVER: _("%(quota)s, season over"),
}


def read_entries():
    """Return all entries in the reader’s language, in the order of equally good results."""
    seasons = list(Season.objects.published().current_first())
    standing = standings(seasons)
    terms = list(Term.objects.by_name())
    categories = list(Category.objects.all())
    countries = list(Country.objects.with_last_season().by_name())
    quotas = list(Quota.objects.public().with_names().as_in_tables())
    called = {country: names_of_country(country) for country in countries}
    called |= {category: names_of_category(category, terms) for category in categories}
    return [
        *countries_found(countries, called, quotas),
        *(category_found(category, called[category]) for category in categories),
        *(entry for season in seasons for entry in seasons_found(season, standing[season.pk])),
        *pools_found([*quotas, *pools_without_figure()], called, standing),
        *(page_found(page) for page in PAGES),
        *(term_found(term) for term in terms),
        *(question_found(question) for question in Question.objects.without_answers()),
        *territories_found({country.code for country in countries}),
    ]


def countries_found(countries, called, quotas):
    """Yield the countries that we know, each with its quotas of the current season."""
    current = Season.objects.current()
    listed = set(Country.objects.in_season(current).values_list("pk", flat=True)) if current else ()
    of_now = [quota for quota in quotas if quota.season.is_current]
    by_country = groupby(of_now, key=lambda quota: quota.country_id)
    held = {country: list(of_country) for country, of_country in by_country}
    for country in countries:
        figure = ""
        if country.pk in held:
            figure = figure_of_country(current.year, held[country.pk])
        elif current and country.pk not in listed:
            figure = country.absence(current.year)
        address = country.get_absolute_url()
        yield Entry(Kind.COUNTRY, country.name, address, called[country], figure)


def territories_found(known):
    """Yield the countries and territories without a page, which lead to who can take part."""
    figure = gettext("We know of no arrangement of its own with Canada. See who can take part.")
    for code, name in others(known):
        address = f"{reverse('find')}?citizenship={code.lower()}"
        yield Entry(Kind.COUNTRY, name, address, Names.of(*names_of(code), *codes_of(code)), figure)


def category_found(category, names):
    address, permit = category.get_absolute_url(), category.get_permit_display()
    return Entry(Kind.CATEGORY, category.name, address, names, permit)


def seasons_found(season, standing):
    """Yield the pages of a season: its table and its weeks."""
    year = {"year": season.year}
    years = Names.of(str(season.year), *in_both(_("%(year)s season"), year))
    address = season.get_absolute_url() if season.has_table else reverse("seasons")
    yield Entry(Kind.SEASON, f"{season}{season.suffix}", address, years, standing.sentence)
    if season.has_table and standing.newest_day:
        weeks = _("The %(year)s season, week by week")
        address = reverse("season_weeks", args=(season.year,))
        yield Entry(Kind.SEASON, weeks % year, address, Names.of(*in_both(weeks, year)))


def pools_found(pools, called, standing):
    """Yield the pools, those of the current season first."""
    for pool in sorted(pools, key=lambda pool: (not pool.season.is_current, -pool.season.year)):
        year = Names.of(str(pool.season.year))
        yield PoolEntry(
            str(pool),
            pool.get_absolute_url(),
            (called[pool.country], called[pool.category], year),
            figure_of_pool(pool, standing[pool.season.pk]),
            pool.season.is_current,
        )


def page_found(page):
    words = [word for text in in_both(page.words) for word in parts(text)]
    names = Names.of(*in_both(page.title), *words)
    return Entry(Kind.PAGE, str(page.title), reverse(page.name), names)


def term_found(term):
    texts = Names.of(term.meaning_en, term.meaning_fr)
    address = term.get_absolute_url()
    return Entry(Kind.TERM, term.term, address, names_of_term(term), term.meaning, texts)


def question_found(question):
    address, names = question.get_absolute_url(), question.names
    return Entry(Kind.QUESTION, question.question, address, names, question.summary, question.texts)


def names_of_country(country):
    """Return all names and codes of a country that we know."""
    return Names.of(
        country.name_en, country.name_fr, *codes_of(country.code), *names_of(country.code)
    )


def names_of_category(category, terms):
    """Return the names of a category, their initials, and the everyday words of its term."""
    names = [category.name_en, category.name_fr]
    initials = ["".join(word[0] for word in words_of(name)) for name in names]
    everyday = [names_of_term(term).whole for term in terms if term.slug == category.slug]
    return Names.of(*names, *initials, *(word for words in everyday for word in words))


def names_of_term(term):
    everyday = [*parts(term.everyday_en), *parts(term.everyday_fr)]
    return Names.of(term.term_en, term.term_fr, *everyday)


def figure_of_country(year, quotas):
    """Return the quotas of a country in a season in one line, without what is not offered."""
    offered = [quota for quota in quotas if quota.state != QuotaState.NOT_OFFERED]
    figures = [f"{quota.category.name} {quota.label}" for quota in offered]
    return after_colon(year, ", ".join(figures))


def figure_of_pool(pool, standing):
    """Return the quota of a pool and the status of its season in one line."""
    quota = gettext("No figure") if isinstance(pool, Pool) else places_of(pool)
    return IN_SEASON[standing.status] % {"quota": quota}


def places_of(quota):
    """Return the places of a quota in words, or its state."""
    if quota.state != QuotaState.LIMITED:
        return quota.label
    return ngettext("%(places)s place", "%(places)s places", quota.places) % {
        "places": grouped(quota.places)
    }


def in_both(text, values=None):
    """Return a lazy text in both languages, with the `values` of its placeholders."""
    texts = []
    for code in LANGUAGES:
        with override(code):
            texts.append(text % values if values else str(text))
    return texts


def parts(text):
    """Return the words and phrases that commas part."""
    return text.split(",")
