"""The columns of seasons, their days, fees and notes."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from ...models import Fee, SeasonDay
from ...models.season import Status
from .shared import CATEGORY, COPY_ON, COUNTRY, PAGE, SEASON, SOURCE, Column, field, variant


def of_season(name):
    """Return a function that reads the attribute `name` of the season of a standing."""
    read = field(name)
    return lambda standing: read(standing.season)


SEASONS = (
    SEASON,
    Column(
        "is_current",
        "est_en_cours",
        bool,
        _("Whether the home page shows it."),
        True,
        of_season("is_current"),
    ),
    Column(
        "is_partial",
        "est_partielle",
        bool,
        _("Whether figures of it are known to be missing here."),
        True,
        of_season("is_partial"),
    ),
    Column(
        "has_table",
        "a_un_tableau",
        bool,
        _("Whether it has its own page; for other seasons we have only single figures."),
        True,
        of_season("has_table"),
    ),
    Column(
        "countries",
        "pays_et_territoires",
        int,
        _("How many countries and territories have a quota of it here."),
        36,
        of_season("countries"),
    ),
    variant(
        PAGE,
        example="https://quotas.example/en/seasons/2026/",
        value=lambda row: absolute(row.season.get_absolute_url()) if row.season.has_table else None,
        may_be_empty=True,
    ),
    Column(
        "status",
        "statut",
        str,
        _("The status of the season today: worked out from its days and the date, or corrected."),
        "open",
        lambda standing: standing.status.value,
        codes=tuple(Status.values),
    ),
    Column(
        "status_is_corrected",
        "statut_est_corrige",
        bool,
        _("Whether an editor gave the status."),
        False,
        lambda standing: bool(standing.season.corrected_status),
    ),
    Column(
        "status_sentence",
        "statut_en_phrase",
        str,
        _(
            "The status in words, with what is known of the next season, in the language of the "
            "file."
        ),
        "The 2026 season is open, since December 19, 2025.",
        lambda standing: " ".join(filter(None, (standing.sentence, standing.next_sentence))),
    ),
    Column(
        "opened_on",
        "ouverte_le",
        datetime.date,
        _("The day on which it opened, or is to open; the earliest if sources differ."),
        datetime.date(2025, 12, 19),
        field("opened_on"),
        may_be_empty=True,
    ),
    Column(
        "closed_on",
        "fermee_le",
        datetime.date,
        _("The day on which it closed, or is to close; the latest if sources differ."),
        None,
        field("closed_on"),
        may_be_empty=True,
    ),
    Column(
        "newest_figures",
        "chiffres_les_plus_recents",
        datetime.date,
        _("The day of its newest weekly figures."),
        datetime.date(2026, 10, 9),
        field("newest_day"),
        may_be_empty=True,
    ),
    Column(
        "qualifier",
        "precision",
        str,
        _("More exactly what its table shows, if that is special, in the language of the file."),
        None,
        of_season("qualifier"),
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
    COPY_ON,
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
    COPY_ON,
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
    COPY_ON,
)
