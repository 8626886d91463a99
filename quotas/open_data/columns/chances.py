"""The columns of the chances of candidates, worked out from the weekly figures."""

import datetime
import math
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ...figures.chances import HORIZONS, Doubt, Level
from .shared import POOL, RATING, SUBPOOL, Column, field

SMALLEST = Decimal("0.0001")


def number(value):
    """Return a whole number, None if it is not known or has no bound."""
    return None if value in (None, math.inf) else value


def share(value):
    """Return a share of 0 to 1 with four decimals, None if it is not known."""
    return None if value is None else Decimal(value).quantize(SMALLEST)


def bounds(name, name_fr, kind, descriptions, examples, value, shape):
    """Return the two columns of a Range that `value` reads from a record."""

    def bound(which):
        return lambda row: shape(getattr(value(row), which, None))

    return tuple(
        Column(
            f"{name}_{which}",
            f"{name_fr}_{which_fr}",
            kind,
            description,
            example,
            bound(which),
            may_be_empty=True,
        )
        for which, which_fr, description, example in zip(
            ("least", "most"), ("min", "max"), descriptions, examples, strict=True
        )
    )


def within(weeks):
    """Return the two columns of the chance within so many `weeks`."""
    return bounds(
        f"within_{weeks}_week{'s' if weeks > 1 else ''}",
        f"en_{weeks}_semaine{'s' if weeks > 1 else ''}",
        Decimal,
        (_("The chance of an invitation in this time, at least."), _("The same, at most.")),
        (0.4119, 0.4119),
        lambda row: row.within.get(weeks),
        share,
    )


CHANCES = (
    *POOL,
    SUBPOOL,
    Column(
        "as_of",
        "en_date_du",
        datetime.date,
        _("The day on which the week begins."),
        datetime.date(2026, 7, 24),
        field("as_of"),
    ),
    Column(
        "until",
        "jusqu_au",
        datetime.date,
        _("The next day of figures."),
        datetime.date(2026, 7, 31),
        field("until"),
    ),
    Column(
        "candidates",
        "candidats",
        int,
        _("Candidates in the pool on the first day."),
        830,
        field("candidates"),
        may_be_empty=True,
    ),
    RATING,
    *bounds(
        "invitations",
        "invitations",
        int,
        (_("Invitations issued in the week, at least."), _("The same, at most.")),
        (340, 340),
        lambda row: row.week.invitations,
        number,
    ),
    *bounds(
        "share",
        "part",
        Decimal,
        (_("Invitations over candidates, from 0 to 1, at least."), _("The same, at most.")),
        (0.4096, 0.4096),
        lambda row: row.week.share,
        share,
    ),
    Column(
        "left_out",
        "exclusion",
        str,
        _("Why the share is not counted; empty if it is."),
        None,
        lambda row: row.week.doubt and row.week.doubt.value,
        may_be_empty=True,
        codes=tuple(Doubt.values),
    ),
    *(column for weeks in HORIZONS for column in within(weeks)),
    Column(
        "level",
        "niveau",
        int,
        _(
            "From 0 (nobody was invited) to 5 (nearly everybody); weeks with few candidates are "
            "taken together."
        ),
        int(Level.SOME),
        lambda row: None if row.level is None else int(row.level),
        may_be_empty=True,
    ),
)
