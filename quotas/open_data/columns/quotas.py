"""The columns of quotas: now, over time, changed and side by side."""

import datetime

from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from ...models.quota import QuotaState
from ...models.quota_value import WITHDRAWN
from .shared import (
    AS_OF,
    CATEGORY,
    CATEGORY_NAME,
    COPY_ON,
    COUNTRY,
    COUNTRY_NAME,
    IS_CORRECTION,
    PAGE,
    PLACES,
    POOL,
    RECORDED_AT,
    SEASON,
    SOURCE,
    STATE,
    SUBPOOL,
    Column,
    field,
    variant,
    words,
)

QUOTAS = (*POOL, STATE, PLACES, AS_OF, *SOURCE, PAGE, COPY_ON)
QUOTA_VALUES = (
    *POOL,
    variant(STATE, codes=(*QuotaState.values, WITHDRAWN)),
    PLACES,
    AS_OF,
    IS_CORRECTION,
    RECORDED_AT,
    *SOURCE,
    COPY_ON,
)
CHANGES = (
    Column(
        "id",
        "id",
        str,
        _(
            "The identifier of the change. It may become another, for example when the change is "
            "marked as a correction."
        ),
        "2026/gb/working-holiday/change-2026-07-17-quota",
        field("key"),
    ),
    Column(
        "day",
        "jour",
        datetime.date,
        _("The day of the news, or of our correction."),
        datetime.date(2026, 7, 17),
        field("day"),
    ),
    Column(
        "kind",
        "genre",
        str,
        _("What kind of change it is."),
        "quota",
        field("kind"),
        codes=("first", "quota", "state", "pool", "rating"),
    ),
    *POOL,
    SUBPOOL,
    Column(
        "before",
        "avant",
        str,
        _("The value before, as the site words it; empty for a first figure."),
        "9,330",
        words("before"),
        may_be_empty=True,
    ),
    Column(
        "after",
        "apres",
        str,
        _("The value since, as the site words it."),
        "9,285",
        words("after"),
    ),
    AS_OF,
    IS_CORRECTION,
    RECORDED_AT,
    *SOURCE,
    variant(PAGE, value=lambda change: absolute(change.get_absolute_url())),
    COPY_ON,
)


def of_season(name, name_fr, season, quota):
    """Return the columns of one of two seasons side by side."""
    return (
        variant(
            SEASON,
            name=f"{name}_season",
            name_fr=f"saison_{name_fr}",
            value=lambda row: getattr(row, season).year,
        ),
        variant(
            STATE,
            name=f"{name}_state",
            name_fr=f"etat_{name_fr}",
            description=_("What the quota of that season says; empty if we have no figure."),
            value=lambda row: getattr(getattr(row.pair, quota), "state", None),
            may_be_empty=True,
        ),
        variant(
            PLACES,
            name=f"{name}_places",
            name_fr=f"places_{name_fr}",
            value=lambda row: getattr(getattr(row.pair, quota), "places", None),
        ),
        variant(
            AS_OF,
            name=f"{name}_as_of",
            name_fr=f"en_date_du_{name_fr}",
            description=_("The day of that season on which this was so."),
            value=lambda row: row.pair.days[0 if quota == "before" else 1],
            may_be_empty=True,
        ),
    )


COMPARISON = (
    COUNTRY,
    COUNTRY_NAME,
    CATEGORY,
    CATEGORY_NAME,
    *of_season("first", "avant", "first", "before"),
    *of_season("second", "apres", "second", "after"),
    Column(
        "difference",
        "difference",
        int,
        _(
            "By how many places the quota rose between the same times of the two seasons; empty "
            "unless both are numbers, or if we do not have the same time of both."
        ),
        -45,
        lambda row: row.pair.difference,
        may_be_empty=True,
    ),
)
