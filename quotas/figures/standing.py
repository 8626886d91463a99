"""The status of seasons, worked out from their days, their figures and the date."""

import dataclasses
import datetime

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext

from ..i18n.formats import long_date, month_and_day
from ..models import Season, SeasonDay, WeeklyFigures
from ..models.season import Status

USUAL = 3  # seasons whose days tell the usual ones
FRESH = datetime.timedelta(days=14)  # a feed is put online days after the day of its figures


@dataclasses.dataclass(frozen=True)
class Calendar:
    """The days on which each published season opened and closed, and those of its figures."""

    opened: dict  # by year; the earliest day if sources differ
    closed: dict  # by year; the latest day if sources differ
    figures: dict  # by year; the first and the last day

    @classmethod
    def read(cls):
        """Read the days in two queries."""
        opened, closed = {}, {}
        days = SeasonDay.objects.public().order_by("-on")
        for year, event, on in days.values_list("season__year", "event", "on"):
            if event == SeasonDay.Event.OPENED:
                opened[year] = on
            elif event == SeasonDay.Event.CLOSED:
                closed.setdefault(year, on)
        return cls(opened, closed, WeeklyFigures.objects.days_by_season())

    @property
    def years(self):
        """The seasons of which an opening day or weekly figures are known."""
        return {*self.opened, *self.figures}

    def began(self, year):
        """Return the first day of which something is known of the season, or None."""
        first, _last = self.figures.get(year, (None, None))
        return min(filter(None, (self.opened.get(year), first)), default=None)

    def usual_span(self, days, before):
        """Return the first and the last of the `days` of the last seasons before a year.

        Both are of that season, or None if too few are known.
        """
        years = [year for year in sorted(days, reverse=True) if year < before][:USUAL]
        usual = sorted(_of_season(before, days[year], year) for year in years)
        return (usual[0], usual[-1]) if len(usual) == USUAL else None

    def usual_end(self, year):
        """Return the span of days in which the season of `year` is likely to close.

        It begins with the earliest of the usual days, and ends with the latest known of all.
        """
        span = self.usual_span(self.closed, year)
        if span is None:
            return datetime.date(year, 12, 31), datetime.date(year, 12, 31)
        earlier = [_of_season(year, day, of) for of, day in self.closed.items() if of < year]
        return span[0], max(earlier)

    def closing_day(self, year):
        """Return the day on which a season closed, or the latest on which it is likely to close."""
        return self.closed.get(year) or self.usual_end(year)[1]


def _of_season(year, day, of):
    """Return the `day` of one season, `of`, in the season of another `year`."""
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year + year - of, day=28 if last_of_february else day.day)


@dataclasses.dataclass(frozen=True)
class Standing:
    """The status of a season on a day, and the sentences that say it."""

    season: Season
    calendar: Calendar
    on: datetime.date

    @property
    def year(self):
        return self.season.year

    @property
    def opened_on(self):
        return self.calendar.opened.get(self.year)

    @property
    def closed_on(self):
        return self.calendar.closed.get(self.year)

    @property
    def closing_day(self):
        return self.calendar.closing_day(self.year)

    @property
    def newest_day(self):
        """The day of the newest weekly figures, or None."""
        return self.calendar.figures.get(self.year, (None, None))[1]

    @cached_property
    def status(self):
        """The status that an editor gave, or else the one that is worked out."""
        return Status(self.season.corrected_status or self.worked_out)

    @property
    def worked_out(self):
        began = self.calendar.began(self.year)
        if self.next_began or self.on.year > self.year:
            return Status.OVER
        if began is None or self.on < began:
            return Status.ANNOUNCED
        if self.closed_on:
            first, last = self.closed_on - FRESH, self.closed_on
        else:
            first, last = self.calendar.usual_end(self.year)
        if self.on > last:
            return Status.OVER
        return Status.CLOSING if self.on >= first else Status.OPEN

    @property
    def next_began(self):
        """Tell if a later season has begun."""
        began = [self.calendar.began(year) for year in self.calendar.years if year > self.year]
        return any(day <= self.on for day in began)

    def is_of_now(self, day):
        """Tell if figures of `day` may be told in the present.

        They are of the newest week of a season that is open, and at most two weeks old.
        """
        is_newest = self.newest_day is None or day >= self.newest_day
        return self.status == Status.OPEN and is_newest and self.on - day <= FRESH

    @property
    def sentence(self):
        """The status in a sentence or two."""
        return _SENTENCES[self.status](self)

    @property
    def next_sentence(self):
        """The season that follows, as far as it is known; empty if this one is not ending."""
        if self.status in (Status.ANNOUNCED, Status.OPEN):
            return ""
        later = [year for year in self.calendar.years if year > self.year]
        if later:
            following = Standing(Season(year=min(later)), self.calendar, self.on)
            return "" if following.status == Status.OVER else following.sentence
        year = self.year + 1
        span = self.calendar.usual_span(self.calendar.opened, year)
        if span is None:
            return gettext("%(year)s: not announced, as far as we know.") % {"year": year}
        return gettext(
            "%(year)s: not announced, as far as we know; the last three opened between %(first)s "
            "and %(last)s."
        ) % {"year": year, "first": month_and_day(span[0]), "last": month_and_day(span[1])}

    def _announced(self):
        if self.opened_on:
            return gettext("The %(year)s season opens on %(day)s.") % self._facts(self.opened_on)
        return gettext("The %(year)s season is announced; we do not know its opening day.") % {
            "year": self.year
        }

    def _open(self):
        if self.opened_on and self.opened_on <= self.on:
            sentence = gettext("The %(year)s season has been open since %(day)s.")
            return sentence % self._facts(self.opened_on)
        return gettext("The %(year)s season is open.") % {"year": self.year}

    def _closing(self):
        if self.closed_on and self.closed_on >= self.on:
            return gettext("The %(year)s season closes on %(day)s.") % self._facts(self.closed_on)
        sentence = gettext("The %(year)s season is about to close; we do not know the day.")
        sentence %= {"year": self.year}
        span = self.calendar.usual_span(self.calendar.closed, self.year)
        if span is None:
            return sentence
        return f"{sentence} " + gettext("The last three closed between %(first)s and %(last)s.") % {
            "first": month_and_day(span[0]),
            "last": month_and_day(span[1]),
        }

    def _over(self):
        if self.closed_on and self.closed_on <= self.on:
            sentence = gettext("The %(year)s season is over: it closed on %(day)s.")
            return sentence % self._facts(self.closed_on)
        sentence = gettext("The %(year)s season is over; we do not know its closing day.")
        return sentence % {"year": self.year}

    def _facts(self, day):
        return {"year": self.year, "day": long_date(day)}


_SENTENCES = {
    Status.ANNOUNCED: Standing._announced,
    Status.OPEN: Standing._open,
    Status.CLOSING: Standing._closing,
    Status.OVER: Standing._over,
}


def standing_of(season, on=None):
    """Return the standing of `season` on a day, today if none is given."""
    return Standing(season, Calendar.read(), on or timezone.localdate())


def standings(seasons, on=None):
    """Return the standing of each of `seasons` by its id."""
    calendar, on = Calendar.read(), on or timezone.localdate()
    return {season.pk: Standing(season, calendar, on) for season in seasons}
