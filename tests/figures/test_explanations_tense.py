"""The tense of every sentence, at every age of its figures and every status of its season."""

import dataclasses
import datetime
import re

import pytest
from django.utils import translation

from quotas.figures.explanations import explanations
from quotas.figures.standing import Calendar, Standing
from quotas.figures.weeks import Course
from quotas.i18n.formats import long_date
from quotas.models import Season, WeeklyFigures
from quotas.models.season import Status

pytestmark = pytest.mark.once

CLOCKS = [
    datetime.date(2026, 2, 15),  # two days after a feed
    datetime.date(2026, 11, 26),
    datetime.date(2027, 1, 10),
    datetime.date(2027, 12, 31),
]
# Of what is true when it is read. “May be”, “decline” and “are refused” are about the programme.
OF_NOW = {
    "en": re.compile(
        r"\b(now|today|currently|at the moment|still|yet|next round|this season|run out|is met|"
        r"(is|are) (waiting|available|unlimited|issued|not|left)|(has|have) been)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(maintenant|aujourd’hui|actuellement|en ce moment|encore|prochaine ronde|cette saison|"
        r"restera|attend|attendent|est|sont|a été|ont été)\b",
        re.IGNORECASE,
    ),
}


def courses(day):
    """Return the courses of all pools as they were held on a day, and the days of the figures."""
    weeks, days = {}, {}
    held = WeeklyFigures.objects.of_main_pools().filter(as_of__lte=day).select_related("season")
    for row in held.order_by("as_of"):
        weeks.setdefault((row.season_id, row.country_id, row.category_id), []).append(row)
        first, _last = days.get(row.season.year, (row.as_of, None))
        days[row.season.year] = (first, row.as_of)
    return [Course("", figures) for figures in weeks.values()], days


@pytest.fixture
def explained(shipped):
    """Yield each course of a day with its standing and its sentences in both languages."""

    def explain(day, status):
        calendar = Calendar.read()
        held, days = courses(day)
        calendar = dataclasses.replace(calendar, figures=days)
        for course in held:
            season = course.latest.season
            season.corrected_status = status
            standing = Standing(season, calendar, day)
            for language in ("en", "fr"):
                with translation.override(language):
                    yield course.latest, standing, language, explanations(course, standing)

    return explain


@pytest.mark.parametrize("status", ["", *Status.values])
@pytest.mark.parametrize("day", CLOCKS, ids=str)
def test_no_sentence_about_figures_that_are_not_of_now_is_in_the_present(explained, day, status):
    seen = 0
    for latest, standing, language, sentences in explained(day, status):
        if standing.is_of_now(latest.as_of):
            continue
        with translation.override(language):
            dates = long_date(latest.as_of)
        for sentence in sentences:
            seen += 1
            assert not OF_NOW[language].search(sentence), sentence
            assert dates in sentence
    assert seen > 100


@pytest.mark.parametrize(
    ("day", "status", "is_of_now"),
    [
        (datetime.date(2026, 2, 15), "", True),
        (datetime.date(2026, 2, 27), "", True),
        (datetime.date(2026, 2, 15), Status.CLOSING, False),
        (datetime.date(2026, 2, 15), Status.OVER, False),
        (datetime.date(2026, 2, 15), Status.ANNOUNCED, False),
        (datetime.date(2026, 11, 26), "", False),
        (datetime.date(2026, 11, 26), Status.OPEN, False),  # the figures are of October
        (datetime.date(2027, 1, 10), "", False),
        (datetime.date(2027, 12, 31), "", False),
    ],
)
def test_the_newest_week_of_an_open_season_alone_is_of_now(explained, day, status, is_of_now):
    newest = max(Season.objects.values_list("year", flat=True))

    told = [
        sentences[0]
        for latest, standing, language, sentences in explained(day, status)
        if language == "en"
        and latest.season.year == newest
        and latest.as_of == standing.newest_day
        and latest.invitations
    ]

    assert len(told) > 50
    assert all("this season" in sentence for sentence in told) is is_of_now
    assert all(sentence.startswith("By ") for sentence in told) is not is_of_now
