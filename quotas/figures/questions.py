"""The figures under the answers to questions, computed whenever a page is read."""

import dataclasses
import datetime
from itertools import groupby

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date, on_days
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
from ..models.weekly_figures import Rating, Word
from .comparison import SeasonComparison
from .fees import Totals
from .ratings import RATINGS, RatedWeeks, ratings_of
from .standing import standing_of
from .weeks import Course

LAST_SEASONS = 3
LAST_WEEKS = 6
WEEK = datetime.timedelta(days=7)
MOST_POOLS = 12
MOST_BEYOND = 6


def live_figures(question):
    """Return the live figures of a question by name; empty if it has none.

    Those called `today` are sentences, which stand right under the short answer.
    """
    return LIVE[question.live]() if question.live else {}


def newest_week(known):
    """Return the figures of the newest week that has figures of which `known`, a Q, is true.

    The week is that of the newest season with such figures: the seven days that end with their
    newest day. Each pool has its newest row of them.
    """
    held = WeeklyFigures.objects.public().of_main_pools().filter(known)
    newest = held.filter(season=OuterRef("pk")).order_by("-as_of").values("as_of")[:1]
    seasons = Season.objects.published().annotate(newest=Subquery(newest))
    season = seasons.filter(newest__isnull=False).order_by("-year").first()
    if season is None:
        return []
    week = held.filter(season=season, as_of__gt=season.newest - WEEK).with_names().with_source()
    pools = {(row.country_id, row.category_id): row for row in week.order_by("as_of")}
    return sorted(pools.values(), key=_by_name)


def _by_name(row):
    return getattr(row.country, f"sort_{language()}"), row.category.position


def origins(rows):
    """Return a row of each day and source that `rows` come from, the newest first."""
    found = {(row.as_of, row.source_id): row for row in rows}
    return sorted(found.values(), key=lambda row: row.as_of, reverse=True)


def days_of(rows):
    """Return the day of `rows` in words, or the days from the first to the last."""
    days = [row.as_of for row in rows]
    return on_days(min(days), max(days)) if days else ""


@dataclasses.dataclass(frozen=True)
class Rated:
    """A chance rating, the pools that have it, and what followed it in their season, if known."""

    rating: Rating
    pools: list[WeeklyFigures]
    followed: RatedWeeks | None

    @property
    def lowest(self):
        return self.rating.percentages[0]

    @property
    def highest(self):
        return self.rating.percentages[1]

    @property
    def is_long(self):
        return len(self.pools) > MOST_POOLS


def chances():
    """Return the pools of the newest week by their rating, and what followed it in their season."""
    pools = newest_week(Q(rating__gt=Rating.NOT_APPLICABLE))
    season = ratings_of([pools[0].season])[0] if pools else None
    followed = season.ratings if season else [None] * len(RATINGS)
    return {
        "pools": pools,
        "origins": origins(pools),
        "days": season and season.days,
        "ratings": [
            Rated(rating, [pool for pool in pools if pool.rating == rating], weeks)
            for rating, weeks in zip(RATINGS, followed, strict=True)
        ],
    }


def spots():
    """Return the pools with the most candidates, how many have spots known, and how many none."""
    pools = newest_week(Q(spots__isnull=False) | Q(spots_word=Word.UNLIMITED))
    by_candidates = sorted(pools, key=lambda pool: pool.candidates or 0, reverse=True)
    return {
        "today": [spots_left(pools)] if pools else [],
        "pools": by_candidates[:MOST_POOLS],
        "origins": origins(pools),
    }


def spots_left(pools):
    """Return in words how many of the `pools` of a week had no spot left."""
    held = ngettext(
        "For %(year)s we have spots for %(count)s pool.",
        "For %(year)s we have spots for %(count)s pools.",
        len(pools),
    ) % {"year": pools[0].season.year, "count": len(pools)}
    full = sum(pool.spots == 0 for pool in pools)
    if not full:
        left = gettext("All had some left %(days)s.")
    else:
        left = ngettext(
            "%(full)s had none left %(days)s.",
            "%(full)s had none left %(days)s.",
            full,
        )
    return f"{held} {left % {'full': full, 'days': days_of(pools)}}"


@dataclasses.dataclass(frozen=True)
class Invited:
    """The invitations of a season that the pools of one country had had by their newest day."""

    country: Country
    pools: list[WeeklyFigures | None]  # one for each category

    @property
    def total(self):
        return grouped(sum(pool.invitations for pool in self.pools if pool))


