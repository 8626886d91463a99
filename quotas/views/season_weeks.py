"""The page of a season week by week."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import TemplateView

from ..figures.season_sentences import (
    describe_gaps,
    describe_left_out,
    describe_open,
    describe_season,
    open_by_category,
)
from ..figures.season_weeks import SeasonWeeks
from ..figures.standing import standing_of
from ..figures.strips import strips_chart
from ..filters import CountryFilter
from ..models import Season
from .base import category_at, season_at
from .drawings import DrawingView
from .seasons import SEASON_PARAMETERS


class PoolFilter(CountryFilter):
    """The filters of a season's table, for a page that lists a pool a row."""

    @property
    def single_category(self):
        """The category that is shown alone, or None."""
        return self.category_columns[0] if len(self.category_columns) == 1 else None

    @property
    def other_order(self):
        """The order by country that the pools are not in."""
        return "-country" if self.order == "country" else "country"

    def query_with(self, **values):
        """Return the query string of the same pools with other `values`."""
        data = self.data.copy()
        for name, value in values.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        return data.urlencode()


class SeasonWeeksView(TemplateView):
    """All pools of a season, each with a strip of its weeks."""

    parameters = SEASON_PARAMETERS
    template_name = "quotas/season_weeks.html"

    def get_context_data(self, **kwargs):
        season = season_at(self.kwargs["year"])
        weeks, standing = SeasonWeeks(season), standing_of(season)
        context = super().get_context_data(**kwargs) | {
            "season": season,
            "parent": season,
            "standing": standing,
            "others": Season.objects.with_table()
            .filter(year__in=standing.calendar.figures)
            .exclude(pk=season.pk),
        }
        if not weeks.pools:
            return context
        filters = PoolFilter.of_season(season, self.request.GET)
        category = filters.single_category
        drawn = (season.year, category.local_slug) if category else (season.year,)
        groups = weeks.narrowed(filters.in_order, filters.category_columns)
        shown = sum(len(pools) for _country, pools in groups)
        return context | {
            "weeks": weeks,
            "sentences": describe_season(weeks, standing),
            "open_sentence": describe_open(weeks),
            "open_pools": open_by_category(weeks),
            "left_out": [describe_left_out(weeks), *describe_gaps(weeks)],
            "filter": filters,
            "groups": groups,
            "shown": shown,
            "other_way_round": filters.query_with(sort=filters.other_order),
            "category": category,
            "choices": category_choices(weeks, filters),
            "strips": (strips := strips_chart(weeks, category)),
            "picture": strips and reverse("strips_picture", args=drawn),
        }


def category_choices(weeks, filters):
    """Return the categories to choose from, and all: the name, the pools, the query, if shown."""
    counts = Counter(pool.category for pool in weeks.pools)
    choices = [
        (
            category.name,
            counts[category],
            filters.query_with(category=category.slug),
            filters.single_category == category,
        )
        for category in filters.categories
    ]
    slugs = [category.slug for category in filters.categories]
    is_all = filters.category_columns == filters.categories
    everything = (gettext("All"), len(weeks.pools), filters.query_with(category=slugs), is_all)
    return [*choices, everything]


class StripsDrawing(DrawingView):
    """The weeks of all pools of a season, in one category or in all."""

    def get_chart(self, year, slug=None):
        return strips_chart(SeasonWeeks(season_at(year)), slug and category_at(slug))
