"""The quota of a pool at the same point of two seasons.

A quota moves in the course of its season, so its value of one February is not held against that of
another October. Where the newest values that are held of two seasons are of different times of
the year, the earlier of these times is taken for both.
"""

import dataclasses
import datetime

from ..models import Quota, QuotaValue
from ..models.quota import QuotaState
from .standing import Calendar

A_WEEK = 7  # days: the weeks of two seasons do not begin on the same day
TOLERANCE = 31  # days by which two points of a season may differ and still be called the same


@dataclasses.dataclass(frozen=True)
class QuotaHistory:
    """A quota, the values that it had, the oldest first, and the last day of its season."""

    quota: Quota
    values: list[QuotaValue]
    ends_on: datetime.date

    @property
    def last(self):
        """The value that was true last: the quota, unless a later one is held beside it."""
        if self.values and self.values[-1].as_of > self.quota.as_of:
            return self.values[-1]
        return self.quota

    def point_of(self, value):
        """Return the day of a value, counted from New Year; one after the season is its last."""
        day = min(value.as_of, self.ends_on)
        return (day - datetime.date(self.quota.season.year, 1, 1)).days

    def at(self, point):
        """Return the value that held at a point, or None if none is known of about that time."""
        values = self.values or [self.quota]
        first = self.point_of(values[0])
        if first > point + TOLERANCE:
            return None
        latest = max(first, point + A_WEEK)
        value = [each for each in values if self.point_of(each) <= latest][-1]
        day = datetime.date(self.quota.season.year, 1, 1) + datetime.timedelta(days=point)
        return OnDay(value, max(day, value.as_of))


@dataclasses.dataclass(frozen=True)
class OnDay:
    """The value of a quota on a day."""

    value: Quota | QuotaValue
    day: datetime.date

    @classmethod
    def last_of(cls, history):
        return history and cls(history.last, history.last.as_of)

    def says_as(self, other):
        mine, others = self.value, other.value
        return (mine.state, mine.places) == (others.state, others.places)


def at_same_point(first, second):
    """Return the values of two QuotaHistory at the latest point that both reach.

    One is None where nothing is known of that point.
    """
    points = first.point_of(first.last), second.point_of(second.last)
    if abs(points[0] - points[1]) <= TOLERANCE:
        return OnDay.last_of(first), OnDay.last_of(second)
    return first.at(min(points)), second.at(min(points))


def histories(**facts):
    """Return the QuotaHistory of each quota that has these `facts`, in four queries.

    They are found by the ids of season, country and category.
    """
    calendar = Calendar.read()
    kept = {}
    for value in QuotaValue.objects.filter(**facts).in_force().with_source():
        kept.setdefault((value.season_id, value.country_id, value.category_id), []).append(value)
    held = {}
    for quota in Quota.objects.filter(**facts).with_names().with_source():
        key = (quota.season_id, quota.country_id, quota.category_id)
        for value in kept.get(key, ()):
            value.season, value.country, value.category = (
                quota.season,
                quota.country,
                quota.category,
            )
        ends_on = calendar.closing_day(quota.season.year)
        held[key] = QuotaHistory(quota, _announced(kept.get(key, [])), ends_on)
    return held


def _announced(values):
    """Return `values` without those that were to be announced until another one was."""
    return [
        value
        for value in values
        if value.state != QuotaState.TO_BE_ANNOUNCED or value is values[-1]
    ]
