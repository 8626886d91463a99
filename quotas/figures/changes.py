"""The changes of published figures, read from the history that is kept of them."""

import dataclasses
import datetime
from collections import Counter
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext

from ..i18n.languages import language
from ..models import Category, Country, QuotaValue, Season, Source, WeeklyFigures
from ..models.quota import QuotaState, quota_label
from ..models.quota_value import WITHDRAWN
from ..models.weekly_figures import Rating
from .foot import origin_of
from .pools import Pool

KINDS = {
    "first": _("First figure"),
    "quota": _("Quota"),
    "state": _("State"),
    "pool": _("Pool opened or closed"),
    "rating": _("Chance rating"),
}

SHARED = (
    "pk",
    "season_id",
    "country_id",
    "category_id",
    "as_of",
    "source_id",
    "recorded_at",
)
IN_A_POOL = {"rating": "rating", "pool": "is_open"}
FEW = 3  # first figures of a day, which may stand among its other changes


@dataclasses.dataclass(frozen=True)
class Change:
    """A change of one figure, with its source and the time at which we recorded it."""

    kind: str
    season: Season
    country: Country
    category: Category
    subpool: str
    before: str
    after: str
    as_of: datetime.date
    source: Source
    is_correction: bool
    recorded_at: datetime.datetime
    pk: int

    @property
    def day(self):
        """The day under which it is listed: of the news, or of our correction."""
        return localdate(self.recorded_at) if self.is_correction else self.as_of

    @property
    def kind_label(self):
        return KINDS[self.kind]

    @cached_property
    def pool(self):
        return Pool(self.season, self.country, self.category)

    @property
    def anchor(self):
        """The id of this change on the page of its pool.

        It is the same in both languages, and stays when an older value is found later.
        """
        figure = self.kind if self.kind in IN_A_POOL else "quota"
        name = f"{self.as_of.isoformat()}-{figure}"
        if self.is_correction:
            name += f"-correction-{self.pk}"
        return f"change-{name}-{slugify(self.subpool)}" if self.subpool else f"change-{name}"

    def get_absolute_url(self):
        return self.address

    @cached_property
    def address(self):
        """Its address in the language in which it is read."""
        return f"{self.pool.get_absolute_url()}#{self.anchor}"

    @property
    def key(self):
        """A name of its own, the same in both languages, until it becomes a correction."""
        return f"{self.season.year}/{self.country.code.lower()}/{self.category.slug}/{self.anchor}"

    @property
    def pool_name(self):
        parts = (self.country.name, self.category.name, self.subpool)
        return ", ".join(part for part in parts if part)

    @property
    def sentence(self):
        """The change in one sentence."""
        words = {
            "pool": self.pool_name,
            "year": self.season.year,
            "before": self.before,
            "after": self.after,
        }
        return self._pattern % words

    @property
    def _pattern(self):
        if self.kind == "first":
            return gettext("%(pool)s, %(year)s: first figure, %(after)s")
        if self.kind == "rating":
            return gettext("%(pool)s, %(year)s: chance rating from %(before)s to %(after)s")
        if self.kind == "pool":
            return gettext("%(pool)s, %(year)s: pool %(before)s, then %(after)s")
        return gettext("%(pool)s, %(year)s: quota from %(before)s to %(after)s")


@dataclasses.dataclass(frozen=True)
class ChangeFilter:
    """The seasons, countries, categories and kinds to list; an empty one allows all."""

    seasons: tuple = ()
    countries: tuple = ()
    categories: tuple = ()
    kinds: tuple = ()

    def narrow(self, rows):
        """Keep those `rows` that are of the seasons, countries and categories allowed."""
        if self.seasons:
            rows = rows.filter(season__year__in=self.seasons)
        if self.countries:
            rows = rows.filter(country__code__in=self.countries)
        if self.categories:
            rows = rows.filter(category__slug__in=self.categories)
        return rows

    @property
    def query(self):
        """The query string of the same filter."""
        values = {
            "season": self.seasons,
            "country": self.countries,
            "category": self.categories,
            "kind": self.kinds,
        }
        return urlencode(
            [(name, str(value).lower()) for name in values for value in dict.fromkeys(values[name])]
        )

    def allows(self, *kinds):
        """Tell if it lets through any of these kinds of change."""
        return not self.kinds or any(kind in self.kinds for kind in kinds)


