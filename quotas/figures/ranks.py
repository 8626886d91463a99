"""The few numbers that stand for the site, and those that stand for a season."""

from django.utils.translation import gettext, ngettext

from ..charts import Rank, RanksChart
from ..i18n.formats import grouped
from ..models import Category, Quota
from ..models.quota import QuotaState
from .categories import CategoryQuotas
from .foot import foot_of
from .seasons_chart import nothing_known

MOST_QUOTAS = 4


def site_chart():
    """Return the numbers of quotas, countries and seasons that the site holds."""
    quotas = Quota.objects.public()
    counts = [
        (gettext("Quotas"), quotas.count()),
        (gettext("Countries and territories"), quotas.values("country").distinct().count()),
        (gettext("Seasons"), quotas.values("season").distinct().count()),
    ]
    return RanksChart(
        gettext("How many places in Canada?"),
        gettext("International Experience Canada"),
        gettext("An independent site, with the source of every figure"),
        [Rank(name, grouped(count)) for name, count in counts],
    )


def largest_quotas(season):
    """Return the largest quotas of `season` in its first category."""
    category = Category.objects.filter(quotas__season=season).first()
    if category is None:
        return nothing_known(title_of(season))
    quotas = list(CategoryQuotas(category, season).quotas.with_source()[:MOST_QUOTAS])
    most = max(quota.places or 0 for quota in quotas)
    return RanksChart(
        headline_of_largest(quotas[0]),
        unit_of_largest(season, category),
        foot_of(quotas),
        [Rank(quota.country.name, quota.label, share_of(quota, most)) for quota in quotas],
    )


def title_of(season):
    return gettext("Quotas of the %(year)s season") % {"year": season.year} + season.suffix


def unit_of_largest(season, category):
    largest = gettext("%(category)s: the largest quotas") % {"category": category.name}
    return f"{title_of(season)} · {largest}"


def headline_of_largest(quota):
    """Return the country of the largest `quota` of a season, and its places."""
    facts = {
        "country": quota.country.name,
        "category": quota.category.name,
        "year": quota.season.year,
    }
    if quota.state == QuotaState.UNLIMITED:
        return gettext("%(country)s had no limit in %(category)s in %(year)s.") % facts
    if not quota.places:
        return gettext("No country had spots in %(category)s in %(year)s.") % facts
    return ngettext(
        "%(country)s had the largest quota of %(category)s in %(year)s: %(places)s spot.",
        "%(country)s had the largest quota of %(category)s in %(year)s: %(places)s spots.",
        quota.places,
    ) % (facts | {"places": grouped(quota.places)})


def share_of(quota, most):
    """Return the size of `quota` as a share of `most` places; 1 if it is unlimited."""
    if quota.state == QuotaState.UNLIMITED:
        return 1
    return quota.places / most if quota.places else 0
