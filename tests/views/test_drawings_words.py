"""The words of drawings against the research."""

import datetime

import pytest
from lxml import etree

from quotas.i18n.formats import long_date
from quotas.models import Quota, Step, WeeklyFigures

from ..expected import grouped, read, said
from ..pages import rows
from .conftest import SVG
from .test_pools_weeks import HELD, WORDS

POOLS = [
    ("2026", "FR", "working-holiday"),
    ("2026", "GB", "working-holiday"),
    ("2026", "AD", "working-holiday"),
    ("2026", "KR", "young-professionals"),
    ("2023", "FR", "working-holiday"),
    ("2023", "IT", "international-coop"),
]
IN_FRENCH = {
    "working-holiday": "vacances-travail",
    "young-professionals": "jeunes-professionnels",
    "international-coop": "stage-coop-international",
}


def french(number):
    return grouped(number).replace(",", " ")


@pytest.mark.parametrize("pool", POOLS)
def test_the_headline_of_a_pool_is_that_of_its_last_week(words, pool):
    year, code, slug = pool
    week = HELD[pool][-1]
    spots, waiting = (int(week[name]) for name in ("spots_available", "candidates_in_pool"))
    day = long_date(datetime.date.fromisoformat(week["as_of_date"]))
    available = {0: "No spots were", 1: "1 spot was"}.get(spots, f"{spots:,} spots were")
    in_pool = {0: "nobody was", 1: "1 candidate was"}.get(waiting, f"{waiting:,} candidates were")

    headline, _description, labels = words(f"/en/pools/{year}/{code.lower()}/{slug}/weeks.svg")

    assert headline == f"{available} available on {day}; {in_pool} in the pool."
    assert labels[0] == headline


@pytest.mark.parametrize("pool", POOLS)
def test_the_lines_of_a_pool_end_with_the_numbers_of_its_last_week(words, pool):
    year, code, slug = pool
    week = HELD[pool][-1]
    quotas = [int(each["quota"]) for each in HELD[pool] if each["quota"].isdigit()]

    for language, address in (
        ("en", f"/en/pools/{year}/{code.lower()}/{slug}/weeks"),
        ("fr", f"/fr/bassins/{year}/{code.lower()}/{IN_FRENCH[slug]}/semaines"),
    ):
        _headline, description, labels = words(f"{address}.svg")
        write = grouped if language == "en" else french
        for name in ("spots_available", "candidates_in_pool", "invitations_issued"):
            if week[name] not in WORDS and week[name] != "":
                assert write(week[name]) in labels
                assert write(week[name]) in description
        (rule,) = [label for label in labels if label.startswith(("Quota:", "Quota :"))]
        assert write(quotas[-1]) in rule
        assert write(quotas[0]) in rule


@pytest.mark.parametrize("code", ["FR", "GB", "AD", "AU", "MX", "UA"])
def test_a_country_has_every_quota_of_the_research_in_its_row(words, code):
    held = [row for row in read("quotas") if row["country_code"] == code and row["season"] < "2026"]

    _headline, description, labels = words(f"/en/countries/{code.lower()}/seasons.svg")

    for row in held:
        assert f"{said(row)} in {row['season']}" in description
        assert [label for label in labels if label.endswith(said(row))]
    years = {row["season"] for row in held}
    assert years <= set(labels)


def test_the_headline_of_a_country_is_its_newest_quota(words):
    newest, before = (
        Quota.objects.get(
            country__code="FR", season__year=year, category__slug="working-holiday"
        ).places
        for year in (2026, 2025)
    )

    assert words("/en/countries/fr/seasons.svg")[0] == (
        f"France: Working Holiday had {before:,} places in 2025, then {newest:,} in 2026."
    )
    assert words("/fr/pays/fr/saisons.svg")[0] == (
        f"France : {french(before)} places pour Vacances-travail en 2025, "
        f"puis {french(newest)} en 2026."
    )


def test_a_gap_in_the_weeks_breaks_every_line_and_is_told(client, words):
    between = WeeklyFigures.objects.filter(as_of__gt="2026-01-23", as_of__lt="2026-07-17")
    between.filter(season__year=2026, country__code="GB").delete()
    address = "/en/pools/2026/gb/working-holiday/weeks.svg"

    _headline, description, labels = words(address)

    document = etree.fromstring(client.get(address).content)
    runs = [path for path in document.iter(f"{SVG}path") if "run" in path.get("class").split()]
    assert [path.get("d").count("M") for path in runs] == [2, 2, 2]
    assert "There are no figures from January 24, 2026" in description
    assert "no figures" in labels


def test_the_headline_of_the_ratings_has_the_shares_of_the_table(client, words):
    table = rows(client.get("/en/ratings/"), "facts")

    headline, _description, labels = words("/en/ratings/2026/shares.svg")

    for name in ("Very low", "Excellent"):
        (row,) = [cells for cells in table if cells[0].startswith(name)]
        (share,) = {
            part
            for part in " ".join(row).split()
            if part.endswith("%") and part in headline.split()
        }
        assert f"{share} invited" in labels


def test_the_headline_of_the_steps_counts_their_deadlines(words):
    days = [step.days for step in Step.objects.all() if step.days]

    assert words("/en/how-it-works/steps.svg")[0] == (
        f"{len(days)} of {Step.objects.count()} steps have a deadline; "
        f"the shortest is {min(days)} days."
    )
