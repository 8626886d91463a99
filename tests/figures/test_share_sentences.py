"""The sentences about who was invited of late, and over a season, in both languages."""

import datetime

import pytest
from django.utils import translation

from quotas.figures.chances import Level, Phase, PoolWeek, Range, pool_weeks, recent
from quotas.figures.phase_sentences import describe, describe_few, describe_in_short
from quotas.figures.share_sentences import last_week, recent_weeks

from .test_chances import FRIDAY, rows


def in_french(sentence_of, *facts):
    with translation.override("fr"):
        sentence = sentence_of(*facts)
    return sentence and sentence.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("figures", "english", "french"),
    [
        (
            rows((3875, 14383), (4208, 14407)),
            "24 of the 3,875 candidates of March 6, 2026 were invited by March 13, 2026: 0.62%.",
            "Des 3 875 candidats du 6 mars 2026, 24 avaient été invités au 13 mars 2026, "
            "soit 0,62 %.",
        ),
        (
            rows((100, 5), (100, 6)),
            "1 of the 100 candidates of March 6, 2026 was invited by March 13, 2026: 1%.",
            "Des 100 candidats du 6 mars 2026, 1 avait été invité au 13 mars 2026, soit 1 %.",
        ),
        (
            rows((1200, 30), (1250, 30)),
            "None of the 1,200 candidates of March 6, 2026 was invited by March 13, 2026.",
            "Des 1 200 candidats du 6 mars 2026, aucun n’avait été invité au 13 mars 2026.",
        ),
        (
            rows((480, 5994), (482, 7350)),
            "480 candidates were in the pool on March 6, 2026, and 1,356 invitations followed by "
            "March 13, 2026: enough for all of them.",
            "Le 6 mars 2026, 480 candidats étaient dans le bassin, et 1 356 invitations ont suivi "
            "jusqu’au 13 mars 2026 : assez pour tous.",
        ),
        (
            rows((2, 10), (1, 11)),
            "On March 6, 2026, 2 people were waiting, too few for a share; 1 invitation followed "
            "by March 13, 2026.",
            "Le 6 mars 2026, 2 personnes attendaient, trop peu pour calculer une part; "
            "1 invitation a suivi jusqu’au 13 mars 2026.",
        ),
        (
            rows((1, 10), (1, 10)),
            "On March 6, 2026, 1 person was waiting, too few for a share; no invitation followed "
            "by March 13, 2026.",
            "Le 6 mars 2026, 1 personne attendait, trop peu pour calculer une part; "
            "aucune invitation n’a suivi jusqu’au 13 mars 2026.",
        ),
        (
            rows((50, 139), (50, 138)),
            "From March 6, 2026 to March 13, 2026, we cannot work out a share. The total of the "
            "season fell.",
            "Du 6 mars 2026 au 13 mars 2026, aucune part ne peut être calculée. Le total de "
            "la saison baissait.",
        ),
        (rows((0, 10), (5, 10)), None, None),
        (rows((50, "to_be_announced"), (80, "to_be_announced")), None, None),
    ],
)
def test_the_last_week_is_told_with_the_numbers_it_is_made_of(figures, english, french):
    (week,) = pool_weeks(figures)

    assert last_week(week) == english
    assert in_french(last_week, week) == french


def test_without_a_week_nothing_is_told():
    assert last_week(None) is None
    assert recent_weeks(None) is None


def test_the_last_four_weeks_are_told_with_what_they_come_to():
    figures = rows((1000, 0), (1000, 10), (1000, 12), (1000, 12), (1000, 32))

    # 10, 2, 0 and 20 in 1,000: 1 - 0.99 × 0.998 × 1 × 0.98
    assert recent_weeks(recent(figures)) == (
        "In each of the 4 weeks from March 6, 2026 to April 3, 2026, 0% to 2% of the pool was "
        "invited. Somebody who was in it all that time had a chance of 3.2%."
    )
    assert in_french(recent_weeks, recent(figures)) == (
        "Part du bassin invitée dans chacune des 4 semaines du 6 mars 2026 au 3 avril 2026 : "
        "de 0 % à 2 %. Pour une personne présente tout ce temps, la probabilité totale était de "
        "3,2 %."
    )


