"""The weeks of all pools of a season: those that ran out, those that moved, and how many of each.

Pools inside pools are left out: their figures are parts of those of the pools around them.
"""

import dataclasses
import datetime
from collections import Counter, defaultdict
from functools import cached_property
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext

from ..charts import Line, LinesChart, Panel
from ..i18n.formats import grouped, month_and_day
from ..models import Category, Country, QuotaValue, Season, Source, WeeklyFigures
from ..models.quota import QuotaState, pool_address, quota_label
from .chances import SLACK, Doubt, Level, levels, phases, pool_days, pool_weeks
from .foot import foot_between
from .headlines import of_issued, unit_of_issued
from .phase_sentences import describe_few, describe_in_short

LONGEST_WEEK = datetime.timedelta(7) + SLACK


class Value(NamedTuple):
    """A value that a quota had from a day on."""

    state: str
    places: int | None
    as_of: datetime.date

    @property
    def label(self):
        return quota_label(self.state, self.places)


@dataclasses.dataclass(frozen=True)
class QuotaCourse:
    """The values of the quota of a pool that differ from the one before, the oldest first."""

    values: list[Value]

    @property
    def first(self):
        return self.values[0]

    @property
    def last(self):
        return self.values[-1]

    @property
    def changed(self):
        """Tell if it ever had another value."""
        return len(self.values) > 1

    @property
    def numbers(self):
        """The numbers that it had, without repetitions in a row."""
        found = [value.places for value in self.values if value.state == QuotaState.LIMITED]
        return [number for number, _run in groupby(found)]

    @property
    def moved(self):
        """Tell if its number ever changed."""
        return len(self.numbers) > 1


@dataclasses.dataclass(frozen=True)
class PoolSeason:
    """A pool with all its weeks in a season."""

    season: Season
    country: Country
    category: Category
    figures: list  # plain rows, the oldest first
    quota: QuotaCourse | None
    span: tuple[datetime.date, datetime.date]  # of the figures of all pools of the season

    def get_absolute_url(self):
        return pool_address(self.season, self.country, self.category)

    @property
    def latest(self):
        return self.figures[-1]

    @cached_property
    def weeks(self):
        return pool_weeks(self.figures)

    @cached_property
    def levels(self):
        return levels(self.weeks)

    @property
    def counted_levels(self):
        return [level for level in self.levels if level is not None]

    @cached_property
    def total(self):
        """The Range of the invitations of the season until its last day."""
        return pool_days(self.figures)[-1].total

    @property
    def sentence(self):
        """The share that was invited in the course of the season, or the reason for none."""
        told = describe_in_short(phases(self.weeks)) or describe_few(self.weeks)
        if told:
            return told
        if any(week.doubt == Doubt.NOBODY for week in self.weeks):
            return gettext("Nobody was waiting in any known week.")
        return gettext("No week is known well enough for a share.")

    @cached_property
    def ran_out_on(self):
        """The first day without spots, or None."""
        return next((each.as_of for each in self.figures if each.spots == 0), None)

    @cached_property
    def available_again_on(self):
        """The first day with spots after one without, or None."""
        if self.ran_out_on is None:
            return None
        later = (each for each in self.figures if each.as_of > self.ran_out_on)
        return next((each.as_of for each in later if each.spots or each.spots_word), None)

    @property
    def invited_nearly_all(self):
        """Tell if nearly everybody was invited in every week counted, with spots on every day."""
        counted = self.counted_levels
        return bool(counted) and set(counted) == {Level.NEARLY_ALL} and self.ran_out_on is None

    @property
    def facts(self):
        """The sentences about its spots, its quota and its newest figures, the last always."""
        return [*filter(None, (self.spots_in_words, self._quota_in_words)), self._newest_in_words]

    @property
    def spots_in_words(self):
        """The days on which spots ran out and came back in a sentence, or None."""
        if self.ran_out_on is None:
            return None
        words = {"day": month_and_day(self.ran_out_on)}
        if self.available_again_on is None:
            return gettext("No spots from %(day)s.") % words
        words["later"] = month_and_day(self.available_again_on)
        return gettext("No spots from %(day)s; some again on %(later)s.") % words

    @property
    def _quota_in_words(self):
        if self.quota is None or not self.quota.changed:
            return None
        first, last = self.quota.first, self.quota.last
        return gettext("Quota: %(first)s → %(last)s (last changed on %(day)s).") % {
            "first": first.label,
            "last": last.label,
            "day": month_and_day(last.as_of),
        }

    @property
    def _newest_in_words(self):
        candidates = self.latest.candidates
        words = {
            "invitations": grouped(self.total.least),
            "candidates": gettext("not given") if candidates is None else grouped(candidates),
            "day": month_and_day(self.latest.as_of),
        }
        sentence = (
            gettext("Invitations: %(invitations)s; candidates: %(candidates)s.")
            if self.total.is_known
            else gettext("Invitations: at least %(invitations)s; candidates: %(candidates)s.")
        ) % words
        if self.latest.as_of == self.span[1]:
            return sentence
        return f"{sentence} " + gettext("These are from %(day)s.") % words


