"""Descriptions of pages, as search engines and links that are shared show them."""

import datetime
import functools
from types import SimpleNamespace

from quotas.figures import descriptions
from quotas.figures.countries import SeasonRow
from quotas.figures.pools import Pool
from quotas.figures.summaries import Summary
from quotas.figures.weeks import Course
from quotas.models import Quota
from quotas.models.weekly_figures import Word

from .rows import COOP, FRANCE, FRIDAY, KOREA, PROFESSIONALS, SEASON, WORKING_HOLIDAY, source, weeks

QUOTAS = {
    "no quota": None,
    "limited": {"state": "limited", "places": 5861},
    "one place": {"state": "limited", "places": 1},
    "unlimited": {"state": "unlimited"},
    "not offered": {"state": "not_offered"},
    "to be announced": {"state": "to_be_announced"},
}
COURSES = {
    "a share": weeks((2320, 100), (2300, 195), spots=95),
    "nobody invited": weeks((2320, 100), (2300, 100), spots=0),
    "invitations for all": weeks((20, 100), (20, 130), spots=1),
    "spots unlimited": weeks((2320, 100), (2300, 195), spots_word=Word.UNLIMITED),
    "one week": weeks((2320, 100), spots=95),
    "too few to share": weeks((3, 1), (2, 2), spots=95),
    "no number": weeks((None, None)),
}


def quota(country=FRANCE, category=WORKING_HOLIDAY, on=FRIDAY, **facts):
    return Quota(
        season=SEASON, country=country, category=category, as_of=on, source=source(id=1), **facts
    )


def of_pool(facts, course=None):
    pool = Pool(SEASON, FRANCE, WORKING_HOLIDAY)
    held = quota(**facts) if facts else None
    return functools.partial(descriptions.of_pool, pool, held, course and Course("", course))


def of_country(*days):
    """Return the description of France with quotas of these days, in the order of categories."""
    facts = (QUOTAS["limited"], QUOTAS["not offered"], QUOTAS["unlimited"])
    categories = (WORKING_HOLIDAY, PROFESSIONALS, COOP)
    row = [
        (category, quota(category=category, on=day, **of_category))
        for day, category, of_category in zip(days, categories, facts, strict=False)
    ]
    return functools.partial(
        descriptions.of_country, FRANCE, [SeasonRow(SEASON, row)] if row else []
    )


def of_category(*countries):
    quotas = [quota(country=country, **QUOTAS["limited"]) for country in countries]
    return functools.partial(descriptions.of_category, WORKING_HOLIDAY, SEASON, quotas)


def summary(*facts):
    return Summary(SEASON, [quota(**each) for each in facts])


def of_changes(count, words="France, 2026: 5"):
    newest = SimpleNamespace(day=FRIDAY, sentence=words)
    return functools.partial(descriptions.of_changes, count, newest if count else None)


LIMITED, UNLIMITED = QUOTAS["limited"], QUOTAS["unlimited"]
TABLES = {
    "Description of a pool": {
        **{f"no week: {case}": of_pool(facts) for case, facts in QUOTAS.items()},
        **{f"weeks: {case}": of_pool(LIMITED, course) for case, course in COURSES.items()},
    },
    "Description of a country": {
        "no quota": of_country(),
        "of one day": of_country(FRIDAY, FRIDAY, FRIDAY),
        "of several days": of_country(FRIDAY, FRIDAY + datetime.timedelta(7)),
    },
    "Description of a category": {
        "one country": of_category(FRANCE),
        "two countries": of_category(FRANCE, KOREA),
        "four countries": of_category(FRANCE, KOREA, FRANCE, KOREA),
    },
    "Description of a season": {
        "no quota": lambda: descriptions.of_season(summary()),
        "two quotas": lambda: descriptions.of_season(summary(LIMITED, UNLIMITED)),
        "one quota": lambda: descriptions.of_season(summary(LIMITED)),
        "the home page": lambda: descriptions.of_current_season(summary(LIMITED, UNLIMITED)),
    },
    "Description of the changes": {
        "none": of_changes(0),
        "one": of_changes(1),
        "791": of_changes(791),
        "791, the newest in many words": of_changes(791, "France, " * 20),
    },
}