def phase(level, first, last, weeks=6, agreeing=6):
    days = (FRIDAY + datetime.timedelta(7 * week) for week in (first, last))
    return Phase(*days, level, weeks, agreeing)


EARLY = phase(Level.NEARLY_ALL, 0, 6, agreeing=5)
MIDDLE = phase(Level.SOME, 6, 12)
LATE = phase(Level.FEWEST, 12, 18)


def test_the_parts_of_a_season_are_one_sentence():
    assert describe([EARLY, MIDDLE, LATE]) == (
        "Until April 17, 2026, nearly everybody who was waiting was invited within a week (in 5 of "
        "6 weeks); from April 17 to May 29, 10 to 50 in 100 a week; from May 29 to July 10, fewer "
        "than 1 in 100 a week."
    )
    assert in_french(describe, [EARLY, MIDDLE, LATE]) == (
        "Jusqu’au 17 avril 2026, presque toutes les personnes en attente ont été invitées dans la "
        "semaine (5 sur 6 semaines); du 17 avril au 29 mai, de 10 à 50 sur 100 par semaine; du "
        "29 mai au 10 juillet, moins de 1 sur 100 par semaine."
    )


def test_in_short_only_the_first_and_the_last_part_are_told():
    assert describe_in_short([EARLY, MIDDLE, LATE]) == describe([EARLY, LATE])
    assert describe_in_short([EARLY, LATE]) == describe([EARLY, LATE])


@pytest.mark.parametrize("between", [Level.NOBODY, Level.NEARLY_ALL])
def test_in_short_a_part_that_is_above_or_below_both_is_told_too(between):
    early, late = phase(Level.MOST, 0, 6), phase(Level.FEW, 12, 18)
    parts = [early, phase(between, 6, 12), late]

    assert describe_in_short(parts) == describe(parts)


@pytest.mark.parametrize(
    ("level", "english", "french"),
    [
        (
            Level.NOBODY,
            "nobody who was waiting was invited",
            "aucune personne en attente n’a été invitée",
        ),
        (
            Level.FEW,
            "1 to 10 in 100 people waiting were invited within a week",
            "de 1 à 10 personnes en attente sur 100 ont été invitées dans la semaine",
        ),
        (
            Level.MOST,
            "50 to 95 in 100 people waiting were invited within a week",
            "de 50 à 95 personnes en attente sur 100 ont été invitées dans la semaine",
        ),
    ],
)
def test_a_season_of_one_part_has_its_two_days(level, english, french):
    whole = [phase(level, 0, 6)]

    assert describe(whole) == f"From March 6 to April 17, 2026, {english}."
    assert in_french(describe, whole) == f"Du 6 mars au 17 avril 2026, {french}."


def test_a_season_without_parts_has_no_sentence():
    assert describe([]) is None
    assert describe_in_short([]) is None
    assert describe_few([]) is None


def weeks_of_few(*pairs):
    """Weeks with a few candidates, and the invitations that followed."""
    return [
        PoolWeek(rows((candidates, 0))[0], FRIDAY, Range(issued, issued), "few")
        for candidates, issued in pairs
    ]


def test_a_pool_of_few_tells_how_often_there_were_invitations_for_all():
    assert describe_few(weeks_of_few((2, 2), (1, 3))) == (
        "Fewer than 20 people were waiting, too few for a share. In every week with somebody "
        "waiting, there were enough invitations for all of them."
    )
    assert describe_few(weeks_of_few((2, 2), (1, 0))) == (
        "Fewer than 20 people were waiting, too few for a share. In 1 of the 2 weeks with somebody "
        "waiting, there were enough invitations for all of them."
    )
    assert describe_few(weeks_of_few((2, 1))) == (
        "Fewer than 20 people were waiting, too few for a share. In every week with somebody "
        "waiting, there were too few invitations for all of them."
    )
    assert in_french(describe_few, weeks_of_few((2, 2), (1, 0))) == (
        "Moins de 20 personnes attendaient, trop peu pour calculer une part. Dans 1 des 2 "
        "semaines où quelqu’un attendait, il y a eu au moins autant d’invitations que de personnes "
        "en attente."
    )