def invited():
    """Return the invitations of the newest season by country and category."""
    pools = newest_week(Q(invitations__isnull=False))
    categories = list(Category.objects.names_only())
    rows = []
    for country, held in groupby(pools, key=lambda pool: pool.country):
        by_category = {pool.category_id: pool for pool in held}
        rows.append(Invited(country, [by_category.get(each.pk) for each in categories]))
    return {
        "today": [invitations_in_all(pools)] if pools else [],
        "pools": pools,
        "categories": categories,
        "rows": rows,
        "origins": origins(pools),
    }


def invitations_in_all(pools):
    """Return in words the invitations of a season, by the newest week of its `pools`."""
    count = sum(pool.invitations for pool in pools)
    words = {
        "count": grouped(count),
        "year": pools[0].season.year,
        "day": long_date(max(pool.as_of for pool in pools)),
    }
    if not count:
        return gettext("No invitation of the %(year)s season had been issued by %(day)s.") % words
    return (
        ngettext(
            "%(count)s invitation of the %(year)s season had been issued by %(day)s, in all "
            "countries and categories.",
            "%(count)s invitations of the %(year)s season had been issued by %(day)s, in all "
            "countries and categories.",
            count,
        )
        % words
    )


def invitations():
    """Return the pools of the newest week whose invitations went furthest beyond their quota."""
    pools = newest_week(Q(invitations__isnull=False, quota__isnull=False))
    beyond = [pool for pool in pools if pool.invitations > pool.quota]
    beyond.sort(key=lambda pool: pool.quota - pool.invitations)
    return {"pools": beyond[:MOST_BEYOND], "origins": origins(beyond[:MOST_BEYOND])}


def days():
    """Return the standing of the current season and the calendar of the newest seasons."""
    current = Season.objects.current()
    known = SeasonDay.objects.public().values_list("season__year", flat=True)
    years = list(known.order_by("-season__year").distinct()[:LAST_SEASONS])
    held = SeasonDay.objects.public().filter(season__year__in=years).with_source()
    standing = standing_of(current) if current else None
    return {
        "today": [f"{standing.sentence} {standing.next_sentence}"] if standing else [],
        "calendar": by_season_and("event", held, SeasonDay.Event),
        "events": SeasonDay.Event.labels,
    }


def weeks():
    """Return the last weeks of the pool with the most candidates in the newest week."""
    pools = newest_week(Q())
    if not pools:
        return {}
    pool = max(pools, key=lambda pool: pool.candidates or 0)
    held = WeeklyFigures.objects.public().of_main_pools()
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
        "origins": origins(rows),
    }


def participations():
    return by_condition("participations")


def ages():
    return by_condition("oldest")


def stays():
    return by_condition("longest_stay")


@dataclasses.dataclass(frozen=True)
class Waiting:
    """The pools of a category in the newest week, and those with more spots than candidates."""

    category: Category
    pools: list[WeeklyFigures]

    @property
    def season(self):
        return self.pools[0].season

    @property
    def with_room(self):
        """The number of pools with more spots than candidates; unlimited spots are more."""
        return sum(pool.spots is None or pool.spots > pool.candidates for pool in self.pools)

    @property
    def origins(self):
        return origins(self.pools)


def waiting():
    spots = Q(spots__isnull=False) | Q(spots_word=Word.UNLIMITED)
    by_category = {}
    for pool in newest_week(spots & Q(candidates__isnull=False)):
        by_category.setdefault(pool.category, []).append(pool)
    categories = sorted(by_category, key=lambda category: category.position)
    return {"rows": [Waiting(category, by_category[category]) for category in categories]}


def offers():
    return {"categories": Category.objects.all()}


def fees():
    """Return the sums by category, each fee of the newest season that has it, and the funds."""
    newest = {}
    for fee in Fee.objects.public().with_source():  # the newest season first
        held = newest.setdefault(fee.kind, [fee])
        if held[0].season == fee.season and fee not in held:
            held.append(fee)
    totals = Totals.of(Category.objects.all()).totals
    return {
        "today": [f"{total.sentence}. {total.remark}" for total in totals],
        "fees": [newest[kind] for kind in sorted(newest)],
        "funds": Requirement.objects.with_source().filter(dollars__isnull=False),
    }


def countries():
    """Return the countries with an arrangement, and the figures of the organizations."""
    arranged = Eligibility.objects.values("country")
    return {
        "countries": Country.objects.filter(pk__in=arranged).by_name(),
        "origins": origins(Eligibility.objects.with_source()),
        "organizations": WeeklyFigures.objects.public().of_organizations().with_source().first(),
    }


def deadlines():
    return {"steps": Step.objects.with_deadline().with_source()}


LIVE = {
    Question.Live.CHANCES: chances,
    Question.Live.SPOTS: spots,
    Question.Live.INVITATIONS: invitations,
    Question.Live.INVITED: invited,
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
