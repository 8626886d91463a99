"""The sentences about a season's quotas that are made from its rows."""

import datetime

import pytest
from django.utils.translation import override

from quotas.figures.seasons import SeasonQuotas
from quotas.figures.summaries import Summary
from quotas.models import Category, Country, Quota, Season
from quotas.models.source import INFERRED

from ..factories import make_category, make_country, make_quota, make_season, make_source

pytestmark = pytest.mark.django_db
DAY, LATER = datetime.date(2026, 10, 9), datetime.date(2026, 10, 16)


@pytest.fixture
def pool():
    """A function that makes a quota of one season, by default with one source and one day."""
    season, source = make_season(year=2026), make_source(publisher="IRCC", confidence="official")
    facts = {"season": season, "source": source, "as_of": DAY}
    category = make_category()
    return lambda **more: make_quota(**facts | {"category": category} | more)


def summary_of(*quotas):
    return Summary(quotas[0].season, list(quotas))


def test_countries_pools_states_and_places_are_counted(pool):
    japan = make_country()

    summary = summary_of(
        pool(country=japan, places=1_000),
        pool(country=japan, category=make_category(), places=24),
        pool(state="unlimited"),
        pool(state="to_be_announced"),
        pool(state="not_offered"),
    )

    assert summary.counts == (
        "4 countries and territories, 4 pools: 2 limited (1,024 places together), 1 unlimited, "
        "1 to be announced."
    )


def test_one_pool_of_one_country_is_said_in_the_singular(pool):
    assert summary_of(pool(places=1)).counts == (
        "1 country or territory, 1 pool: 1 limited (1 place together)."
    )


@pytest.mark.parametrize("differs", ["as_of", "source", "partial"])
def test_what_is_no_total_of_the_season_is_not_added_up(pool, differs):
    first = pool()
    other = {"as_of": LATER} if differs == "as_of" else {"source": make_source()}
    second = pool() if differs == "partial" else pool(**other)
    first.season.is_partial = differs == "partial"

    assert summary_of(first, second).counts == "2 countries and territories, 2 pools: 2 limited."


def test_figures_of_one_source_and_day_name_both_once(pool):
    summary = summary_of(pool(), pool())

    assert summary.origin.day == DAY
    assert summary.origins == "All figures: IRCC, as of October 9, 2026 (official source)."


def test_a_copy_of_a_feed_says_so_in_both_languages(pool):
    source = make_source(publisher="IRCC", confidence="official", copy_on="GitHub")
    summary = summary_of(pool(source=source))

    assert summary.origin.label == "IRCC’s feed of October 9, 2026, copy on GitHub"
    with override("fr"):
        label = "flux de données (IRCC) du 9 octobre 2026, copie sur GitHub"
        assert summary.origin.label == label
        assert summary.origins == f"Tous les chiffres\u00a0: {label} (source officielle)."


def test_figures_of_several_days_never_have_one_day(pool):
    summary = summary_of(pool(), pool(as_of=LATER))

    assert summary.origin is None
    assert summary.sources_differ
    assert not summary.confidences_differ
    assert (
        summary.origins == "The figures are from days between October 9, 2026 and October 16, 2026."
    )


def test_figures_of_several_sources_never_are_official(pool):
    summary = summary_of(pool(), pool(source=make_source()))

    assert summary.origin is None
    assert summary.confidences_differ
    assert summary.origins == "The figures come from several sources, as of October 9, 2026."


def test_what_we_infer_is_no_figure_and_makes_no_source_differ(pool):
    inference = make_source(slug=INFERRED)
    summary = summary_of(pool(), pool(state="not_offered", source=inference, as_of=LATER))

    assert summary.inferred == 1
    assert not summary.confidences_differ
    assert summary.origin.day == DAY


def test_without_a_stated_figure_nothing_is_said_of_sources(pool):
    summary = summary_of(pool(state="not_offered", source=make_source(slug=INFERRED)))

    assert summary.origin is None
    assert summary.origins == ""


@pytest.mark.parametrize(
    ("year", "counts", "origin"),
    [
        (
            2021,
            "23 countries and territories, 52 pools: 48 limited (49,815 places together), "
            "3 unlimited, 1 to be announced.",
            "Blank Slate Partners, as of March 1, 2021",
        ),
        (2025, "34 countries and territories, 86 pools: 80 limited, 6 unlimited.", None),
        (
            2026,
            "36 countries and territories, 90 pools: 90 limited (61,369 places together).",
            "IRCC’s feed of October 9, 2026, copy on GitHub",
        ),
    ],
)
def test_shipped_seasons_are_summed_up_from_their_rows(shipped, year, counts, origin):
    season = Season.objects.get(year=year)

    summary = SeasonQuotas(season, Country.objects.all(), Category.objects.all()).summary

    assert summary.counts == counts
    assert (summary.origin and summary.origin.label) == origin


def test_an_import_changes_what_is_said(shipped):
    quota = Quota.objects.get(
        season__year=2026, country__code="JP", category__slug="working-holiday"
    )
    quota.places, quota.as_of = quota.places + 1_000, LATER
    quota.save()

    summary = SeasonQuotas(quota.season, (), ()).summary

    assert summary.counts == "36 countries and territories, 90 pools: 90 limited."
    assert (
        summary.origins == "The figures are from days between October 9, 2026 and October 16, 2026."
    )
