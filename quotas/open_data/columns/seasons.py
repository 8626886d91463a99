"""The columns of seasons, their days, fees and notes."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from ...models import Fee, SeasonDay
from .shared import CATEGORY, COUNTRY, PAGE, SEASON, SOURCE, Column, field, variant

SEASONS = (
    variant(SEASON, value=field("year")),
    Column(
        "is_current",
        "est_en_cours",
        bool,
        _("Whether the home page shows it."),
        True,
        field("is_current"),
    ),
    Column(
        "is_partial",
        "est_partielle",
        bool,
        _("Whether figures of it are known to be missing here."),
        True,
        field("is_partial"),
    ),
    Column(
        "has_table",
        "a_un_tableau",
        bool,
        _("Whether it has a page of its own; of other seasons we hold single figures."),
        True,
        field("has_table"),
    ),
    Column(
        "countries",
        "pays_et_territoires",
        int,
        _("How many countries and territories have a quota of it here."),
        36,
        field("countries"),
    ),
    variant(
        PAGE,
        example="https://quotas.example/en/seasons/2026/",
        value=lambda season: absolute(season.get_absolute_url()) if season.has_table else None,
        may_be_empty=True,
    ),
)
REMARK = Column(
    "remark",
    "remarque",
    str,
    _("A remark, in the language of the file."),
    None,
    field("remark"),
    may_be_empty=True,
)
SEASON_DAYS = (
    SEASON,
    Column(
        "event",
        "evenement",
        str,
        _("What happened on the day."),
        "opened",
        lambda day: SeasonDay.Event(day.event).name.lower(),
        codes=tuple(event.name.lower() for event in SeasonDay.Event),
    ),
    Column("on", "jour", datetime.date, _("The day."), datetime.date(2024, 12, 16), field("on")),
    Column(
        "is_week",
        "est_une_semaine",
        bool,
        _("Whether the source names the week of this day, not the day."),
        False,
        field("is_week"),
    ),
    REMARK,
    *SOURCE,
)
FEES = (
    SEASON,
    Column(
        "fee",
        "frais",
        str,
        _("Which fee."),
        "iec",
        lambda fee: Fee.Kind(fee.kind).name.lower(),
        codes=tuple(kind.name.lower() for kind in Fee.Kind),
    ),
    Column(
        "dollars", "dollars", Decimal, _("Canadian dollars."), Decimal("179.75"), field("dollars")
    ),
    REMARK,
    *SOURCE,
)
NOTES = (
    *(
        variant(column, may_be_empty=True, value=value)
        for column, value in (
            (SEASON, lambda note: note.season.year if note.season else None),
            (COUNTRY, COUNTRY.value),
            (CATEGORY, CATEGORY.value),
        )
    ),
    Column(
        "text",
        "texte",
        str,
        _("What we say about it, in Markdown, in the language of the file."),
        "The number was 725 until 2022.",
        field("text"),
    ),
    *(variant(column, may_be_empty=True) for column in SOURCE),
)
