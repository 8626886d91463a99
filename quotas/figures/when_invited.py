"""The time and the chance of an invitation in a pool: a sentence, a chart and table cells."""

import dataclasses
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

from ..charts import Line, LinesChart, Panel
from ..models import Season, WeeklyFigures
from .amounts import percent, percent_between
from .chances import HORIZONS, curve, phases, pool_weeks
from .foot import foot_of
from .headlines import of_chances, unit_of
from .phase_sentences import describe, describe_few, describe_in_short

LOOKS = ("first", "second", "third")  # of the HORIZONS
MOST_TELLING = (4, 1, 12)  # of the HORIZONS: a month is what people plan with


@dataclasses.dataclass(frozen=True)
class WhenInvited:
    """The chances of somebody in a pool over its weekly figures, the oldest first."""

    figures: list

    @cached_property
    def weeks(self):
        """The PoolWeeks, the oldest first."""
        return pool_weeks(self.figures)

    @cached_property
    def sentence(self):
        """The share of the pool invited over the season, in words; None if nobody was waiting."""
        return describe(phases(self.weeks)) or describe_few(self.weeks)

    @cached_property
    def points(self):
        """The Points of the days with enough candidates, by day."""
        return {point.figures.as_of: point for point in curve(self.figures)}

    @cached_property
    def horizons(self):
        """The heads of the columns of chances; none without a chance."""
        if not self._known:
            return []
        return [
            ngettext("Invited within %(weeks)s week", "Invited within %(weeks)s weeks", weeks)
            % {"weeks": weeks}
            for weeks in HORIZONS
        ]

    @cached_property
    def _known(self):
        return any(any(point.within.values()) for point in self.points.values())

    def cells(self, figures):
        """Return the chances of the weekly `figures` in words, one for each of the horizons."""
        if not self._known:
            return []
        point = self.points.get(figures.as_of)
        if point is None:
            return [gettext("too few") if figures.candidates is not None else "–"] * len(HORIZONS)
        return [
            percent_between(*chance) if chance else gettext("not known")
            for chance in point.within.values()
        ]

    @cached_property
    def chart(self):
        """A drawing of the chances that are one number, or None if no two days have one."""
        held = {
            weeks: [(day, share) for day, share in self._chances(weeks) if share is not None]
            for weeks in MOST_TELLING
        }
        telling = next((weeks for weeks, days in held.items() if len(days) > 1), None)
        if telling is None:
            return None
        lines = [
            Line(_within(weeks), [_per_cent(share) for _day, share in self._chances(weeks)], look)
            for weeks, look in zip(HORIZONS, LOOKS, strict=True)
        ]
        title = gettext("The chance of an invitation, by the day on which somebody was in the pool")
        return LinesChart(
            of_chances(telling, held[telling][0], held[telling][-1]),
            unit_of(self.figures[-1], title),
            foot_of(self.figures[-1:]),
            [week.as_of for week in self.figures],
            [Panel([line for line in lines if line.is_held])],
            lambda value: percent(value / 100),
        )

    def _chances(self, weeks):
        """Pairs of each day and its chance within so many `weeks`, None unless it is one number."""
        for figures in self.figures:
            point = self.points.get(figures.as_of)
            chance = point and point.within[weeks]
            yield figures.as_of, chance.least if chance and chance.is_known else None


def _within(weeks):
    return ngettext("Within %(weeks)s week", "Within %(weeks)s weeks", weeks) % {"weeks": weeks}


def _per_cent(share):
    return None if share is None else 100 * share


A_QUARTER = 12  # weeks: fewer of a season say little of it


@dataclasses.dataclass(frozen=True)
class SeasonInvited:
    """The share of a pool that was invited over one season, in a sentence."""

    season: Season
    sentence: str


def invited_lately(countries, seasons):
    """Return a SeasonInvited by the ids of country and category, in two queries.

    It is of the newest of the last two `seasons` with weekly figures that is a quarter over, or
    else of the newest. `seasons` are the newest first.
    """
    held = WeeklyFigures.objects.days_by_season()
    last = [season for season in seasons if season.year in held][:2]
    rows = WeeklyFigures.objects.filter(season__in=last, country__in=countries, subpool="")
    weeks = {
        pool: pool_weeks(list(figures))
        for pool, figures in groupby(
            rows.plain_by_pool(), lambda row: (row.season_id, row.country_id, row.category_id)
        )
    }
    found = {}
    for season in sorted(last, key=lambda season: season.year):
        for (season_id, *pool), of_season in weeks.items():
            if season_id == season.pk and (tuple(pool) not in found or len(of_season) >= A_QUARTER):
                sentence = describe_in_short(phases(of_season)) or describe_few(of_season)
                if sentence:
                    found[tuple(pool)] = SeasonInvited(season, sentence)
    return found
