"""The words in pictures: the sentence above each, its unit, and its foot."""

from functools import partial

from quotas.figures import compared_chart, foot, headlines, ranks, rating_words, seasons_chart
from quotas.figures.weeks import Course
from quotas.figures.when_invited import WhenInvited
from quotas.models import Quota, Season, Source

from .of_seasons import RATINGS, rated, ratings
from .rows import COOP, FRANCE, FRIDAY, WEEK, WORKING_HOLIDAY, source, week

CATEGORIES = [WORKING_HOLIDAY, COOP]
IRCC = source(id=1)
ARTICLE = source(id=2, publisher="A newspaper", confidence=Source.Confidence.REPORTED)
SEASON = Season(id=2026, year=2026)
POOLS = {
    "nothing but invitations": {"invitations": 1000},
    "1 invitation": {"invitations": 1},
    "nothing but candidates": {"candidates": 1000},
    "1 candidate": {"candidates": 1},
    "nobody": {"candidates": 0},
    "nothing but spots": {"spots": 1000},
    "no spots, 1,000 candidates": {"spots": 0, "quota": 10, "candidates": 1000},
    "1 spot, 1 candidate": {"spots": 1, "candidates": 1},
    "1 of 10 spots, nobody": {"spots": 1, "quota": 10, "candidates": 0},
    "1,000 of 7,000 spots": {"spots": 1000, "quota": 7000, "candidates": 2000},
    "more spots than the quota": {"spots": 1000, "quota": 900, "candidates": 2000},
}


def quotas(**by_year):
    """The quotas of Working Holiday: a number or a state of each year, after a letter."""
    return [
        Quota(
            season=Season(id=int(year[1:]), year=int(year[1:])),
            country=FRANCE,
            category=WORKING_HOLIDAY,
            state="limited" if isinstance(value, int) else value,
            places=value if isinstance(value, int) else None,
            as_of=FRIDAY,
            source=IRCC,
        )
        for year, value in by_year.items()
    ]


def of_seasons(**by_year):
    return seasons_chart.headline("France", quotas(**by_year), CATEGORIES)


def of_countries(*values):
    """The headline of countries, each with a number, a state or None."""
    held = [value and quotas(y2026=value)[0] for value in values]
    names = ["France", "Ireland", "Australia", "Japan"][: len(values)]
    return compared_chart.headline(names, SEASON, [(WORKING_HOLIDAY, held)])


def chances():
    figures = [
        week(n, candidates=100, invitations=10 * n, rating=None, source=IRCC) for n in range(14)
    ]
    return WhenInvited(figures).chart


TABLES = {
    "The quotas of countries": {
        "numbers": lambda: of_countries(10, 3000, 1, 200),
        "other states": lambda: of_countries(None, "not_offered", "to_be_announced", "unlimited"),
        "two": lambda: of_countries(None, 10),
        "unit": lambda: compared_chart.unit_of(["France", "Ireland"], SEASON, 1),
        "unit of two categories": lambda: compared_chart.unit_of(["France", "Ireland"], SEASON, 2),
    },
    "The weeks of a pool": {
        **{case: partial(headlines.of_weeks, [week(**figures)]) for case, figures in POOLS.items()},
        "of a day before the last": lambda: headlines.of_weeks([week(spots=5), week(1)]),
        "unit": lambda: Course("", [week(spots=5, source=IRCC)]).chart.unit,
        "foot": lambda: Course("", [week(spots=5, source=IRCC)]).chart.foot,
    },
    "The chances in a pool": {
        "within 1 week": lambda: headlines.of_chances(1, (FRIDAY, 1), (FRIDAY + WEEK, 0.0123)),
        "within 4 weeks": lambda: headlines.of_chances(4, (FRIDAY, 0.5), (FRIDAY + WEEK, 0)),
        "unit": lambda: chances().unit,
        "lines": lambda: [line.name for line in chances().lines],
    },
    "The invitations of a season": {
        "1": lambda: headlines.of_issued({FRIDAY: 1}),
        "1,002": lambda: headlines.of_issued({FRIDAY: 1000, FRIDAY + WEEK: 2}),
        "unit": lambda: headlines.unit_of_issued(2026),
    },
    "The seasons of a country": {
        "1 spot": lambda: of_seasons(y2026=1),
        "1,000 spots": lambda: of_seasons(y2026=1000),
        "1 spot, fewer": lambda: of_seasons(y2025=1000, y2026=1),
        "1 spot, more": lambda: of_seasons(y2025=0, y2026=1),
        "1 spot, as many": lambda: of_seasons(y2025=1, y2026=1),
        "fewer": lambda: of_seasons(y2021=3000, y2026=1000),
        "more": lambda: of_seasons(y2021=1000, y2024="unlimited", y2026=3000),
        "as many": lambda: of_seasons(y2025=1000, y2026=1000),
        "unlimited": lambda: of_seasons(y2025=1000, y2026="unlimited"),
        "not offered": lambda: of_seasons(y2025=1000, y2026="not_offered"),
        "to be announced": lambda: of_seasons(y2026="to_be_announced"),
        "nothing": lambda: seasons_chart.nothing_known("France").headline,
        "unit of nothing": lambda: seasons_chart.nothing_known("France").unit,
        "unit of one season": lambda: (
            seasons_chart.chart_of("France", quotas(y2026=1), CATEGORIES).unit
        ),
        "unit of seasons": lambda: (
            seasons_chart.chart_of("France", quotas(y2025=1, y2026=1), CATEGORIES).unit
        ),
        "unit of two categories": lambda: seasons_chart.unit_of("France", 2, 2),
    },
    "The ratings of a season": {
        "no week": lambda: rating_words.headline_of_chart(ratings()),
        "1 rating": lambda: rating_words.headline_of_chart(ratings(rated(5))),
        "2 ratings": lambda: rating_words.headline_of_chart(
            ratings(rated(1000, rating=RATINGS[0]), rated(0, 5, 0))
        ),
    },
    "The largest quotas of a season": {
        **{
            str(value): lambda value=value: ranks.headline_of_largest(quotas(y2026=value)[0])
            for value in (0, 1, 1000, "unlimited")
        },
        "unit": lambda: ranks.unit_of_largest(Season(year=2026), WORKING_HOLIDAY),
    },
    "The foot": {
        "1 day": lambda: foot.foot_between(FRIDAY, FRIDAY, [IRCC]),
        "2 days, 2 sources": lambda: foot.foot_between(FRIDAY, FRIDAY + WEEK, [ARTICLE, IRCC]),
        "3 sources": lambda: foot.foot_between(
            FRIDAY, FRIDAY, [ARTICLE, IRCC, source(id=3, copy_on="GitHub")]
        ),
    },
}
