"""The chance ratings of pools beside what followed them.

A rating is of one round: it predicts the share of the candidates that is invited in it. Beside it
stands the share of the `PoolWeek` that began with it. Weeks whose share is doubtful are left out,
and counted by their Doubt; pools inside pools are left out too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import inf
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from ..charts import RatingOutcome, RatingsChart
from ..models import Category, Season, Source, WeeklyFigures
from ..models.weekly_figures import Rating
from .amounts import percent
from .chances import Doubt, PoolWeek, pool_weeks
from .foot import foot_between
from .rating_words import (
    describe,
    describe_outcome,
    headline_of_chart,
    spread_in_words,
    title_of_chart,
)

RATINGS = tuple(rating for rating in Rating if rating.percentages)  # the best first
NO_RATING = (Rating.NOT_APPLICABLE, None)


class Spread(NamedTuple):
    """The shares of three weeks: one at the end of the lowest tenth, the middle one, and the one
    at the start of the highest tenth.
    """

    lowest: float
    median: float
    highest: float


def nearest_rank(ordered, tenths):
    """Return the smallest of `ordered` values that so many `tenths` of them do not exceed.

    https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method
    """
    return ordered[-(-len(ordered) * tenths // 10) - 1]


def bounds_of(rating):
    """Return the share from which a `rating` is right, and the one from which it is too low.

    So that there is no hole between 19 and 20 per cent, a span ends where the next one begins;
    that of the best rating has no end.
    """
    lowest, highest = rating.percentages
    return lowest / 100, inf if rating == RATINGS[0] else (highest + 1) / 100


@dataclass(frozen=True)
class RatedWeeks:
    """The weeks of a season that began with a rating; of all categories together without one."""

    season: Season
    category: Category | None
    rating: Rating
    weeks: list[PoolWeek]

    @property
    def lowest(self):
        """The start of the span that the rating predicts, in per cent."""
        return self.rating.percentages[0]

    @property
    def highest(self):
        """The end of that span."""
        return self.rating.percentages[1]

    @cached_property
    def counted(self):
        """The weeks whose share is counted."""
        return [week for week in self.weeks if week.doubt is None]

    @cached_property
    def left_out(self):
        """The number of weeks that are not counted, by their Doubt."""
        return Counter(week.doubt for week in self.weeks if week.doubt is not None)

    @property
    def left_out_count(self):
        """The number of weeks that are not counted."""
        return len(self.weeks) - len(self.counted)

    @property
    def first_day(self):
        """The day on which the first week counted began, or None."""
        return min((week.figures.as_of for week in self.counted), default=None)

    @property
    def last_day(self):
        """The day on which the last week counted ended, or None."""
        return max((week.until for week in self.counted), default=None)

    @cached_property
    def candidates(self):
        """The candidates of all weeks counted: somebody who waited for two weeks counts twice."""
        return sum(week.figures.candidates for week in self.counted)

    @cached_property
    def invited(self):
        """The candidates that were invited, in a week at most as many as there were."""
        return sum(week.invited for week in self.counted)

    @property
    def share(self):
        """The share of all candidates that was invited, or None if no week is counted."""
        return self.invited / self.candidates if self.counted else None

    @cached_property
    def shares(self):
        """The share of each week counted, the smallest first."""
        return sorted(week.invited / week.figures.candidates for week in self.counted)

    @cached_property
    def spread(self):
        """The Spread of the shares, or None if no week is counted."""
        return Spread(*(nearest_rank(self.shares, n) for n in (1, 5, 9))) if self.shares else None

    @property
    def without_invitation(self):
        """The number of weeks counted in which nobody was invited."""
        return self.shares.count(0)

    @property
    def below(self):
        """The number of weeks counted whose share is below the span predicted."""
        start, _end = bounds_of(self.rating)
        return sum(share < start for share in self.shares)

    @property
    def within(self):
        """The number of weeks counted whose share is within it."""
        start, end = bounds_of(self.rating)
        return sum(start <= share < end for share in self.shares)

    @property
    def above(self):
        """The number of weeks counted whose share is above it."""
        _start, end = bounds_of(self.rating)
        return sum(share >= end for share in self.shares)

    @property
    def has_above(self):
        """Tell if a share can be above the span predicted."""
        return bounds_of(self.rating)[1] != inf

    @property
    def share_label(self):
        """The share in per cent, or None."""
        return percent(self.share) if self.counted else None

    @property
    def spread_labels(self):
        """The spread in words, a part for each of its shares."""
        return spread_in_words(self.spread, len(self.counted)) if self.counted else []


class Reason(NamedTuple):
    """A Doubt and the number of weeks that it left out, after each rating and in all."""

    doubt: Doubt
    by_rating: list[tuple[RatedWeeks, int]]
    total: int


@dataclass(frozen=True)
class SeasonRatings:
    """The RatedWeeks of each of RATINGS in a season; of all categories together without one.

    `unrated` is the number of weeks without a rating, `sources` are those of the season's weeks.
    """

    season: Season
    category: Category | None
    ratings: list[RatedWeeks]
    unrated: int
    sources: Iterable = ()

    @cached_property
    def known(self):
        """The ratings of which a week is counted."""
        return [rated for rated in self.ratings if rated.counted]

    @property
    def days(self):
        """The first day of the first week counted and the last day of the last one, or None."""
        if not self.known:
            return None
        first_days = (rated.first_day for rated in self.known)
        return min(first_days), max(rated.last_day for rated in self.known)

    @property
    def largest(self):
        """The week counted with the most candidates, or None."""
        counted = (week for rated in self.known for week in rated.counted)
        return max(counted, key=lambda week: week.figures.candidates, default=None)

    @property
    def sentence(self):
        """The share that followed each rating, in words."""
        return describe(self)

    @cached_property
    def chart(self):
        """A drawing of the shares beside the spans predicted."""
        outcomes = [
            RatingOutcome(
                rated.rating.label,
                bounds_of(rated.rating),
                rated.share,
                rated.spread,
                rated.share_label or "",
                describe_outcome(rated),
            )
            for rated in self.ratings
        ]
        foot = foot_between(*self.days, self.sources) if self.days else ""
        return RatingsChart(headline_of_chart(self), title_of_chart(self), foot, outcomes)

    @property
    def reasons(self):
        """The Reasons for which any week was left out."""
        reasons = []
        for doubt in Doubt:
            by_rating = [(rated, rated.left_out[doubt]) for rated in self.ratings]
            total = sum(count for _rated, count in by_rating)
            reasons += [Reason(doubt, by_rating, total)] if total else []
        return reasons

    @property
    def left_out(self):
        """The number of weeks with a rating that are not counted."""
        return sum(rated.left_out_count for rated in self.ratings)


def seasons_with_ratings():
    """Return the published seasons in which a main pool had a rating, the newest first."""
    rated = WeeklyFigures.objects.of_main_pools().filter(rating__in=RATINGS)
    held = Season.objects.published().filter(Exists(rated.filter(season=OuterRef("pk"))))
    return held.order_by("-year")


def ratings_of(seasons, categories=()):
    """Return the SeasonRatings of `seasons`, in their order, from one query.

    Those of each are of all categories together, and then of each of the `categories`. Their
    sources are read when first used.
    """
    weeks = _weeks_of(seasons)
    sources = {season: Source.objects.filter(pk__in=_sources_of(season)) for season in seasons}
    return [
        SeasonRatings(
            season,
            category,
            [
                RatedWeeks(season, category, rating, _chosen(weeks, season, category, rating))
                for rating in RATINGS
            ],
            sum(len(_chosen(weeks, season, category, none)) for none in NO_RATING),
            sources[season],
        )
        for season in seasons
        for category in (None, *categories)
    ]


def _weeks_of(seasons):
    """Return the PoolWeeks of the main pools of `seasons` by season, rating and category."""
    pool = ("season_id", "country_id", "category_id")
    rows = WeeklyFigures.objects.of_main_pools().filter(season__in=seasons).plain_by_pool()
    weeks = defaultdict(lambda: defaultdict(list))
    for (season, _country, category), figures in groupby(rows, key=attrgetter(*pool)):
        for week in pool_weeks(list(figures)):
            weeks[season, week.figures.rating][category].append(week)
    return weeks


def _sources_of(season):
    return WeeklyFigures.objects.of_main_pools().filter(season=season).values("source")


def _chosen(weeks, season, category, rating):
    by_category = weeks[season.pk, rating]
    if category:
        return by_category[category.pk]
    return [week for held in by_category.values() for week in held]
