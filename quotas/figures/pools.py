"""A pool with its quota, its weekly figures and the pools inside it."""

import dataclasses
from itertools import groupby

from django.utils.functional import cached_property

from ..models import Category, Country, Eligibility, Quota, QuotaValue, Season, WeeklyFigures
from ..models.quota import pool_address
from .seasons_chart import chart_of, nothing_known
from .weeks import Course


@dataclasses.dataclass(frozen=True)
class Pool:
    """A country and a category in a season, and what we hold of it, read when first used."""

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
        """The country, whose page is above that of the pool."""
        return self.country

    def get_absolute_url(self):
        return pool_address(self.season, self.country, self.category)

    @property
    def exists(self):
        """Tell if a figure, now or earlier, or the arrangement of the country names it."""
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
    def later_value(self):
        """The last value that a source gave after the day of the quota, or None."""
        values = QuotaValue.objects.of_pool(self.season, self.country, self.category)
        return values.later_than_quotas().with_source().last()

    @cached_property
    def eligibility(self):
        """The conditions, or None if the arrangement of the country does not list it."""
        eligibility = Eligibility.objects.filter(country=self.country, category=self.category)
        return eligibility.with_source().first()

    @cached_property
    def figures(self):
        """Its weekly figures, each with the season, country and category of the pool."""
        pool = (self.season, self.country, self.category)
        figures = WeeklyFigures.objects.of_pool(*pool)
        held = list(figures.with_source().order_by("subpool", "as_of"))
        for each in held:
            each.season, each.country, each.category = pool
        return held

    @cached_property
    def courses(self):
        """Its own course first, then those of the pools inside it."""
        by_pool = groupby(self.figures, key=lambda figures: figures.subpool)
        return [Course(name, list(figures)) for name, figures in by_pool]

    @property
    def course(self):
        """Its own course, or None if no week is held."""
        return next((course for course in self.courses if not course.name), None)

    @property
    def inner_courses(self):
        return [course for course in self.courses if course.name]

    @cached_property
    def chart(self):
        """A chart of its weeks, or else of its quota up to the season, or that none is held."""
        if self.course and self.course.chart:
            return self.course.chart
        if self.quota is None:
            return nothing_known(self.name)
        self.quota.season, self.quota.category = self.season, self.category
        quotas = [*self.in_other_seasons, self.quota]
        upto = [quota for quota in quotas if quota.season.year <= self.season.year]
        return chart_of(self.country.name, upto, [self.category])

    @cached_property
    def latest_before(self):
        """The latest quota of an earlier season, or None."""
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


def pools_without_figure():
    """Return the pools that partial seasons list without a quota."""
    seasons = list(Season.objects.with_table().filter(is_partial=True))
    held = set(
        Quota.objects.filter(season__in=seasons).values_list("season", "country", "category")
    )
    arrangements = list(Eligibility.objects.with_names())
    return [
        Pool(season, arranged.country, arranged.category)
        for season in seasons
        for arranged in arrangements
        if (season.pk, arranged.country_id, arranged.category_id) not in held
    ]
