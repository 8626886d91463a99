"""Objects for tests: each call names only the facts that the test is about."""

import datetime
import itertools

from quotas.models import (
    Category,
    Country,
    Note,
    Notice,
    Quota,
    Season,
    Source,
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
