"""The columns of weekly figures."""

import datetime

from django.utils.translation import gettext_lazy as _

from ...models.weekly_figures import RoundDay, Word
from .shared import (
    AS_OF,
    CATEGORY,
    CATEGORY_NAME,
    COPY_ON,
    COUNTRY,
    COUNTRY_NAME,
    RATING,
    SEASON,
    SOURCE,
    SUBPOOL,
    Column,
    field,
    variant,
)


def amount(name, name_fr, description, words, example):
    """Return the columns of a weekly figure: it has a number, a word or neither."""
    return (
        Column(name, name_fr, int, description, example, field(name), may_be_empty=True),
        Column(
            f"{name}_word",
            f"{name_fr}_mot",
            str,
            _("The word that is given instead of a number."),
            None,
            field(f"{name}_word"),
            may_be_empty=True,
            codes=tuple(word.value for word in words),
        ),
    )


def round_day(name, name_fr, description):
    return (
        Column(
            name,
            name_fr,
            datetime.date,
            description,
            datetime.date(2026, 1, 12),
            field(f"{name}_on"),
            may_be_empty=True,
        ),
        Column(
            f"{name}_word",
            f"{name_fr}_mot",
            str,
            _("Whether it means that day or its week, or the word in place of a day."),
            "week",
            field(f"{name}_word"),
            may_be_empty=True,
            codes=tuple(RoundDay.values),
        ),
    )


NOT_SAID = (Word.TO_BE_ANNOUNCED, Word.NOT_APPLICABLE)
WEEKLY_FIGURES = (
    SEASON,
    *(
        variant(column, may_be_empty=True)
        for column in (COUNTRY, COUNTRY_NAME, CATEGORY, CATEGORY_NAME)
    ),
    SUBPOOL,
    AS_OF,
    *amount("quota", "quota", _("The quota as the source gave it that day."), Word, 6500),
    *amount(
        "invitations",
        "invitations",
        _("Invitations issued since the season began."),
        NOT_SAID,
        5120,
    ),
    *amount(
        "candidates",
        "candidats",
        _("Candidates in the pool."),
        (*NOT_SAID, Word.NOT_ACCEPTING),
        830,
    ),
    *amount("spots", "places_disponibles", _("Spots available."), Word, 2400),
    RATING,
    *round_day("first_round", "premiere_ronde", _("The first round of the season.")),
    *round_day("final_round", "ronde_finale", _("The final round of the season.")),
    Column(
        "is_open",
        "bassin_ouvert",
        bool,
        _("Whether a profile could be submitted; empty if the source does not say."),
        True,
        field("is_open"),
        may_be_empty=True,
    ),
    *SOURCE,
    COPY_ON,
)
