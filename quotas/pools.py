"""One pool and what we hold of it: its quota, its weeks, and the pools inside it."""

import dataclasses
import datetime
from itertools import groupby, pairwise

from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _

from .charts import Cell, Line, LineChart, SeasonsChart, Series
from .models import Category, Country, Eligibility, Quota, QuotaValue, Season, WeeklyFigures
from .models.quota import QuotaState, pool_address
from .validators import LAST_YEAR

PACE_DAYS = 28
FEWEST_WEEKS = 3


@dataclasses.dataclass(frozen=True)
class Week:
    """The figures of one day, with the invitations issued since the day before them."""

    figures: WeeklyFigures
    since: datetime.date | None = None
    new_invitations: int | None = None

    @property
    def change(self):
        """The new invitations with their sign; a source may take some back."""
        sign = "−" if self.new_invitations < 0 else "+"
        return sign + number_format(abs(self.new_invitations), force_grouping=True)


@dataclasses.dataclass(frozen=True)
class Pace:
    """How fast spots went over the last weeks, and when none would be left."""

    first_day: datetime.date
    last_day: datetime.date
    weeks: int
    spots_a_week: float
    runs_out_on: datetime.date | None


@dataclasses.dataclass
class Course:
    """One pool’s weekly figures, oldest first; with a `name` if it is inside another pool."""

    name: str
    figures: list[WeeklyFigures]

    @property
    def latest(self):
        return self.figures[-1]

    @property
    def weeks(self):
        """Each day's figures, the newest first."""
        weeks = [Week(self.figures[0])]
        for before, now in pairwise(self.figures):
            known = None not in (before.invitations, now.invitations)
            weeks.append(
                Week(
                    now,
                    since=before.as_of,
                    new_invitations=now.invitations - before.invitations if known else None,
                )
            )
        return weeks[::-1]

    @property
    def chart(self):
        """A drawing of the weeks, or None if no week has a number."""
        lines = [
            Line(str(name), [getattr(figures, column) for figures in self.figures])
            for column, name in (
                ("spots", _("Spots available")),
                ("candidates", _("Candidates")),
                ("invitations", _("Invitations issued")),
            )
        ]
        drawn = [line for line in lines if any(value is not None for value in line.values)]
        if not drawn:
            return None
        title = gettext("Spots, candidates and invitations by week")
        return LineChart(title, [figures.as_of for figures in self.figures], drawn)

    @property
    def pace(self):
        """How fast spots go, or None where fewer than three late weeks tell it or none is left.

        None too where they would last beyond any season.
        """
        newest = self.latest.as_of
        late = [
            figures
            for figures in self.figures
            if figures.spots is not None and (newest - figures.as_of).days <= PACE_DAYS
        ]
        if len(late) < FEWEST_WEEKS or late[-1] is not self.latest or not self.latest.spots:
            return None
        first, last = late[0], late[-1]
        days = (last.as_of - first.as_of).days
        a_day = (first.spots - last.spots) / days
        runs_out_on = None
        if a_day > 0:
            days_left = round(last.spots / a_day)
            if days_left > (datetime.date(LAST_YEAR, 12, 31) - last.as_of).days:
                return None
            runs_out_on = last.as_of + datetime.timedelta(days=days_left)
        return Pace(
            first_day=first.as_of,
            last_day=last.as_of,
            weeks=len(late),
            spots_a_week=a_day * 7,
            runs_out_on=runs_out_on,
        )