def is_in_sum(week):
    """Tell if the invitations of a PoolWeek are known, and are those of a week alone."""
    return week.invitations.is_known and week.until - week.figures.as_of <= LONGEST_WEEK


class Issued(NamedTuple):
    """The invitations that are known between two days of figures."""

    since: datetime.date
    until: datetime.date
    invitations: int


class SeasonWeeks:
    """The pools of a season that have weekly figures, read in four queries."""

    def __init__(self, season):
        self.season = season

    def get_absolute_url(self):
        return reverse("season_weeks", args=(self.season.year,))

    @cached_property
    def by_pool(self):
        """The PoolSeason of each pool, by the ids of country and category."""
        rows = list(WeeklyFigures.objects.of_season_by_pool(self.season).filter(subpool=""))
        days = [row.as_of for row in rows]
        span = (min(days), max(days)) if days else None
        countries, categories = Country.objects.in_bulk(), Category.objects.names_only().in_bulk()
        courses = quota_courses(self.season)
        return {
            pool: PoolSeason(
                self.season,
                countries[pool[0]],
                categories[pool[1]],
                list(figures),
                courses.get(pool),
                span,
            )
            for pool, figures in groupby(rows, key=attrgetter("country_id", "category_id"))
        }

    @property
    def pools(self):
        return self.by_pool.values()

    @cached_property
    def days(self):
        """The days of which figures are held, the oldest first."""
        return sorted({each.as_of for pool in self.pools for each in pool.figures})

    @property
    def first_day(self):
        return self.days[0]

    @property
    def last_day(self):
        return self.days[-1]

    def narrowed(self, countries, categories):
        """Return pairs of each of `countries` and its pools in `categories`, if it has any."""
        pairs = (
            (
                country,
                [
                    pool
                    for category in categories
                    if (pool := self.by_pool.get((country.pk, category.pk)))
                ],
            )
            for country in countries
        )
        return [(country, pools) for country, pools in pairs if pools]

    @cached_property
    def _weeks(self):
        return [week for pool in self.pools for week in pool.weeks]

    @cached_property
    def issued_by_week(self):
        """The invitations of each week by its last day, of the pools of which they are known."""
        issued = Counter()
        for week in self._weeks:
            if is_in_sum(week):
                issued[week.until] += week.invitations.least
        return issued

    @cached_property
    def gaps(self):
        """The days between which no week is held, with what was issued in all this time."""
        gaps = {pair: 0 for pair in pairwise(self.days) if pair[1] - pair[0] > LONGEST_WEEK}
        for week in self._weeks:
            days = (week.figures.as_of, week.until)
            if days in gaps and week.invitations.is_known:
                gaps[days] += week.invitations.least
        return [Issued(*days, invitations) for days, invitations in gaps.items()]

    @property
    def weeks_in_all(self):
        return len(self._weeks)

    @property
    def weeks_left_out(self):
        """The pool-weeks that are in no sum."""
        return sum(not is_in_sum(week) for week in self._weeks)

    @cached_property
    def chart(self):
        """A drawing of the invitations by week, or None if fewer than two weeks are known."""
        if len(self.issued_by_week) < 2:
            return None
        days = self.days[1:]
        issued = [self.issued_by_week.get(day) for day in days]
        newest = WeeklyFigures.objects.filter(season=self.season, as_of=self.last_day)
        sources = Source.objects.filter(pk__in=newest.values("source"))
        return LinesChart(
            of_issued(self.issued_by_week),
            unit_of_issued(self.season.year),
            foot_between(self.last_day, self.last_day, sources),
            days,
            [Panel([Line(gettext("New invitations"), issued)])],
        )

    @property
    def issued(self):
        """Pairs of the last day of a week and its invitations, None where no week is held."""
        return [(day, self.issued_by_week.get(day)) for day in self.days[1:]]


def quota_courses(season):
    """Return the QuotaCourse of each quota of `season`, by the ids of country and category.

    To be announced is no value: a number that follows it does not move the quota.
    """
    values = QuotaValue.objects.filter(season=season).in_force()
    values = values.exclude(state=QuotaState.TO_BE_ANNOUNCED)
    found = defaultdict(list)
    for country, category, *facts in values.values_list(
        "country", "category", "state", "places", "as_of"
    ):
        value, of_pool = Value(*facts), found[country, category]
        if not of_pool or of_pool[-1][:2] != value[:2]:
            of_pool.append(value)
    return {pool: QuotaCourse(of_pool) for pool, of_pool in found.items()}
