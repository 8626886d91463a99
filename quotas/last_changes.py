"""On which day each page last changed, as far as the data tells."""

from django.db.models import Max
from django.utils.timezone import localdate

from .models import Category, Country, Eligibility, QuotaValue, Revision, Season, WeeklyFigures
from .versions import SHIPPED


class LastChanges:
    """The days on which something was recorded of each pool, and staff changed what is around it.

    Six queries, however many pools there are.
    """

    def __init__(self):
        pool = ("season", "country", "category")
        self.figures = [
            *latest(QuotaValue.objects.public(), "recorded_at", *pool),
            *latest(WeeklyFigures.objects.public(), "recorded_at", *pool),
        ]
        self.arrangements = latest(changed(Eligibility), "history_date", "country", "category")
        self.categories = latest(changed(Category), "history_date", "id")
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
        if isinstance(page, Category):
            season = self.current and self.current.pk
            held = newest(self.figures, season=season, category=page.pk)
            return later(held, newest(self.categories, id=page.pk))
        pool = {"country": page.country.pk, "category": page.category.pk}
        held = newest(self.figures, season=page.season.pk, **pool)
        return later(held, newest(self.arrangements, **pool))

    def of_named(self, name):
        """The day for a page that is about no object; prose does not say when it was written."""
        if name == "home":
            return self.current and self.of(self.current)
        if name in ("seasons", "changes"):
            return newest(self.figures)
        if name == "categories":
            return newest(self.categories)
        return self.data if name == "data" else None


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
