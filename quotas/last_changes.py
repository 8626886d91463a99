"""On which day each page last changed, as far as the data tells."""

from django.db.models import Max
from django.utils.timezone import localdate

from .figures.pools import Pool
from .history.versions import SHIPPED
from .models import (
    Category,
    Country,
    Eligibility,
    Question,
    Quota,
    QuotaValue,
    Revision,
    Season,
    Term,
    WeeklyFigures,
)

# Pages that list the texts of a model.
LISTS = {"categories": Category, "questions": Question, "glossary": Term}


class LastChanges:
    """The days on which something was recorded of each pool, and staff changed what is around it.

    As many queries as there are kinds of things, however many of each there are.
    """

    def __init__(self):
        pool = ("season", "country", "category")
        self.figures = [
            *latest(QuotaValue.objects.public(), "recorded_at", *pool),
            *latest(WeeklyFigures.objects.public(), "recorded_at", *pool),
        ]
        self.arrangements = latest(changed(Eligibility), "history_date", "country", "category")
        self.texts = {}
        self.current = Season.objects.current()
        self.data = Revision.objects.get().changed_on

    def of(self, page):
        """The day for what `page` is about, or for the name of its address; None if unknown."""
        if isinstance(page, str):
            return self.of_named(page)
        if isinstance(page, Season):
            return newest(self.figures, season=page.pk)
        if isinstance(page, Country):
            return newest(self.figures + self.arrangements, country=page.pk)
        if isinstance(page, (Quota, Pool)):
            pool = {"country": page.country.pk, "category": page.category.pk}
            held = newest(self.figures, season=page.season.pk, **pool)
            return later(held, newest(self.arrangements, **pool))
        written = newest(self.of_texts(type(page)), id=page.pk)
        if isinstance(page, Category) and self.current:
            held = newest(self.figures, season=self.current.pk, category=page.pk)
            return later(written, held)
        return written

    def of_named(self, name):
        """The day for a page that is about no object; prose does not say when it was written."""
        if name in LISTS:
            return newest(self.of_texts(LISTS[name]))
        if name in ("home", "map"):
            return self.current and self.of(self.current)
        if name in ("seasons", "changes"):
            return newest(self.figures)
        return self.data if name == "data" else None

    def of_texts(self, model):
        """The days on which each record of `model` was last written, read once."""
        if model not in self.texts:
            self.texts[model] = latest(changed(model), "history_date", "id")
        return self.texts[model]


def changed(model):
    """The versions of records of `model` but for those that they were shipped with."""
    return model.history.exclude(history_change_reason=SHIPPED)


def latest(rows, moment, *names):
    """For each set of values of `names` in `rows`, a dict of them with the day of the newest."""
    found = rows.order_by().values(*names).annotate(day=Max(moment))
    return [row | {"day": localdate(row["day"])} for row in found]


def newest(rows, **facts):
    """The last day of those `rows` that have all `facts`, or None."""
    days = (row["day"] for row in rows if facts.items() <= row.items())
    return max(days, default=None)


def later(first, second):
    """The later of two days, of which either may be None."""
    return max(filter(None, (first, second)), default=None)
