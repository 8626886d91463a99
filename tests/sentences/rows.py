"""Records that sentences are about, without a database."""

import datetime

from quotas.figures.standing import Calendar, Standing
from quotas.models import Category, Country, Eligibility, Season, Source, WeeklyFigures
from quotas.models.weekly_figures import Rating

FRIDAY = datetime.date(2026, 3, 6)
FIRST_OF_MAY = datetime.date(2026, 5, 1)
WEEK = datetime.timedelta(weeks=1)
SEASON = Season(id=1, year=2026)
FRANCE = Country(id=1, code="FR", name_en="France", name_fr="France")
KOREA = Country(id=2, code="KR", name_en="South Korea", name_fr="Corée du Sud")
WORKING_HOLIDAY = Category(
    id=1,
    slug="working-holiday",
    name_en="Working Holiday",
    name_fr="Vacances-travail",
    permit=Category.Permit.OPEN,
    is_for_students=False,
)
PROFESSIONALS = Category(
    id=2,
    slug="young-professionals",
    name_en="Young Professionals",
    name_fr="Jeunes professionnels",
    permit=Category.Permit.EMPLOYER_SPECIFIC,
    is_for_students=False,
)
COOP = Category(
    id=3,
    slug="international-coop",
    name_en="International Co-op",
    name_fr="Stage coop international",
    permit=Category.Permit.EMPLOYER_SPECIFIC,
    is_for_students=True,
)


def source(**facts):
    return Source(**{"publisher": "IRCC", "confidence": Source.Confidence.OFFICIAL} | facts)


def week(n=0, **figures):
    """The figures of a pool on the Friday `n` weeks after the first one."""
    return WeeklyFigures(
        season=SEASON,
        country=FRANCE,
        category=WORKING_HOLIDAY,
        as_of=FRIDAY + n * WEEK,
        **figures,
    )


def weeks(*pairs, **figures):
    """The weeks of a pool by their candidates and the invitations of the season until then."""
    return [
        week(n, **figures, candidates=candidates, invitations=issued)
        for n, (candidates, issued) in enumerate(pairs)
    ]


def eligibility(**facts):
    return Eligibility(
        **{
            "country": FRANCE,
            "category": WORKING_HOLIDAY,
            "youngest": 18,
            "oldest": 35,
            "longest_stay": 24,
            "participations": 2,
            "participations_here": 1,
        }
        | facts
    )


def standing(on=FRIDAY, *, opened=None, closed=None, status="", figures=None, year=2026):
    """The standing of a season whose days are known, by its year if of others too."""
    calendar = Calendar(*(_by_year(each, year) for each in (opened, closed, figures)))
    return Standing(Season(year=year, corrected_status=status), calendar, on)


def _by_year(days, year):
    return days if isinstance(days, dict) else {year: days} if days else {}


GOOD, POOR = Rating.VERY_GOOD, Rating.VERY_LOW
