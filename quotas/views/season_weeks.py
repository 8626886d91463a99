"""The page of a season week by week."""

from django.views.generic import TemplateView

from ..figures.season_sentences import (
    describe_gaps,
    describe_left_out,
    describe_open,
    describe_season,
    open_by_category,
)
from ..figures.season_weeks import COUNTED_LEGEND, LEFT_OUT_LEGEND, SeasonWeeks
from ..figures.standing import standing_of
from ..filters import CountryFilter
from .base import season_at
from .seasons import SEASON_PARAMETERS


class SeasonWeeksView(TemplateView):
    """All pools of a season, each with a strip of its weeks."""

    parameters = SEASON_PARAMETERS
    template_name = "quotas/season_weeks.html"

    def get_context_data(self, **kwargs):
        season = season_at(self.kwargs["year"])
        weeks, standing = SeasonWeeks(season), standing_of(season)
        context = super().get_context_data(**kwargs) | {
            "season": season,
            "standing": standing,
            "others": [each for each in standing.calendar.figures if each != season.year],
        }
        if not weeks.pools:
            return context
        filters = CountryFilter.of_season(season, self.request.GET)
        return context | {
            "weeks": weeks,
            "sentences": describe_season(weeks, standing),
            "open_sentence": describe_open(weeks),
            "open_pools": open_by_category(weeks),
            "left_out": [describe_left_out(weeks), *describe_gaps(weeks)],
            "filter": filters,
            "groups": (groups := weeks.narrowed(filters.in_order, filters.category_columns)),
            "shown": sum(len(pools) for _country, pools in groups),
            "other_way_round": other_way_round(filters),
            "legend": COUNTED_LEGEND,
            "left_out_legend": LEFT_OUT_LEGEND,
        }


def other_way_round(filters):
    """Return the query string of the same pools by country, in the order that they are not in."""
    data = filters.data.copy()
    data["sort"] = "-country" if filters.order == "country" else "country"
    return data.urlencode()
