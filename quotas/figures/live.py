"""The figures under the answers to questions, worked out from what is held whenever it is read."""

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
from .comparison import ComparedQuota, side_by_side
from .weeks import Course

LAST_SEASONS = 3
LAST_WEEKS = 6
MOST_POOLS = 12
MOST_BEYOND = 6


def live_figures(question):
    """What the template of the question's live figures shows; empty if there are none."""
    return LIVE[question.live]() if question.live else {}


def template_of(question):
    """The template that shows the question's live figures."""
    return f"components/live_{question.live}.html"


def figures_of_pools(**facts):
    """The newest figures of each pool and season, where they have these `facts`; by name."""
    figures = WeeklyFigures.objects.public().of_main_pools().newest_of_pools().filter(**facts)
    return (
        figures.with_names()
        .with_source()
        .order_by(f"country__sort_{language()}", "category__position")
    )


def pools_now(**facts):
    """The newest figures of each pool of the newest season in which any have these `facts`."""
    return of_newest_season(figures_of_pools(**facts))


def of_newest_season(figures):
    """Those of `figures` that are of the newest of their seasons."""
    figures = list(figures)
    newest = max((row.season.year for row in figures), default=None)
    return [row for row in figures if row.season.year == newest]


@dataclasses.dataclass(frozen=True)
class Rated:
    """A chance rating, and the pools that have it now."""

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
    """The pools with the newest figures: spots and quota."""
    pools = pools_now(spots__isnull=False)
    shown = sorted(pools, key=lambda pool: pool.as_of, reverse=True)[:MOST_POOLS]
    return {"pools": shown, "count": len(pools), "full": sum(not pool.spots for pool in pools)}


def invitations():
    """The pools whose invitations went furthest beyond their quota, by the newest figures."""
    beyond = figures_of_pools(invitations__gt=F("quota")).order_by(F("quota") - F("invitations"))
    return {"pools": beyond[:MOST_BEYOND]}


def days():
    """The days of the newest seasons that any are known of."""
    known = SeasonDay.objects.public().values_list("season__year", flat=True)
    years = list(known.order_by("-season__year").distinct()[:LAST_SEASONS])
    held = SeasonDay.objects.public().filter(season__year__in=years).with_source()
    return {
        "calendar": by_season_and("event", held, SeasonDay.Event),
        "events": SeasonDay.Event.labels,
    }


def weeks():
    """The last weeks of the pool whose figures are the newest and that has more than one week."""
    held = WeeklyFigures.objects.public().of_main_pools()
    newest = held.with_names().order_by("-as_of", "country__sort_en", "category__position")
    pool = newest.first()
    if pool is None:
        return {}
    figures = held.of_pool(pool.season, pool.country, pool.category).with_source()
    return {"pool": pool, "weeks": Course("", list(figures)).weeks[:LAST_WEEKS]}


def changes():
    """The quotas that differ between the two newest seasons, the most telling first."""
    seasons = list(Season.objects.with_table().order_by("-year")[:2])
    if len(seasons) < 2:
        return {}
    second, first = seasons
    differ = [
        ComparedQuota(first, second, category, pair)
        for category, pairs in side_by_side(first, second)
        for pair in pairs
        if pair.before
        and pair.after
        and (pair.before.state, pair.before.places) != (pair.after.state, pair.after.places)
    ]
    differ.sort(key=lambda row: (row.pair.difference is not None, -abs(row.pair.difference or 0)))
    return {"first": first, "second": second, "rows": differ[:MOST_POOLS], "count": len(differ)}


@dataclasses.dataclass(frozen=True)
class Alike:
    """The countries whose arrangements say the same of something, each with the categories of
    which that is so, or None if it is so of all that it has.
    """

    value: int
    countries: list[tuple[Country, list[Category] | None]]


def by_condition(name):
    """Each value of `name` in the arrangements, the smallest first, with its countries."""
    held = Eligibility.objects.with_names().with_source()
    rows = list(held.order_by(f"country__sort_{language()}", "category__position"))
    alike = {}
    for country, arranged in groupby(rows, key=lambda row: row.country):
        arranged = list(arranged)
        for value in {getattr(row, name) for row in arranged}:
            same = [row.category for row in arranged if getattr(row, name) == value]
            said = (country, None if len(same) == len(arranged) else same)
            alike.setdefault(value, []).append(said)
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
    """How many pools of a category had more spots than candidates, by their newest figures."""

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
    """What each fee came to in the newest season that it is known of, and what money to show."""
    newest = {}
    for fee in Fee.objects.public().with_source():  # the newest season first
        held = newest.setdefault(fee.kind, [fee])
        if held[0].season == fee.season and fee not in held:
            held.append(fee)
    funds = Requirement.objects.with_source().filter(dollars__isnull=False)
    return {"fees": [newest[kind] for kind in sorted(newest)], "funds": funds}


def countries():
    """The countries with an arrangement, and how many candidates the organizations had."""
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
