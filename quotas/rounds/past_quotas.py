"""The values that the quotas of a season had, as an import needs them: by pool and by day."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile

from ..models import QuotaValue
from ..models.quota import QuotaState
from ..models.quota_value import WITHDRAWN

SOURCE_OF_DAY = "ircc-feed-{}"


@dataclass(frozen=True)
class Value:
    """A quota as it was on one day."""

    pk: int
    as_of: datetime.date
    state: str
    places: int | None
    source: str

    @property
    def is_inferred(self):
        """True where it only says that the feed of its day lacked the pool: no feed says more."""
        is_of_feed = self.source == SOURCE_OF_DAY.format(self.as_of.isoformat())
        return is_of_feed and self.state == QuotaState.NOT_OFFERED


class Values:
    """All values of the quotas of `season`, by the keys of country and category."""

    def __init__(self, season):
        self.by_pool = defaultdict(list)
        columns = ("pk", "as_of", "state", "places", "source__slug")
        rows = QuotaValue.objects.filter(season=season).order_by("as_of", "pk")
        for country, category, *facts in rows.values_list("country", "category", *columns):
            self.by_pool[country, category].append(Value(*facts))

    def of_day(self, key, day):
        """The last value recorded of `day` itself, or None."""
        return next((value for value in reversed(self.by_pool[key]) if value.as_of == day), None)

    def in_force(self, key, day):
        """The value that held on `day`, or None if nothing was held."""
        known = [value for value in self.by_pool[key] if value.as_of <= day]
        return known[-1] if known and known[-1].state != WITHDRAWN else None

    def inferred_after(self, key, day):
        """The values from `day` to the next one that a source gave: those that were inferred."""
        later = [value for value in self.by_pool[key] if value.as_of > day]
        return list(takewhile(lambda value: value.is_inferred, later))

    def places(self, key):
        """The numbers of places it had, by day."""
        return {
            value.as_of: value.places for value in self.by_pool[key] if value.places is not None
        }
