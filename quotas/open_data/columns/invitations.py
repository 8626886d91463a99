"""The columns of the invitations of countries."""

import datetime

from django.utils.translation import gettext_lazy as _

from .shared import COPY_ON, COUNTRY, COUNTRY_NAME, SEASON, SOURCE, Column, field


def of_period(name):
    """Return a function that reads the attribute `name` of the period of a row."""
    read = field(name)
    return lambda row: read(row.period)


def figure_of_period(name, name_fr, description, example, attribute):
    """Return the column of a number that the source gives for all countries together."""
    return Column(name, name_fr, int, description, example, of_period(attribute), may_be_empty=True)


INVITATIONS_BY_COUNTRY = (
    SEASON,
    Column(
        "first_day",
        "premier_jour",
        datetime.date,
        _("The first day of the period."),
        datetime.date(2026, 4, 11),
        of_period("starts_on"),
    ),
    Column(
        "last_day",
        "dernier_jour",
        datetime.date,
        _("The last day of the period."),
        datetime.date(2026, 4, 24),
        of_period("ends_on"),
    ),
    COUNTRY,
    COUNTRY_NAME,
    Column(
        "invitations",
        "invitations",
        int,
        _("Invitations issued in the period, in all categories together."),
        338,
        field("invitations"),
    ),
    figure_of_period(
        "stated_total",
        "total_selon_la_source",
        _(
            "Invitations of all countries in the period, as the source states them. The rows of "
            "the countries may add up to another number."
        ),
        4447,
        "total",
    ),
    figure_of_period(
        "season_total",
        "total_de_la_saison",
        _("Invitations of all countries since the season began, until the last day."),
        67169,
        "season_total",
    ),
    figure_of_period(
        "candidates",
        "candidats",
        _("Candidates in the pools of all countries."),
        28471,
        "candidates",
    ),
    Column(
        "candidates_as_of",
        "candidats_en_date_du",
        datetime.date,
        _("The day of the number of candidates."),
        datetime.date(2026, 4, 24),
        of_period("candidates_as_of"),
        may_be_empty=True,
    ),
    *SOURCE,
    COPY_ON,
)
