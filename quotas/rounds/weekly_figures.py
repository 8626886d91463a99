"""The update of weekly figures to what a feed says."""

from itertools import chain

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from ..models import WeeklyFigures
from ..models.weekly_figures import Word
from .feed import COLUMNS
from .log import WEEKLY_FIGURES

GROUPS = (*COLUMNS.values(), ("is_open",))  # of columns that are known or not known together
COLUMN_NAMES = list(chain(*GROUPS))


class WeeklyFiguresUpdate:
    """The weekly figures of the feed's day: those held, and those to add and to change."""

    def __init__(self, feed, season, known, source, log):
        self.day, self.season, self.known, self.source = feed.as_of, season, known, source
        self.log = log
        self.added, self.changed = [], []
        self.held = {
            (figures.country_id, figures.category_id, figures.subpool): figures
            for figures in WeeklyFigures.objects.filter(season=season, as_of=self.day)
        }

    def take(self, pool):
        """Note the figures of a pool."""
        country, category = self.known.records_of(pool)
        held = self.held.get((country and country.pk, category and category.pk, pool.subpool))
        if held:
            self.change(held, pool)
            return
        pool_of_day = {"season": self.season, "as_of": self.day, "subpool": pool.subpool}
        pool_of_day |= {"country": country, "category": category}
        self.added.append(WeeklyFigures(**pool_of_day, **pool.columns))
        self.log.change(pool.key, WEEKLY_FIGURES, pool.columns)

    def change(self, held, pool):
        before = {name: getattr(held, name) for name in COLUMN_NAMES}
        after = _complete(pool.columns, before)
        if before == after:
            self.log.unchanged += 1
            return
        if held.source_id != self.source.pk:
            after["is_open"] = pool.is_open  # the old value is of another source
        for name, value in after.items():
            setattr(held, name, value)
        held.recorded_at = timezone.now()
        self.changed.append(held)
        self.log.change(pool.key, WEEKLY_FIGURES, after, before)

    def write(self, reason):
        for figures in (*self.added, *self.changed):
            figures.source = self.source
        bulk_create_with_history(self.added, WeeklyFigures, default_change_reason=reason)
        columns = [*COLUMN_NAMES, "source", "recorded_at"]
        bulk_update_with_history(self.changed, WeeklyFigures, columns, default_change_reason=reason)


def _complete(columns, before):
    """Return `columns`, with those known `before` of the same day where the feed says nothing."""
    completed = dict(columns)
    for names in GROUPS:
        if all(columns[name] in (None, "") for name in names):
            completed |= {name: before[name] for name in names}
    was_closed = before["candidates_word"] == Word.NOT_ACCEPTING
    if was_closed and completed["candidates_word"] != Word.NOT_ACCEPTING:
        completed["is_open"] = columns["is_open"]
    return completed
