"""The figures under the answers to questions, computed whenever a page is read."""

import dataclasses
from itertools import groupby

from django.db.models import F

from ..i18n.languages import language
from ..models import (
    Category,
    Country,
    Eligibility,
    Fee,
    Question,
    Requirement,
    Season,
    SeasonDay,
    Step,
    WeeklyFigures,
)
from ..models.calendar import by_season_and
from ..models.weekly_figures import Rating
from .comparison import SeasonComparison
from .weeks import Course

LAST_SEASONS = 3
LAST_WEEKS = 6
MOST_POOLS = 12
MOST_BEYOND = 6


def live_figures(question):
    """Return the live figures of a question by name; empty if it has none."""
    return LIVE[question.live]() if question.live else {}


def figures_of_pools(**facts):
    """Return the newest figures of each pool and season with these `facts`, by name."""
    figures = WeeklyFigures.objects.public().of_main_pools().newest_of_pools().filter(**facts)
    return (
        figures.with_names()
        .with_source()
        .order_by(f"country__sort_{language()}", "category__position")
    )


def pools_now(**facts):
    """Return the figures with these `facts` of the newest season that has any."""
    return of_newest_season(figures_of_pools(**facts))


def of_newest_season(figures):
    """Keep those of `figures` that are of the newest of their seasons."""
    figures = list(figures)
    newest = max((row.season.year for row in figures), default=None)
    return [row for row in figures if row.season.year == newest]


@dataclasses.dataclass(frozen=True)
class Rated:
    """A chance rating and the pools that have it now."""

    rating: Rating
    pools: list[WeeklyFigures]

    @property
    def lowest(self):
        return self.rating.percentages[0]

    @property
    def highest(self):
        return self.rating.percentages[1]


def chances():
    pools = pools_now(rating__isnull=False)
    ratings = [rating for rating in Rating if rating.percentages]
    return {
        "pools": pools,
        "ratings": [
            Rated(rating, [pool for pool in pools if pool.rating == rating]) for rating in ratings
        ],
    }


def spots():
    """Return the pools with the newest spots, how many there are, and how many are full."""
    pools = pools_now(spots__isnull=False)
    shown = sorted(pools, key=lambda pool: pool.as_of, reverse=True)[:MOST_POOLS]
    return {"pools": shown, "count": len(pools), "full": sum(not pool.spots for pool in pools)}


def invitations():
    """Return the pools whose invitations went furthest beyond their quota."""
    beyond = figures_of_pools(invitations__gt=F("quota")).order_by(F("quota") - F("invitations"))
    return {"pools": beyond[:MOST_BEYOND]}


def days():
    """Return the calendar of the newest seasons."""
    known = SeasonDay.objects.public().values_list("season__year", flat=True)
    years = list(known.order_by("-season__year").distinct()[:LAST_SEASONS])
    held = SeasonDay.objects.public().filter(season__year__in=years).with_source()
    return {
        "calendar": by_season_and("event", held, SeasonDay.Event),
        "events": SeasonDay.Event.labels,
    }


def weeks():
    """Return the last weeks of the pool with the newest figures."""
    held = WeeklyFigures.objects.public().of_main_pools()
    newest = held.with_names().order_by("-as_of", "country__sort_en", "category__position")
    pool = newest.first()
    if pool is None:
        return {}
    figures = held.of_pool(pool.season, pool.country, pool.category).with_source()
    return {"pool": pool, "weeks": Course("", list(figures)).weeks[:LAST_WEEKS]}


def changes():
    """Return the quotas that differ between the two newest seasons.

    Changes of state come first, then the largest differences.
    """
    seasons = list(Season.objects.with_table().order_by("-year")[:2])
    if len(seasons) < 2:
        return {}
    second, first = seasons
    differ = [
        compared for compared in SeasonComparison(first, second).compared if compared.pair.differs
    ]
    differ.sort(key=lambda row: (row.pair.difference is not None, -abs(row.pair.difference or 0)))
    return {"first": first, "second": second, "rows": differ[:MOST_POOLS], "count": len(differ)}


@dataclasses.dataclass(frozen=True)
class Alike:
    """The countries whose arrangements have the same value of a condition.

    Each comes with the categories that have it, or None if all of its categories do.
    """

    value: int
    countries: list[tuple[Country, list[Category] | None]]


def by_condition(name):
    """Return each value of the condition `name`, the smallest first, with its countries."""
    held = Eligibility.objects.with_names().with_source()
    rows = list(held.order_by(f"country__sort_{language()}", "category__position"))
    alike = {}
    for country, arranged in groupby(rows, key=lambda row: row.country):
        arranged = list(arranged)
        for value in {getattr(row, name) for row in arranged}:
            same = [row.category for row in arranged if getattr(row, name) == value]
            categories = None if len(same) == len(arranged) else same
            alike.setdefault(value, []).append((country, categories))
    return {
        "values": [Alike(value, alike[value]) for value in sorted(alike)],
        "newest": max(rows, key=lambda row: row.as_of, default=None),
    }


def participations():
    return by_condition("participations")


def ages():
    return by_condition("oldest")


def stays():
    return by_condition("longest_stay")


@dataclasses.dataclass(frozen=True)
class Waiting:
    """The pools of a category, and those with more spots than candidates."""

    category: Category
    season: Season
    pools: int
    with_room: int
    newest: WeeklyFigures


def waiting():
    rows = []
    figures = list(figures_of_pools(spots__isnull=False, candidates__isnull=False))
    for category in Category.objects.names_only():
        pools = of_newest_season(row for row in figures if row.category_id == category.pk)
        if pools:
            rows.append(
                Waiting(
                    category,
                    pools[0].season,
                    len(pools),
                    sum(pool.spots > pool.candidates for pool in pools),
                    max(pools, key=lambda pool: pool.as_of),
                )
            )
    return {"rows": rows}


def offers():
    return {"categories": Category.objects.all()}


def fees():
    """Return each fee of the newest season that has it, and the funds to show."""
    newest = {}
    for fee in Fee.objects.public().with_source():  # the newest season first
        held = newest.setdefault(fee.kind, [fee])
        if held[0].season == fee.season and fee not in held:
            held.append(fee)
    funds = Requirement.objects.with_source().filter(dollars__isnull=False)
    return {"fees": [newest[kind] for kind in sorted(newest)], "funds": funds}


def countries():
    """Return the countries with an arrangement, and the figures of the organizations."""
    arranged = Eligibility.objects.values("country")
    return {
        "countries": Country.objects.filter(pk__in=arranged).by_name(),
        "source": Eligibility.objects.with_source().order_by("-as_of").first(),
        "organizations": WeeklyFigures.objects.public().of_organizations().with_source().first(),
    }


def deadlines():
    return {"steps": Step.objects.with_deadline().with_source()}


LIVE = {
    Question.Live.CHANCES: chances,
    Question.Live.SPOTS: spots,
    Question.Live.INVITATIONS: invitations,
    Question.Live.DAYS: days,
    Question.Live.WEEKS: weeks,
    Question.Live.CHANGES: changes,
    Question.Live.PARTICIPATIONS: participations,
    Question.Live.AGES: ages,
    Question.Live.STAYS: stays,
    Question.Live.WAITING: waiting,
    Question.Live.OFFERS: offers,
    Question.Live.FEES: fees,
    Question.Live.COUNTRIES: countries,
    Question.Live.DEADLINES: deadlines,
}
