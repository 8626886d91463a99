"""The chances on the page of a pool: a sentence, a chart, and the columns of its table."""

import pytest

from quotas.figures.when_invited import WhenInvited
from quotas.models import WeeklyFigures

from ..factories import make_figures, make_season
from ..pages import SPACES, rows, text
from .test_pools_weeks import BRITAIN, FRANCE, sentences

pytestmark = pytest.mark.once

BRITISH = (
    "Until April 24, 2026, nearly everybody who was waiting was invited within a week (in 9 of 12 "
    "weeks); from April 24 to June 5, 10 to 50 in 100 a week (in 4 of 6 weeks); from June 5 to "
    "July 24, 1 to 10 in 100 a week; from July 24 to October 9, fewer than 1 in 100 a week (in 10 "
    "of 11 weeks)."
)


def section(page):
    (found,) = page.xpath("//section[@aria-labelledby='when-invited']")
    return found


def in_short(page):
    """The sentence right below the figures that the page opens with."""
    return text(page.xpath("//section[@aria-labelledby='in-short']/p")[0])


def test_one_sentence_says_who_was_invited_over_the_season(page_at):
    assert in_short(page_at(BRITAIN)) == BRITISH


def test_the_same_is_said_in_french(page_at):
    said = in_short(page_at("/fr/bassins/2026/gb/vacances-travail/"))

    assert said.startswith(
        "Jusqu’au 24 avril 2026, presque toutes les personnes en attente ont été invitées dans la "
        "semaine (9 sur 12 semaines); du 24 avril au 5 juin, de 10 à 50 sur 100 par semaine"
    )


def test_the_last_weeks_are_explained_beside_the_rating(page_at):
    assert sentences(page_at(BRITAIN))[3:6] == [
        "67 of the 5,695 candidates of October 1, 2026 were invited by October 9, 2026: 1.2%.",
        "In each of the 4 weeks from September 11, 2026 to October 9, 2026, 0.10% to 1.2% of the "
        "pool was invited. Somebody who was in it all that time had a chance of 1.8%.",
        "On October 9, 2026, the chance rating was “very low”: a chance of 1 to 19% of an "
        "invitation in the round that followed. It said nothing about the season as a whole.",
    ]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "/en/pools/2026/sm/working-holiday/",
            "On October 9, 2026, the quota minus the spots was 18, more than the 4 "
            "invitations issued: places had been taken back or kept. The source does not say why.",
        ),
        (
            "/en/pools/2026/it/international-coop/",
            "On October 9, 2026, rating and spots contradicted each other: “excellent”, and no "
            "spot was available.",
        ),
    ],
)
def test_figures_that_do_not_agree_are_named(page_at, address, sentence):
    assert sentence in sentences(page_at(address))


def test_figures_that_agree_are_not(page_at):
    said = " ".join(sentences(page_at(BRITAIN)))

    assert "contradict" not in said
    assert "taken back" not in said


@pytest.mark.parametrize(
    ("day", "chances"),
    [
        ("January 12, 2026", ["0%", "100%", "100%"]),
        ("January 30, 2026", ["0% to 100%", "100%", "100%"]),  # a total that was repeated
        ("March 13, 2026", ["29%", "100%", "100%"]),
        ("June 12, 2026", ["0% to 9.3%", "14%", "20%"]),  # a week that is not held
        ("August 14, 2026", ["0.62%", "1.8%", "not known"]),
        ("October 9, 2026", ["not known", "not known", "not known"]),
    ],
)
def test_the_table_has_the_chances_of_each_week(client, shipped, day, chances):
    (row,) = [row for row in rows(client.get(BRITAIN), "weeks") if row[0] == day]

    assert row[5:] == chances


def test_the_chart_says_what_the_table_says(page_at):
    page = page_at(BRITAIN)

    (alt,) = section(page).xpath(".//img/@alt")
    assert alt.translate(SPACES).startswith(
        "On January 12, 2026, the chance of an invitation within 4 weeks was 100%; on "
    )
    assert (
        "Within 1 week: 0% on January 12, 2026; 100% on January 23, 2026; 1.2% on "
        "October 1, 2026. Within 4 weeks: 100% on January 12, 2026; "
    ) in alt


def test_every_point_of_every_chart_stands_in_its_table(shipped):
    charts = 0
    pools = WeeklyFigures.objects.of_main_pools().filter(season__year=2026, country__code="FR")
    for category in set(pools.values_list("category", flat=True)):
        figures = list(pools.filter(category=category).order_by("as_of"))
        invited = WhenInvited(figures)
        charts += 1
        for column, line in enumerate(invited.chart.lines):
            for week, value in zip(figures, line.values, strict=True):
                if value is not None:
                    assert invited.cells(week)[column] == invited.chart.write(value)
    assert charts == 3


def test_a_pool_of_few_has_a_sentence_and_neither_chart_nor_columns(page_at):
    page = page_at("/en/pools/2026/ad/working-holiday/")

    assert in_short(page) == (
        "Fewer than 20 people were waiting, too few for a share. In every week with somebody "
        "waiting, there were enough invitations for all of them."
    )
    assert not section(page).xpath(".//figure")
    assert "Invited within" not in text(page.xpath("//table[contains(@class,'weeks')]")[0])


def test_a_pool_in_which_nobody_waited_has_no_section(page_at):
    page = page_at("/en/pools/2026/cz/international-coop/")

    assert not page.xpath("//section[@aria-labelledby='when-invited']")


def test_two_weeks_have_the_chance_within_one(client, shipped):
    newest, oldest = rows(client.get(FRANCE), "weeks")

    assert (oldest[5:], newest[5:]) == (["59%", "not known", "not known"], ["not known"] * 3)


def test_weeks_of_too_few_say_so_beside_those_of_enough(db):
    season = make_season(year=2027)
    first = make_figures(season=season, as_of="2027-01-08", candidates=50, invitations=0)
    pool = {"season": season, "country": first.country, "category": first.category}
    few = make_figures(**pool, as_of="2027-01-15", candidates=3, invitations=10)
    none = make_figures(**pool, as_of="2027-01-22", candidates_word="to_be_announced")
    invited = WhenInvited(list(WeeklyFigures.objects.order_by("as_of")))

    assert invited.cells(few) == ["too few"] * 3
    assert invited.cells(none) == ["–"] * 3


def test_a_week_of_a_long_table_leads_to_its_source(page_at):
    page = page_at(BRITAIN)

    (link,) = page.xpath("//table[contains(@class,'weeks')]//tr[th//text()='October 1, 2026']/th/a")
    path, _, name = link.get("href").partition("#")
    (source,) = page_at(path).xpath(f"//li[@id='{name}']/a")
    assert text(source) == "IRCC’s feed of October 1, 2026, copy on GitHub"
    assert source.get("href").startswith("https://github.com/")
