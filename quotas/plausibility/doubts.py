"""Doubts about what somebody types or imports, and those about its days."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ..i18n.formats import long_date
from .limits import days_of_season


@dataclass(frozen=True)
class Doubt:
    """A reason to suspect a slip: its kind, what it is about, and a sentence for its editor."""

    kind: str
    about: str  # the record and the figure, so that a tick passes for no other
    sentence: str

    def __str__(self):
        return self.sentence

    @property
    def tick(self):
        """Return the value that is sent once the doubt is ticked, the same in both languages."""
        return f"{self.kind} {self.about}"


def ticks_of(doubts):
    """Return the values and the sentences of `doubts`, as choices of a form."""
    return [(doubt.tick, doubt.sentence) for doubt in doubts]


def are_ticked(doubts, ticked):
    """Tell if each of `doubts` is among the values `ticked` that were sent."""
    return {doubt.tick for doubt in doubts} <= set(ticked)


def day_doubts(record, about, before=None, today=None):
    """Return the doubts about the day of `record`, and of its season and source if it has them.

    `before` is the record that it replaces: there is none if its day stays.
    """
    facts = [getattr(record, name, None) for name in ("as_of", "season_id", "source_id")]
    if before and facts == [before.as_of, before.season_id, before.source_id]:
        return []
    day, season, source = facts
    season, source = season and record.season, source and record.source
    return doubts_about_day(day, about, season and season.year, source, before, today)


def doubts_about_day(day, about, year, source, before=None, today=None):
    """Return the doubts about the day of a figure of the season of `year`; each may be None."""
    if not day:
        return []
    return [
        Doubt(kind, f"{about} {day}", sentence)
        for kind, sentence in (
            ("future", _future(day, today or timezone.localdate())),
            ("older", _older(day, before.as_of if before else None)),
            ("source-day", _after_source(day, source)),
            ("season-day", out_of_season(day, year)),
        )
        if sentence
    ]


def _future(day, today):
    return _("%(day)s is in the future.") % {"day": long_date(day)} if day > today else ""


def _older(day, before):
    if before is None or day >= before:
        return ""
    return _("%(day)s is before %(before)s, the day of the figure that it replaces.") % {
        "day": long_date(day),
        "before": long_date(before),
    }


def _after_source(day, source):
    if source is None or source.published_on is None or day <= source.published_on:
        return ""
    return _("%(day)s is after %(published)s, the day on which its source was published.") % {
        "day": long_date(day),
        "published": long_date(source.published_on),
    }


def out_of_season(day, year):
    """Return a sentence if a day is none on which sources speak of the season of `year`."""
    if year is None:
        return ""
    first, last = days_of_season(year)
    if first <= day <= last:
        return ""
    figures = {"day": long_date(day), "year": year}
    return _("%(day)s is far from the %(year)s season.") % figures