@dataclasses.dataclass(frozen=True)
class Pool:
    """A country, a category and a season, with all that we hold of them."""

    season: Season
    country: Country
    category: Category

    def __str__(self):
        return f"{self.name}, {self.season.year}"

    @property
    def name(self):
        return f"{self.country.name}, {self.category.name}"

    @property
    def parent(self):
        """What the page above its own is about."""
        return self.country

    def get_absolute_url(self):
        return pool_address(self.season, self.country, self.category)

    @property
    def exists(self):
        """Whether anything tells of it: a figure, now or once, or its country's arrangement."""
        return bool(
            self.quota
            or self.eligibility
            or self.figures
            or QuotaValue.objects.of_pool(self.season, self.country, self.category).exists()
        )

    @cached_property
    def quota(self):
        """Its quota, or None if no figure is held."""
        quotas = Quota.objects.filter(
            season=self.season, country=self.country, category=self.category
        )
        return quotas.with_source().first()

    @cached_property
    def eligibility(self):
        """Who can apply, or None if its country's arrangement does not list it."""
        eligibility = Eligibility.objects.filter(country=self.country, category=self.category)
        return eligibility.with_source().first()

    @cached_property
    def figures(self):
        """Its weekly figures, each with what it belongs to, which is known already."""
        pool = (self.season, self.country, self.category)
        figures = WeeklyFigures.objects.of_pool(*pool)
        held = list(figures.with_source().order_by("subpool", "as_of"))
        for each in held:
            each.season, each.country, each.category = pool
        return held

    @cached_property
    def courses(self):
        """Its own weeks first, then those of the pools inside it."""
        by_pool = groupby(self.figures, key=lambda figures: figures.subpool)
        return [Course(name, list(figures)) for name, figures in by_pool]

    @property
    def course(self):
        """Its own weeks, or None if there are none."""
        return next((course for course in self.courses if not course.name), None)

    @property
    def inner_courses(self):
        return [course for course in self.courses if course.name]

    @cached_property
    def latest_before(self):
        """Its quota in the latest earlier season of which one is held, or None."""
        quotas = Quota.objects.public().filter(country=self.country, category=self.category)
        return quotas.before(self.season).with_names().with_source().last()

    @cached_property
    def in_other_seasons(self):
        quotas = Quota.objects.public().filter(country=self.country, category=self.category)
        others = quotas.exclude(season=self.season)
        return list(others.with_names().with_source().newest_first())

    @cached_property
    def in_other_categories(self):
        quotas = Quota.objects.filter(country=self.country, season=self.season)
        others = quotas.exclude(category=self.category)
        return list(others.with_names().order_by("category__position"))


def by_season(quotas, categories):
    """A row for each season of `quotas`, the newest first: the season, and a quota or None for
    each of `categories`.
    """
    rows = {}
    for quota in sorted(quotas, key=lambda quota: -quota.season.year):
        rows.setdefault(quota.season, {})[quota.category_id] = quota
    return [
        (season, [(category, held.get(category.pk)) for category in categories])
        for season, held in rows.items()
    ]


def alike(conditions):
    """The `conditions` of one country, each with the names of the categories that share it."""
    shared = {}
    for eligibility in conditions:
        shared.setdefault(eligibility.said, []).append(eligibility)
    return [
        (", ".join(eligibility.category.name for eligibility in same), same[0])
        for same in shared.values()
    ]


def chart_of_seasons(quotas, categories):
    """A drawing of the `quotas` of one country, or None where fewer than two seasons are held."""
    years = [quota.season.year for quota in quotas]
    if len(set(years)) < 2:
        return None
    held = {
        (quota.category_id, quota.season.year): Cell(quota.label, quota.places, quota.state)
        for quota in quotas
    }
    years = range(min(years), max(years) + 1)
    series = [
        Series(category.name, [held.get((category.pk, year)) for year in years])
        for category in categories
    ]
    return SeasonsChart(gettext("Quotas by season"), list(years), series)


@dataclasses.dataclass(frozen=True)
class Turn:
    """A category that began, ended, was capped or lost its cap from one season held to the next."""

    category: Category
    before: Quota
    after: Quota


OPEN_ENDED = {QuotaState.NOT_OFFERED, QuotaState.UNLIMITED}


def turns(quotas):
    """The turns in the `quotas` of one country, the newest first."""
    found = []
    in_order = sorted(quotas, key=lambda quota: (quota.category.position, quota.season.year))
    for category, held in groupby(in_order, key=lambda quota: quota.category):
        for before, after in pairwise(held):
            if before.state != after.state and {before.state, after.state} & OPEN_ENDED:
                found.append(Turn(category, before, after))
    return sorted(found, key=lambda turn: -turn.after.season.year)
