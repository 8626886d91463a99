"""Sentences that answer somebody: conditions, fees, and what changed."""

import dataclasses
from functools import partial

from quotas.figures import condition_sentences
from quotas.figures.changes import Change, _describe_openness, _describe_quota
from quotas.figures.comparison import Pair, describe_turn
from quotas.figures.eligibility import Answer, Citizenship, Person
from quotas.figures.fees import Total
from quotas.figures.same_point import OnDay
from quotas.i18n.formats import age, canadian_dollars, dollars, long_date, month_and_day, on_days
from quotas.models import Fee
from quotas.models.quota import QuotaState
from quotas.models.weekly_figures import Rating, Word

from .rows import (
    COOP,
    FIRST_OF_MAY,
    FRANCE,
    FRIDAY,
    KOREA,
    PROFESSIONALS,
    SEASON,
    WEEK,
    WORKING_HOLIDAY,
    eligibility,
    source,
    week,
)

PARTICIPATIONS = {
    "1": (1, 1),
    "2, both here": (2, 2),
    "2, 1 here": (2, 1),
    "3, 2 here": (3, 2),
    "2, not known where": (2, None),
}
PEOPLE = {
    "nothing said": Person(),
    "too young": Person(age=17),
    "too old": Person(age=36),
    "of age": Person(age=24),
    "no student, no offer": Person(age=24, is_student=False, has_job_offer=False),
    "a student with an offer": Person(age=24, is_student=True, has_job_offer=True),
    "Canadian": Person(is_canadian=True),
}
CONDITIONS = {
    "school there": {"must_study_there": True},
    "some who are not students": {"takes_non_students": True},
    "certain fields": {"must_match_field": True},
    "certain employers": {"needs_certain_employer": True},
    "paid work": {"must_be_paid": True},
    "resident": {"residence": "address"},
    "usually lives there": {"residence": "residence"},
}


def answer(person=PEOPLE["of age"], category=WORKING_HOLIDAY, country=FRANCE, **facts):
    granted = eligibility(country=country, category=category, **facts)
    return Answer(person, country, category, granted, asked=[country.code])


def fee(kind, amount):
    return Fee(season=SEASON, kind=kind, dollars=amount)


TOTALS = {
    "open permit": Total(
        WORKING_HOLIDAY,
        [
            fee(Fee.Kind.IEC, 184.75),
            fee(Fee.Kind.OPEN_PERMIT, 100),
            fee(Fee.Kind.BIOMETRICS, 85),
        ],
    ),
    "permit of an employer": Total(
        PROFESSIONALS, [fee(Fee.Kind.IEC, 1184.75), fee(Fee.Kind.BIOMETRICS, 85)]
    ),
}


def change(kind, before, after):
    return Change(
        kind=kind,
        season=SEASON,
        country=FRANCE,
        category=WORKING_HOLIDAY,
        subpool="",
        before=before,
        after=after,
        as_of=FRIDAY,
        source=source(),
        is_correction=False,
        recorded_at=None,
        pk=1,
    ).sentence


@dataclasses.dataclass
class Figure:
    """A quota, as far as two are compared."""

    state: str
    places: int | None = None
    as_of = FRIDAY


def pair(before, after, **facts):
    days = tuple(each and OnDay(each, FRIDAY) for each in (before, after))
    return Pair(FRANCE, days, **facts).label


LIMITED = QuotaState.LIMITED
STATES = {state.name.lower().replace("_", " "): state for state in QuotaState}

TABLES = {
    "Who can apply": {
        f"{category.slug}, {who}": lambda person=person, category=category: (
            answer(person, category).reasons
        )
        for category in (WORKING_HOLIDAY, PROFESSIONALS, COOP)
        for who, person in PEOPLE.items()
    }
    | {
        f"condition: {name}": lambda facts=facts: answer(category=COOP, **facts).conditions
        for name, facts in CONDITIONS.items()
    }
    | {
        f"participations: {name}": lambda numbers=numbers: condition_sentences.terms_sentence(
            eligibility(longest_stay=12, participations=numbers[0], participations_here=numbers[1])
        )
        for name, numbers in PARTICIPATIONS.items()
    }
    | {
        "a stay of 1 month": lambda: condition_sentences.terms_sentence(
            eligibility(longest_stay=1)
        ),
        "residents of a territory": lambda: condition_sentences.territory_sentence(
            "Anguilla", eligibility()
        ),
        "only some territories": lambda: condition_sentences.territory_sentence(
            "Anguilla", eligibility(only_from="GB JE")
        ),
        "no such category": lambda: Answer(Person(), FRANCE, COOP, None).reasons,
        "no arrangement": lambda: Answer(Person(), KOREA, COOP, None, is_arranged=False).reasons,
        "once took part": lambda: condition_sentences.past_sentence(FRANCE, [week()]),
        "once not accepting": lambda: condition_sentences.past_sentence(
            FRANCE, [week(candidates_word=Word.NOT_ACCEPTING)]
        ),
        "people from territories": lambda: list(
            Citizenship("FR", FRANCE, [], ["RE", "GF"]).territory_sentences
        ),
        "some people from territories": lambda: list(
            Citizenship("GB", FRANCE, [], ["AI", "BM"]).territory_sentences
        ),
    },
    "Fees": {
        f"{what}: {case}": partial(getattr, total, what)
        for what in ("sentence", "names", "remark")
        for case, total in TOTALS.items()
    },
    "What changed": {
        "first figure": lambda: change("first", "", _describe_quota(LIMITED, 1000)),
        "quota": lambda: change("quota", *(_describe_quota(LIMITED, each) for each in (0, 1))),
        "state": lambda: change(
            "state", _describe_quota(QuotaState.UNLIMITED, None), _describe_quota(None, None)
        ),
        "rating": lambda: change("rating", Rating.VERY_GOOD.label, Rating.LOW.label),
        "pool closed": lambda: change("pool", _describe_openness(True), _describe_openness(False)),
        "not comparable": lambda: pair(None, None, is_comparable=False),
        "not known": lambda: pair(None, Figure(QuotaState.UNLIMITED)),
        "no change": lambda: pair(*[Figure(QuotaState.UNLIMITED)] * 2),
        "1,000 more": lambda: pair(*(Figure(LIMITED, each) for each in (0, 1000))),
        "1 less": lambda: pair(*(Figure(LIMITED, each) for each in (1, 0))),
        **{
            f"from {before} to {after}": partial(describe_turn, STATES[before], STATES[after])
            for before in STATES
            for after in STATES
            if before != after
        },
    },
    "Days and sums": {
        "a day": lambda: long_date(FRIDAY),
        "the first of a month": lambda: long_date(FIRST_OF_MAY),
        "without its year": lambda: [month_and_day(FRIDAY), month_and_day(FIRST_OF_MAY)],
        "one day": lambda: on_days(FRIDAY, FRIDAY),
        "two days": lambda: on_days(FRIDAY, FIRST_OF_MAY),
        **{
            f"{days} days ago": lambda days=days: age(FRIDAY, FRIDAY + days * WEEK / 7)
            for days in (0, 1, 2, 1000, -1, -1000)
        },
        **{
            f"{amount} dollars": lambda amount=amount: [dollars(amount), canadian_dollars(amount)]
            for amount in (0, 1, 1000, 184.75)
        },
    },
}
