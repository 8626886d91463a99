"""The columns of the chance ratings and what followed them."""

import datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ...figures.chances import Doubt
from ...figures.ratings import RATINGS as RATED
from ...i18n.addresses import absolute
from .shared import CATEGORY, CATEGORY_NAME, PAGE, RATING, SEASON, Column, field, variant


def share(name, name_fr, description, example, value):
    """Return the column of a share of 0 to 1, with four decimals."""

    def rounded(rated):
        exact = value(rated)
        return None if exact is None else round(Decimal(exact), 4)

    return Column(name, name_fr, Decimal, description, Decimal(example), rounded, may_be_empty=True)


def of_spread(name):
    """Return a function that reads the share `name` of the spread of RatedWeeks, if any."""
    return lambda rated: rated.spread and getattr(rated.spread, name)


def count(name, name_fr, description, example, attribute):
    return Column(name, name_fr, int, description, example, field(attribute))


def day(name, name_fr, description, example, attribute):
    return Column(
        name, name_fr, datetime.date, description, example, field(attribute), may_be_empty=True
    )


def left_out_by(doubt, name_fr, example):
    """Return the column of the weeks that are not counted for one Doubt, whose words tell it."""
    return Column(
        f"left_out_{doubt.value}",
        name_fr,
        int,
        format_lazy("{}.", doubt.label),
        example,
        lambda rated: rated.left_out[doubt],
    )


def page_of(rated):
    """Return the whole address of the page that shows the row of `rated`."""
    query = {"season": rated.season.year}
    if rated.category:
        query["category"] = rated.category.slug
    return absolute(f"{reverse('ratings')}?{urlencode(query)}")


RATINGS = (
    SEASON,
    *(variant(column, may_be_empty=True) for column in (CATEGORY, CATEGORY_NAME)),
    variant(
        RATING,
        example="very_low",
        may_be_empty=False,
        codes=tuple(rating.name.lower() for rating in RATED),
    ),
    variant(
        share(
            "predicted_from",
            "prevue_de",
            _("That chance, from 0 to 1."),
            "0.01",
            lambda rated: rated.lowest / 100,
        ),
        may_be_empty=False,
    ),
    variant(
        share(
            "predicted_to",
            "prevue_a",
            _("The end of its range."),
            "0.19",
            lambda rated: rated.highest / 100,
        ),
        may_be_empty=False,
    ),
    day(
        "first_day",
        "premier_jour",
        _("The first day of the weeks counted."),
        datetime.date(2026, 1, 30),
        "first_day",
    ),
    day("last_day", "dernier_jour", _("The last day."), datetime.date(2026, 10, 9), "last_day"),
    Column(
        "weeks",
        "semaines",
        int,
        _("Weeks of a pool that are counted."),
        525,
        lambda rated: len(rated.counted),
    ),
    count("candidates", "candidats", _("Their candidates, added up."), 1118527, "candidates"),
    count("invited", "invites", _("The number of these who were invited."), 10073, "invited"),
    share(
        "share_invited",
        "part_invitee",
        _("Their share, from 0 to 1."),
        "0.0090",
        lambda rated: rated.share,
    ),
    share(
        "share_lowest_tenth",
        "part_dixieme_inferieur",
        _("The share of the week that ends the lowest tenth of weeks."),
        "0",
        of_spread("lowest"),
    ),
    share(
        "share_median",
        "part_mediane",
        _("The share of the week that ends the lower half."),
        "0.0083",
        of_spread("median"),
    ),
    share(
        "share_highest_tenth",
        "part_dixieme_superieur",
        _("The share of the week that ends the lowest nine tenths."),
        "0.0870",
        of_spread("highest"),
    ),
    count(
        "weeks_without_invitation",
        "semaines_sans_invitation",
        _("Weeks without an invitation."),
        118,
        "without_invitation",
    ),
    count(
        "weeks_below",
        "semaines_sous_la_prevision",
        _("Weeks with a share below the range predicted."),
        276,
        "below",
    ),
    count(
        "weeks_within",
        "semaines_selon_la_prevision",
        _("Weeks within it: its end is where the next range begins."),
        246,
        "within",
    ),
    count("weeks_above", "semaines_sur_la_prevision", _("Weeks above it."), 3, "above"),
    count("left_out", "ecartees", _("Weeks that are not counted."), 78, "left_out_count"),
    left_out_by(Doubt.NOT_BEGUN, "ecartees_pas_commence", 0),
    left_out_by(Doubt.NOT_GIVEN, "ecartees_non_indique", 0),
    left_out_by(Doubt.FELL, "ecartees_en_baisse", 0),
    left_out_by(Doubt.REPEATED, "ecartees_repete", 2),
    left_out_by(Doubt.GAP, "ecartees_manquante", 18),
    left_out_by(Doubt.NOBODY, "ecartees_personne", 15),
    left_out_by(Doubt.FEW, "ecartees_trop_peu", 43),
    variant(
        PAGE,
        example="https://quotas.example/en/ratings/?season=2026&category=working-holiday",
        value=page_of,
    ),
)
