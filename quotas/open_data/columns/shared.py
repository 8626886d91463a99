"""Columns, and those that several tables have."""

import dataclasses
import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from ...i18n.languages import language
from ...models.quota import QuotaState, pool_address
from ...models.source import Source
from ...models.weekly_figures import Rating

KINDS = {
    int: _("whole number"),
    str: _("text"),
    bool: _("true or false"),
    Decimal: _("number"),
    datetime.date: _("day"),
    datetime.datetime: _("time (UTC)"),
}


@dataclasses.dataclass(frozen=True)
class Column:
    """One column of a table. Its two names never change: others rely on them.

    `name` stands in English files, JSON and the API, `name_fr` in French files. `codes` are the
    same in both. `value` reads it from a record.
    """

    name: str
    name_fr: str
    kind: type
    description: str
    example: Any
    value: Callable[[Any], Any]
    may_be_empty: bool = False
    codes: tuple[str, ...] = ()

    @property
    def kind_label(self):
        return KINDS[self.kind]

    @property
    def header(self):
        return self.name_fr if language() == "fr" else self.name


def page_of_pool(row):
    return absolute(pool_address(row.season, row.country, row.category))


def field(name):
    """Return a function that reads the attribute `name` of a record, None if it is empty."""
    return lambda row: None if (value := getattr(row, name)) == "" else value


def words(name):
    """Return a function that reads the attribute `name` in words, in the reader’s language."""
    return lambda row: str(getattr(row, name) or "") or None


def variant(column, **facts):
    """Return `column` with other `facts`."""
    return dataclasses.replace(column, **facts)


def json_value(value):
    """Return `value` as CSV and JSON spell it: ISO 8601 for days and times, and real numbers."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


SEASON = Column(
    "season", "saison", int, _("The season, by its year."), 2026, lambda row: row.season.year
)
COUNTRY = Column(
    "country",
    "pays",
    str,
    _("The country or territory, by its code of ISO 3166-1 alpha-2."),
    "JP",
    lambda row: row.country.code if row.country else None,
)
COUNTRY_NAME = Column(
    "country_name",
    "nom_du_pays",
    str,
    _("Its name, in the language of the file."),
    "Japan",
    lambda row: row.country.name if row.country else None,
)
CATEGORY = Column(
    "category",
    "categorie",
    str,
    _("The category, as addresses in English spell it."),
    "working-holiday",
    lambda row: row.category.slug if row.category else None,
)
CATEGORY_NAME = Column(
    "category_name",
    "nom_de_la_categorie",
    str,
    _("Its name, in the language of the file."),
    "Working Holiday",
    lambda row: row.category.name if row.category else None,
)
POOL = (SEASON, COUNTRY, COUNTRY_NAME, CATEGORY, CATEGORY_NAME)
SUBPOOL = Column(
    "subpool",
    "sous_bassin",
    str,
    _("A pool inside the pool, such as that of the VIE; empty for the pool itself."),
    None,
    field("subpool"),
    may_be_empty=True,
)
RATING = Column(
    "rating",
    "cote",
    str,
    _("The chance of an invitation in the round that followed."),
    "fair",
    lambda row: None if row.rating is None else Rating(row.rating).name.lower(),
    may_be_empty=True,
    codes=tuple(rating.name.lower() for rating in Rating),
)
STATE = Column(
    "state",
    "etat",
    str,
    _("What the quota says; it has places if, and only if, it is limited."),
    "limited",
    field("state"),
    codes=tuple(QuotaState.values),
)
PLACES = Column(
    "places",
    "places",
    int,
    _("The most permits for the season."),
    6500,
    field("places"),
    may_be_empty=True,
)
AS_OF = Column(
    "as_of",
    "en_date_du",
    datetime.date,
    _("The last day on which the source said so."),
    datetime.date(2026, 1, 23),
    field("as_of"),
)
CONFIDENCE = Column(
    "confidence",
    "confiance",
    str,
    _("Official: a page or data file of the Government of Canada. Reported: anyone else."),
    "official",
    lambda row: row.source.confidence if row.source else None,
    codes=tuple(Source.Confidence.values),
)
SOURCE = (
    CONFIDENCE,
    Column(
        "source",
        "source",
        str,
        _("What says so: the title of a page or document."),
        "Rounds of invitations: data feed of January 23, 2026",
        lambda row: row.source.title if row.source else None,
    ),
    Column(
        "publisher",
        "editeur",
        str,
        _("Who publishes the source."),
        "IRCC",
        lambda row: row.source.publisher if row.source else None,
    ),
    Column(
        "source_url",
        "adresse_de_la_source",
        str,
        _("The address of the source, if it has one."),
        "https://www.canada.ca/",
        lambda row: (row.source.url or None) if row.source else None,
        may_be_empty=True,
    ),
)
# Of sources too, but younger than they are: a new column of a table comes last.
COPY_ON = Column(
    "copy_on",
    "copie_sur",
    str,
    _("Where the copy is kept, if the address of the source leads to a copy; otherwise empty."),
    "GitHub",
    lambda row: (row.source.copy_on or None) if row.source else None,
    may_be_empty=True,
)
PAGE = Column(
    "page",
    "page",
    str,
    _("The page of this site that says more."),
    "https://quotas.example/en/pools/2026/jp/working-holiday/",
    page_of_pool,
)
RECORDED_AT = Column(
    "recorded_at",
    "inscrit_le",
    datetime.datetime,
    _("When this site recorded it; for shipped data, the time of the release that brought it."),
    datetime.datetime(2026, 1, 24, 15, 0, tzinfo=datetime.UTC),
    field("recorded_at"),
)
IS_CORRECTION = Column(
    "is_correction",
    "est_une_correction",
    bool,
    _("Whether the value before it was our mistake, rather than out of date."),
    False,
    field("is_correction"),
)
