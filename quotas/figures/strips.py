"""The picture of all weeks of a season: a strip for each pool, by how many were invited."""

from itertools import groupby
from operator import attrgetter
from statistics import fmean

from django.utils.translation import gettext, gettext_lazy as _, ngettext

from ..charts.strip import Cell, Group, Look, Strip, StripsChart
from ..i18n.formats import grouped
from ..i18n.languages import language
from ..models import Source, WeeklyFigures
from .chances import Doubt, Level
from .foot import foot_between

UNKNOWN = "unk"
NOT_KNOWN = _("Not known: a week or a number is missing, or the total fell or was repeated")
DOUBT_LOOKS = {Doubt.NOBODY: "", Doubt.FEW: "few", Doubt.NOT_BEGUN: "pre"}
HEIGHTS = {  # of the strip
    Level.NEARLY_ALL: 1,
    Level.MOST: 0.79,
    Level.SOME: 0.57,
    Level.FEW: 0.39,
    Level.FEWEST: 0.25,
    Level.NOBODY: 0.11,
}


def strips_chart(weeks, category=None):
    """Return the strips of the pools of a season, in one category or in all."""
    pools = [pool for pool in weeks.pools if category in (None, pool.category)]
    if not pools:
        return None
    return StripsChart(
        describe_always_open(pools),
        unit_of(weeks.season, category),
        _foot(weeks, category),
        gettext(
            "A row for each pool, a cell for each week that is counted: the higher, the more of "
            "those waiting were invited."
        ),
        weeks.first_day,
        weeks.last_day,
        _groups(pools),
        looks(),
    )


def _groups(pools):
    """Return the pools by category, those with the largest shares first."""
    ordered = sorted(
        pools,
        key=lambda pool: (
            pool.category.position,
            -fmean(pool.counted_levels) if pool.counted_levels else 1,
            getattr(pool.country, f"sort_{language()}"),
        ),
    )
    return [
        Group(name, [Strip(pool.country.name, cells_of(pool)) for pool in of_category])
        for name, of_category in groupby(ordered, key=attrgetter("category.name"))
    ]


def cells_of(pool):
    """Return a cell for each week of a PoolSeason."""
    return [
        Cell(week.figures.as_of, week.until, _look(week, level))
        for week, level in zip(pool.weeks, pool.levels, strict=True)
    ]


def _look(week, level):
    if level is not None:
        return f"v{level.value}"
    return DOUBT_LOOKS.get(week.doubt, UNKNOWN)


def looks():
    """Return each look of a cell with its meaning, the largest share first."""
    counted = [Look(f"v{level.value}", str(level.label), HEIGHTS[level]) for level in HEIGHTS]
    left_out = [Look(look, str(doubt.label)) for doubt, look in DOUBT_LOOKS.items()]
    return [*counted, *left_out, Look(UNKNOWN, str(NOT_KNOWN))]


def describe_always_open(pools):
    """Return how many pools had spots on every day and invited nearly everybody in every week."""
    found = sum(pool.invited_nearly_all for pool in pools)
    words = {"count": grouped(found), "pools": grouped(len(pools))}
    if not found:
        sentence = gettext(
            "None of %(pools)s pools always had spots and invited nearly everybody, in every "
            "week counted."
        )
    else:
        sentence = ngettext(
            "%(count)s of %(pools)s pools always had spots and invited nearly everybody, in "
            "every week counted.",
            "%(count)s of %(pools)s pools always had spots and invited nearly everybody, in "
            "every week counted.",
            found,
        )
    return sentence % words


def unit_of(season, category):
    """Return the unit of the strips, after the category that they are of, if it is one."""
    season = gettext("%(year)s season") % {"year": season.year}
    about = f"{category.name}, {season.lower()}" if category else season
    return gettext("%(about)s · share of those waiting who were invited within a week") % {
        "about": about
    }


def _foot(weeks, category):
    figures = WeeklyFigures.objects.filter(season=weeks.season)
    if category:
        figures = figures.filter(category=category)
    sources = Source.objects.filter(pk__in=figures.values("source"))
    return foot_between(weeks.first_day, weeks.last_day, sources)
