"""The quotas of a season as they were, by pool and by day."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile

from ..models import QuotaValue
from ..models.quota import QuotaState
from ..models.quota_value import WITHDRAWN
from ..models.source import INFERRED

SOURCE_OF_DAY = "ircc-feed-{}"


@dataclass(frozen=True)
class PastQuota:
    """A quota as it was on one day."""

    pk: int
    as_of: datetime.date
    state: str
    places: int | None
    source: str

    @property
    def is_inferred(self):
        """True if it only says that the feed of its day lacked the pool."""
        return self.source == INFERRED and self.state == QuotaState.NOT_OFFERED

    @property
    def value(self):
        return self.state, self.places


class PastQuotas:
    """Every value of the quotas of a season, by the keys of country and category."""

    def __init__(self, season):
        self.by_pool = defaultdict(list)
        columns = ("pk", "as_of", "state", "places", "source__slug")
        rows = QuotaValue.objects.filter(season=season).order_by("as_of", "pk")
        for country, category, *facts in rows.values_list("country", "category", *columns):
            self.by_pool[country, category].append(PastQuota(*facts))

    def of_day(self, key, day):
        """Return the last value recorded of `day` itself, or None."""
        return next((value for value in reversed(self.by_pool[key]) if value.as_of == day), None)

    def in_force(self, key, day):
        """Return the value that held on `day`, or None if there was none."""
        known = [value for value in self.by_pool[key] if value.as_of <= day]
        return known[-1] if known and known[-1].state != WITHDRAWN else None

    def next_after(self, key, day):
        """Return the first value recorded of a day after `day`, or None."""
        return next((value for value in self.by_pool[key] if value.as_of > day), None)

    def inferred_after(self, key, day):
        """Return the inferred values after `day`, up to the next one that a source gave."""
        later = [value for value in self.by_pool[key] if value.as_of > day]
        return list(takewhile(lambda value: value.is_inferred, later))

    def forget(self, key, values):
        """Leave `values` out from now on."""
        self.by_pool[key] = [value for value in self.by_pool[key] if value not in values]

    def places(self, key):
        """Return the numbers of places that a pool had, by day."""
        return {
            value.as_of: value.places for value in self.by_pool[key] if value.places is not None
        }
