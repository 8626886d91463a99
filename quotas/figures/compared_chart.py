"""The chart of the quotas of several countries in one season, and the sentence above it."""

from django.utils.translation import gettext

from ..charts import CountriesChart, CountrySeries, SeasonFigure
from ..charts.countries import describe
from ..models.quota import QuotaState
from .foot import foot_of

FEWEST = 2  # countries with a quota in a season that compares them
STATES = (
    QuotaState.UNLIMITED,
    QuotaState.LIMITED,
    QuotaState.TO_BE_ANNOUNCED,
    QuotaState.NOT_OFFERED,
)
WITH_PLACES = STATES[:2]


def chart_of_countries(countries, season, categories):
    """Return the chart of the quotas of `countries` in `season`, or None if there are none.

    `categories` holds each category with a quota or None for each country.
    """
    held = [(category, quotas) for category, quotas in categories if any(quotas)]
    if not held:
        return None
    names = [country.name for country in countries]
    series = [CountrySeries(category.name, list(map(figure, quotas))) for category, quotas in held]
    return CountriesChart(
        headline(names, season, held),
        unit_of(names, season, sum(each.has_bars for each in series)),
        foot_of([quota for _category, quotas in held for quota in quotas if quota]),
        names,
        series,
    )


def figure(quota):
    """Return a quota as it is drawn, or None if it is."""
    return quota and SeasonFigure(quota.label, quota.places, quota.state)


def season_in_common(seasons, quotas):
    """Return the newest of `seasons` in which several countries have any of `quotas`, or None.

    If there is no such season, it is the newest with a quota.
    """
    countries = {}
    for quota in quotas:
        countries.setdefault(quota.season_id, set()).add(quota.country_id)
    newest_first = sorted(seasons, key=lambda season: -season.year)
    held = [season for season in newest_first if season.pk in countries]
    in_common = (season for season in held if len(countries[season.pk]) >= FEWEST)
    return next(in_common, next(iter(held), None))


def unit_of(names, season, scales):
    """Return the subject of a chart with so many `scales`."""
    subject = heading_of_countries(", ".join(names), season)
    if scales < 2:
        return subject
    return f"{subject}. {gettext('Each category has its own scale.')}"


def heading_of_countries(names, season):
    """Return the `names` of countries with the season of their quotas."""
    return gettext("%(countries)s: quotas of the %(year)s season") % {
        "countries": names,
        "year": season.year,
    }


def headline(names, season, categories):
    """Return the quotas of the first category in which any country has places, the most first."""
    category, quotas = next(
        (each for each in categories if any(q and q.state in WITH_PLACES for q in each[1])),
        categories[0],
    )
    by_size = sorted(zip(names, quotas, strict=True), key=lambda pair: size(pair[1]))
    words = {
        "category": category.name,
        "year": season.year,
        "quotas": ", ".join(describe(name, figure(quota)) for name, quota in by_size),
    }
    return gettext("%(category)s in %(year)s: %(quotas)s.") % words


def size(quota):
    """Return what sorts quotas by size, the most first and what is not known last."""
    if quota is None:
        return len(STATES), 0
    return STATES.index(quota.state), -(quota.places or 0)
