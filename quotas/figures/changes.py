"""What changed: every change of a published figure, read from the history that is kept of it."""

import dataclasses
import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy as _, pgettext

from ..i18n.languages import language
from ..models import Category, Country, QuotaValue, Season, Source, WeeklyFigures
from ..models.quota import QuotaState, pool_address, quota_label
from ..models.quota_value import WITHDRAWN
from ..models.weekly_figures import Rating

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
    "country__sort_en",
    "country__sort_fr",
    "category__position",
)
IN_A_POOL = {"rating": "rating", "pool": "is_open"}
FEW = 3  # first figures of a day, which may stand among its other changes


@dataclasses.dataclass(frozen=True)
class Change:
    """One change of one figure: of what, from what, to what, who says so, and when we knew."""

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
        """The day under which it stands: of the news, or of our correction."""
        return localdate(self.recorded_at) if self.is_correction else self.as_of

    @property
    def kind_label(self):
        return KINDS[self.kind]

    @property
    def pool_address(self):
        return pool_address(self.season, self.country, self.category)

    @property
    def anchor(self):
        """The place of this change on the page of its pool.

        It stays the same in the other language, and when an older value turns out to have been the
        first.
        """
        figure = self.kind if self.kind in IN_A_POOL else "quota"
        name = f"{self.as_of.isoformat()}-{figure}"
        if self.is_correction:
            name += f"-correction-{self.pk}"
        return f"change-{name}-{slugify(self.subpool)}" if self.subpool else f"change-{name}"

    def get_absolute_url(self):
        return f"{self.pool_address}#{self.anchor}"

    @property
    def key(self):
        """A name unlike that of any other change, in any language, until it is a correction."""
        return f"{self.season.year}/{self.country.code.lower()}/{self.category.slug}/{self.anchor}"

    @property
    def pool_name(self):
        parts = (self.country.name, self.category.name, self.subpool)
        return ", ".join(part for part in parts if part)

    @property
    def sentence(self):
        """What changed, in words that stand alone."""
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
            return gettext("%(pool)s, %(year)s: first figure held, %(after)s")
        if self.kind == "rating":
            return gettext("%(pool)s, %(year)s: chance rating from %(before)s to %(after)s")
        if self.kind == "pool":
            return gettext("%(pool)s, %(year)s: pool %(before)s, now %(after)s")
        return gettext("%(pool)s, %(year)s: quota from %(before)s to %(after)s")


@dataclasses.dataclass(frozen=True)
class ChangeFilter:
    """Which changes are asked for; what is empty does not narrow them."""

    seasons: tuple = ()
    countries: tuple = ()
    categories: tuple = ()
    kinds: tuple = ()

    def narrow(self, rows):
        """`rows` of a history, of the seasons, countries and categories that are asked for."""
        if self.seasons:
            rows = rows.filter(season__year__in=self.seasons)
        if self.countries:
            rows = rows.filter(country__code__in=self.countries)
        if self.categories:
            rows = rows.filter(category__slug__in=self.categories)
        return rows

    @property
    def query(self):
        """The query string that asks for the same."""
        values = {
            "season": self.seasons,
            "country": self.countries,
            "category": self.categories,
            "kind": self.kinds,
        }
        return urlencode(
            [(name, str(value).lower()) for name in values for value in dict.fromkeys(values[name])]
        )

    def asks_for(self, *kinds):
        return not self.kinds or any(kind in self.kinds for kind in kinds)


class Changes:
    """The changes that are asked for, newest first, as a sequence that a paginator can cut.

    The names, sources and words of a change are read when its page is.
    """

    def __init__(self, wanted=None, *, by_record=False):
        """`by_record` puts what we learned last first, for feeds; otherwise it goes by day."""
        self.wanted = wanted or ChangeFilter()
        self.found = [*self._of_quotas(), *self._of_pools()]
        self.found.sort(
            key=lambda found: (
                found[1] == "first",  # after what changed on the same day
                found[0][f"country__sort_{language()}"],
                found[0]["category__position"],
                found[0].get("subpool", ""),
            )
        )
        self.found.sort(
            key=lambda found: (
                (found[0]["recorded_at"], found[0]["as_of"]) if by_record else _day_of(found[0])
            ),
            reverse=True,
        )

    def __len__(self):
        return len(self.found)

    def __getitem__(self, part):
        """The changes of `part`, a slice."""
        found = self.found[part]
        seasons = Season.objects.in_bulk({row["season_id"] for row, _kind in found})
        countries = Country.objects.in_bulk({row["country_id"] for row, _kind in found})
        categories = Category.objects.names_only().in_bulk()
        # in_bulk would ask SQLite once for every thousand of them.
        named = Source.objects.filter(pk__in={row["source_id"] for row, _kind in found})
        sources = {source.pk: source for source in named}
        return [
            Change(
                kind=kind,
                season=seasons[row["season_id"]],
                country=countries[row["country_id"]],
                category=categories[row["category_id"]],
                subpool=row.get("subpool", ""),
                source=sources[row["source_id"]],
                is_correction=row.get("is_correction", False),
                **dict(zip(("before", "after"), _told(row, kind), strict=True)),
                **{name: row[name] for name in ("as_of", "recorded_at", "pk")},
            )
            for row, kind in found
        ]

    def _of_quotas(self):
        """The rows of the history of quotas that differ from the row before, with their kind."""
        if not self.wanted.asks_for("first", "quota", "state"):
            return
        rows = self.wanted.narrow(QuotaValue.objects.public().with_before()).filter(
            Q(state_before=None)
            | ~Q(state=F("state_before"))
            | (Q(state=QuotaState.LIMITED) & ~Q(places=F("places_before")))
        )
        for row in rows.order_by().values(
            *SHARED, "state", "places", "state_before", "places_before", "is_correction"
        ):
            kind = _kind_of(row)
            if self.wanted.asks_for(kind):
                yield row, kind

    def _of_pools(self):
        """The weekly figures whose rating or openness is not what it was when last known."""
        figures = self.wanted.narrow(WeeklyFigures.objects.public().filter(country__isnull=False))
        for kind, name in IN_A_POOL.items():
            if self.wanted.asks_for(kind):
                changed = figures.that_changed(name).order_by()
                for row in changed.values(*SHARED, "subpool", "before", after=F(name)):
                    yield row, kind


@dataclasses.dataclass(frozen=True)
class Day:
    """The changes under one day; `first` are those of figures that were held for the first time,
    where they are so many that they would hide the others.
    """

    day: datetime.date
    changes: list[Change]
    first: list[Change]


def by_day(changes, *, apart=True):
    """`changes`, newest first, by the day under which they stand; many first figures `apart`."""
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


def _day_of(row):
    return localdate(row["recorded_at"]) if row.get("is_correction") else row["as_of"]


def _told(row, kind):
    """What a change leads from and to, in the words of the page's language."""
    if kind == "rating":
        return Rating(row["before"]).label, Rating(row["after"]).label
    if kind == "pool":
        return _openness(row["before"]), _openness(row["after"])
    before = _quota(row["state_before"], row["places_before"])
    return before, _quota(row["state"], row["places"])


def _openness(is_open):
    return pgettext("pool", "open") if is_open else pgettext("pool", "closed")


def _quota(state, places):
    if state in (None, WITHDRAWN):
        return gettext("No figure held")
    return quota_label(state, places)
