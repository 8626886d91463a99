"""The chart of quotas over the seasons, and the sentence above it."""

from django.utils.translation import gettext, ngettext

from ..charts import SeasonFigure, SeasonsChart, Series, Statement
from ..i18n.formats import grouped
from ..models.quota import QuotaState
from .foot import foot_of


def chart_of(name, quotas, categories):
    """Return a chart of `quotas` in those of `categories` that have any.

    The quotas are of one country, which `name` names in the headline.
    """
    categories = [each for each in categories if any(q.category_id == each.pk for q in quotas)]
    years = [quota.season.year for quota in quotas]
    years = range(min(years), max(years) + 1)
    figures = {
        (quota.category_id, quota.season.year): SeasonFigure(quota.label, quota.places, quota.state)
        for quota in quotas
    }
    series = [
        Series(category.name, [figures.get((category.pk, year)) for year in years])
        for category in categories
    ]
    unit = unit_of(name, len(years), sum(each.has_bars for each in series))
    return SeasonsChart(headline(name, quotas, categories), unit, foot_of(quotas), years, series)


def unit_of(name, years, scales):
    """Return the subject of a chart of so many `years` with so many `scales`."""
    quotas = gettext("Quotas by season") if years > 1 else gettext("Quotas")
    own_scales = gettext("Each category has its own scale.")
    return f"{name} · {quotas}. {own_scales}" if scales > 1 else f"{name} · {quotas}"


def nothing_known(name):
    """Return in place of a chart that no quota of `name` is held."""
    headline = gettext("%(name)s: we have no figure yet.") % {"name": name}
    return Statement(headline, gettext("Quotas of International Experience Canada"))


def headline(name, quotas, categories):
    """Return the newest quota of the first category that has places in the newest season.

    After the newest of its earlier numbers. If no category has places then, it is the quota of the
    first that has one.
    """
    newest = max(quota.season.year for quota in quotas)
    position = {category.pk: n for n, category in enumerate(categories)}
    current = sorted(
        (quota for quota in quotas if quota.season.year == newest),
        key=lambda quota: (quota.state not in WITH_PLACES, position[quota.category_id]),
    )
    quota = current[0]
    facts = {"where": name, "category": quota.category.name, "year": newest}
    if quota.state != QuotaState.LIMITED:
        return OTHER_STATES[quota.state]() % facts
    facts["places"] = grouped(quota.places)
    earlier = [
        each
        for each in quotas
        if each.category_id == quota.category_id
        and each.season.year < newest
        and each.state == QuotaState.LIMITED
    ]
    if not earlier:
        return _alone(quota.places) % facts
    before = max(earlier, key=lambda each: each.season.year)
    facts |= {"before": before.season.year, "before_places": grouped(before.places)}
    return _after(before.places) % facts


WITH_PLACES = {QuotaState.LIMITED, QuotaState.UNLIMITED}
OTHER_STATES = {
    QuotaState.UNLIMITED: lambda: gettext("%(where)s: %(category)s had no limit in %(year)s."),
    QuotaState.NOT_OFFERED: lambda: gettext("%(where)s: %(category)s was not offered in %(year)s."),
    QuotaState.TO_BE_ANNOUNCED: lambda: gettext(
        "%(where)s: the quota of %(category)s for %(year)s was to be announced."
    ),
}


def _alone(places):
    return ngettext(
        "%(where)s: %(category)s had %(places)s place in %(year)s.",
        "%(where)s: %(category)s had %(places)s places in %(year)s.",
        places,
    )


def _after(before):
    """Return the sentence on two seasons; it tells no difference, for their days can differ."""
    return ngettext(
        "%(where)s: %(category)s had %(before_places)s place in %(before)s, "
        "then %(places)s in %(year)s.",
        "%(where)s: %(category)s had %(before_places)s places in %(before)s, "
        "then %(places)s in %(year)s.",
        before,
    )