class Changes:
    """The changes that a filter allows, newest first, as a sequence for a paginator.

    Names, sources and words are read for the slice that is used.
    """

    def __init__(self, change_filter=None, *, by_record=False):
        """Read the rows; `by_record` sorts by the time of recording, for feeds."""
        self.filter = change_filter or ChangeFilter()
        self.countries = Country.objects.in_bulk()
        self.categories = Category.objects.names_only().in_bulk()
        self.rows = [*self._of_quotas(), *self._of_pools()]
        self.rows.sort(key=self._order_in_a_day)
        self.rows.sort(key=_time_of_record if by_record else _day_of, reverse=True)

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, part):
        """The changes of `part`, a slice."""
        rows = self.rows[part]
        seasons = Season.objects.in_bulk({row["season_id"] for row, _kind in rows})
        # in_bulk would ask SQLite once for every thousand of them.
        named = Source.objects.filter(pk__in={row["source_id"] for row, _kind in rows})
        sources = {source.pk: source for source in named}
        return [
            Change(
                kind=kind,
                season=seasons[row["season_id"]],
                country=self.countries[row["country_id"]],
                category=self.categories[row["category_id"]],
                subpool=row.get("subpool", ""),
                source=sources[row["source_id"]],
                is_correction=row.get("is_correction", False),
                **dict(zip(("before", "after"), _describe(row, kind), strict=True)),
                **{name: row[name] for name in ("as_of", "recorded_at", "pk")},
            )
            for row, kind in rows
        ]

    @property
    def newest_day(self):
        """The newest day with a change, and pairs of a number and what so many did that day.

        None without a change.
        """
        if not self.rows:
            return None
        day = _day_of(self.rows[0])
        counts = Counter(kind for row, kind in self.rows if _day_of((row, kind)) == day)
        return day, [(counts[kind], counted(kind, counts[kind])) for kind in KINDS if counts[kind]]

    def _order_in_a_day(self, entry):
        row, kind = entry
        return (
            kind == "first",  # after what changed on the same day
            getattr(self.countries[row["country_id"]], f"sort_{language()}"),
            self.categories[row["category_id"]].position,
            row.get("subpool", ""),
        )

    def _of_quotas(self):
        """Yield the values of quotas that differ from the one before, with the kind of change."""
        if not self.filter.allows("first", "quota", "state"):
            return
        rows = self.filter.narrow(QuotaValue.objects.public().with_before()).filter(
            Q(state_before=None)
            | ~Q(state=F("state_before"))
            | (Q(state=QuotaState.LIMITED) & ~Q(places=F("places_before")))
        )
        for row in rows.order_by().values(
            *SHARED, "state", "places", "state_before", "places_before", "is_correction"
        ):
            kind = _kind_of(row)
            if self.filter.allows(kind):
                yield row, kind

    def _of_pools(self):
        """Yield the weekly figures whose rating or openness differs from the last known."""
        figures = self.filter.narrow(WeeklyFigures.objects.public().filter(country__isnull=False))
        for kind, name in IN_A_POOL.items():
            if self.filter.allows(kind):
                changed = figures.that_changed(name).order_by()
                for row in changed.values(*SHARED, "subpool", "before", after=F(name)):
                    yield row, kind


@dataclasses.dataclass(frozen=True)
class Day:
    """The changes of one day; `first` are the first figures, if too many to stand among them."""

    day: datetime.date
    changes: list[Change]
    first: list[Change]

    @property
    def origin(self):
        """The change whose day and source all of these share, or None if they differ."""
        every = [*self.changes, *self.first]
        return origin_of(every) if len(every) > 1 else None


def by_day(changes, *, apart=True):
    """Yield a Day for each day of `changes`, which are sorted; many first figures go `apart`."""
    for day, of_day in groupby(changes, key=lambda change: change.day):
        of_day = list(of_day)
        first = [each for each in of_day if each.kind == "first" and not each.is_correction]
        if apart and len(first) > FEW:
            yield Day(day, [each for each in of_day if each not in first], first)
        else:
            yield Day(day, of_day, [])


def _kind_of(row):
    if row["state_before"] is None:
        return "first"
    return "quota" if row["state"] == row["state_before"] == QuotaState.LIMITED else "state"


def _time_of_record(entry):
    row, _kind = entry
    return row["recorded_at"], row["as_of"]


def _day_of(entry):
    row, _kind = entry
    return localdate(row["recorded_at"]) if row.get("is_correction") else row["as_of"]


def counted(kind, count):
    """Return what `count` changes of a kind did, in words that follow the number."""
    return {
        "first": ngettext("first figure", "first figures", count),
        "quota": ngettext("quota changed in number", "quotas changed in number", count),
        "state": ngettext("quota changed in state", "quotas changed in state", count),
        "pool": ngettext("pool opened or closed", "pools opened or closed", count),
        "rating": ngettext("chance rating changed", "chance ratings changed", count),
    }[kind]


def _describe(row, kind):
    """Return the old and the new value in words."""
    if kind == "rating":
        return Rating(row["before"]).label, Rating(row["after"]).label
    if kind == "pool":
        return _describe_openness(row["before"]), _describe_openness(row["after"])
    before = _describe_quota(row["state_before"], row["places_before"])
    return before, _describe_quota(row["state"], row["places"])


def _describe_openness(is_open):
    return pgettext("pool", "open") if is_open else pgettext("pool", "closed")


def _describe_quota(state, places):
    if state in (None, WITHDRAWN):
        return gettext("Not known to us")
    return quota_label(state, places)
