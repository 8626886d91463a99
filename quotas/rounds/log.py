"""The log of an import: what it changes, leaves out and loses, as values without words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst

from ..i18n.formats import after_colon

# Fields of changes.
COUNTRY, SEASON, QUOTA, WEEKLY_FIGURES = "country", "season", "quota", "weekly_figures"


@dataclass(frozen=True)
class LeftOut:
    """Something that the feed says and we do not keep, with the reason."""

    what: str
    why: str

    @property
    def sentence(self):
        return after_colon(capfirst(self.what), f"{self.why}.")


@dataclass(frozen=True)
class Change:
    """A value that an import writes, and the one that it replaces, if there is one.

    `about` is the key of a pool, the code of a country or the year of a season.
    """

    about: Any
    field: str
    after: Any
    before: Any = None
    day: date | None = None  # of a quota that has a newer value
    season: int | None = None  # where a feed holds two

    @property
    def is_new(self):
        return self.before is None


class Log:
    """The changes of one import, and what of its feed is not kept."""

    def __init__(self, feed):
        self.season = None  # the one of which changes are noted, where a feed holds two
        self.changes = []
        self.unchanged = 0
        self.left_out = list(feed.left_out)
        self.losses = [loss.sentence for loss in feed.losses]
        self.doubts = [left_out.sentence for left_out in feed.left_out]

    def change(self, about, field, after, before=None, day=None):
        self.changes.append(Change(about, field, after, before, day, self.season))

    def leave_out(self, what, why):
        left_out = LeftOut(what, why)
        if left_out not in self.left_out:
            self.left_out.append(left_out)

    def lose(self, what, why):
        """Leave out something that we should hold."""
        self.leave_out(what, why)
        self.losses.append(LeftOut(what, why).sentence)

    def doubt(self, *sentences):
        """Note why the feed may be wrong, each reason once."""
        self.doubts += dict.fromkeys(each for each in sentences if each not in self.doubts)

    @property
    def all_doubts(self):
        """The doubts, and the losses, each of which is one."""
        return list(dict.fromkeys([*self.doubts, *self.losses]))
