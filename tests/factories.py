"""Objects for tests: each call names only the facts that the test is about."""

import datetime
import itertools

from quotas.models import (
    Category,
    Country,
    CountryInvitations,
    Eligibility,
    InvitationPeriod,
    Note,
    Notice,
    Question,
    Quota,
    Season,
    Source,
    Step,
    Term,
    WeeklyFigures,
)

CODES = ("".join(letters) for letters in itertools.cycle(itertools.product("QXZ", "ABCDEFGHIJKLM")))
numbers = itertools.count(1)


def make_source(**facts):
    n = next(numbers)
    return Source.objects.create(
        **{
            "slug": f"source-{n}",
            "title_en": f"Source {n}",
            "title_fr": f"Source {n} fr",
            "publisher": "A publisher",
            "confidence": "reported",
        }
        | facts
    )


def make_season(**facts):
    return Season.objects.create(**{"year": 2021} | facts)


def make_country(**facts):
    code = facts.get("code") or next(CODES)
    return Country.objects.create(
        **{"code": code, "name_en": f"Country {code}", "name_fr": f"Pays {code}"} | facts
    )


def make_category(**facts):
    n = next(numbers)
    texts = ("summary", "audience", "job_offer", "studies", "pay", "selection", "explanation")
    return Category.objects.create(
        **{
            "slug": f"category-{n}",
            "slug_fr": f"categorie-{n}",
            "name_en": f"Category {n}",
            "name_fr": f"Catégorie {n}",
            "permit": "open",
            "position": n,
        }
        | {f"{text}_{code}": f"{text} {code}" for text in texts for code in ("en", "fr")}
        | facts
    )


def make_quota(**facts):
    """A limited quota, unless `state` says otherwise; what it belongs to is made if not given."""
    state = facts.get("state", "limited")
    made = {
        "season": make_season,
        "country": make_country,
        "category": make_category,
        "source": make_source,
    }
    return Quota.objects.create(
        **{name: make() for name, make in made.items() if name not in facts}
        | {"places": 100 if state == "limited" else None, "as_of": datetime.date(2021, 3, 1)}
        | facts
    )


def make_figures(**facts):
    """The weekly figures of one pool on one day; what they belong to is made if not given."""
    made = {
        "season": make_season,
        "country": make_country,
        "category": make_category,
        "source": make_source,
    }
    return WeeklyFigures.objects.create(
        **{name: make() for name, make in made.items() if name not in facts}
        | {"as_of": datetime.date(2023, 2, 17)}
        | facts
    )


def make_invitations(period=None, **facts):
    """The invitations of one country; `period` has the facts of its period, made if not one."""
    if not isinstance(period, InvitationPeriod):
        made = {"season": make_season, "source": make_source}
        period = InvitationPeriod.objects.create(
            **{name: make() for name, make in made.items() if name not in (period or {})}
            | {"starts_on": datetime.date(2023, 9, 16), "ends_on": datetime.date(2023, 9, 29)}
            | (period or {})
        )
    return CountryInvitations.objects.create(
        period=period,
        **{} if "country" in facts else {"country": make_country()},
        **{"invitations": 10} | facts,
    )


def make_notice(**facts):
    n = next(numbers)
    return Notice.objects.create(
        **{
            "slug": f"notice-{n}",
            "title_en": f"Notice {n}",
            "title_fr": f"Avis {n}",
            "text_en": "Text.",
            "text_fr": "Texte.",
        }
        | facts
    )


def make_note(**facts):
    n = next(numbers)
    return Note.objects.create(
        **{"slug": f"note-{n}", "text_en": "A note.", "text_fr": "Une note."} | facts
    )


def make_question(**facts):
    n = next(numbers)
    return Question.objects.create(
        **{
            "slug": f"question-{n}",
            "slug_fr": f"question-fr-{n}",
            "position": n,
            "question_en": f"Question {n}?",
            "question_fr": f"Question {n} fr?",
            "summary_en": "In short.",
            "summary_fr": "En bref.",
            "answer_en": "An answer.",
            "answer_fr": "Une réponse.",
        }
        | facts
    )


def make_term(**facts):
    n = next(numbers)
    return Term.objects.create(
        **{
            "slug": f"term-{n}",
            "term_en": f"Term {n}",
            "term_fr": f"Terme {n}",
            "meaning_en": "A meaning.",
            "meaning_fr": "Un sens.",
        }
        | facts
    )


def make_step(**facts):
    """A step without a deadline, unless `days` gives one."""
    n = next(numbers)
    counted = ("from the step", "à partir de l’étape") if facts.get("days") else ("", "")
    return Step.objects.create(
        **{
            "slug": f"step-{n}",
            "position": n,
            "name_en": f"Step {n}",
            "name_fr": f"Étape {n}",
            "text_en": "Do it.",
            "text_fr": "Faites-le.",
            "counted_from_en": counted[0],
            "counted_from_fr": counted[1],
        }
        | ({} if "source" in facts else {"source": make_source()})
        | facts
    )


def make_eligibility(**facts):
    made = {"country": make_country, "category": make_category, "source": make_source}
    return Eligibility.objects.create(
        **{name: make() for name, make in made.items() if name not in facts}
        | {
            "youngest": 18,
            "oldest": 35,
            "longest_stay": 12,
            "participations": 1,
            "as_of": datetime.date(2025, 12, 24),
        }
        | facts
    )
