"""Every figure that was researched, found on the site and in its files."""

import datetime
import json

import pytest

from quotas.models import CountryInvitations, Eligibility, Quota, QuotaValue, WeeklyFigures
from quotas.open_data.tables import INVITATIONS_BY_COUNTRY, QUOTA_VALUES, WEEKLY_FIGURES

from .expected import CATEGORIES, STATES, grouped, read, said
from .pages import days, section, text

INFERRED_2026 = 18  # pools that the feed lacks, which we take for not offered
NEW_ZEALAND_2021 = ("2021", "NZ", "working-holiday")
QUOTAS = {(row["season"], row["country_code"], row["category"]): row for row in read("quotas")}
COUNTRIES = sorted({code for _, code, _ in QUOTAS})


def test_the_figures_are_as_many_as_were_researched(shipped):
    assert len(QUOTAS) == len(read("quotas")) == 384
    assert Quota.objects.count() == 383 + INFERRED_2026
    assert len(read("eligibility")) == Eligibility.objects.count() == 90
    assert len(read("rounds")) == WeeklyFigures.objects.count() == 3809
    assert len(read("weekly_invitations_by_country")) == CountryInvitations.objects.count() == 423
    assert len(read("quotas_2026_history")) == 222
    assert QuotaValue.objects.filter(season__year=2026).count() == 222 + INFERRED_2026


def test_every_quota_is_on_the_page_of_its_country_with_its_day_source_and_confidence(page_at):
    found, inferred = set(), set()
    for code in COUNTRIES:
        page = page_at(f"/en/countries/{code.lower()}/")
        for row in page.xpath("//tr[starts-with(@id, 'season-')]"):
            year = row.get("id").removeprefix("season-")
            for category, cell in zip(CATEGORIES, row.xpath("./td"), strict=True):
                if cell.get("data-state") == "absent":
                    assert (year, code, category) not in QUOTAS
                    continue
                pool, *sources = cell.xpath(".//a")
                # A source that all of a season share stands beside the season once.
                said_in = cell if days(cell) else row.find("th")
                sources = sources or said_in.xpath(".//a[starts-with(@href, 'http')]")
                assert pool.get("href") == f"/en/pools/{year}/{code.lower()}/{category}/"
                if is_inferred(cell, year):
                    assert text(pool) == "Not offered"
                    assert (sources, len(days(said_in))) == ([], 1)
                    assert "our reading: the feed does not list it" in text(said_in)
                    inferred.add((year, code, category))
                    continue
                quota = QUOTAS[year, code, category]
                assert text(pool) == said(quota)
                assert [source.get("href") for source in sources] == [quota["source_url"]]
                assert days(said_in) == [quota["source_date"]]
                assert f"({quota['confidence']})" in text(said_in)
                found.add((year, code, category))

    assert found | inferred >= set(QUOTAS) - {NEW_ZEALAND_2021}
    assert not found & inferred
    assert len(inferred - set(QUOTAS)) == INFERRED_2026


def is_inferred(cell, year):
    """Tell if we conclude from a feed that lacks the pool that it is not offered."""
    return cell.get("data-state") == "not_offered" and year in ("2023", "2026")


def test_the_quota_that_the_article_left_out_is_a_note_with_its_day_and_source(page_at):
    quota = QUOTAS[NEW_ZEALAND_2021]

    note = page_at("/en/seasons/2021/").get_element_by_id("note-new-zealand-opened-later")

    assert grouped(quota["places"]) in text(note)
    assert quota["source_date"] == "2021-03-10"
    assert "10 March 2021" in text(note)
    assert quota["source_url"] in note.xpath(".//a/@href")
    assert "(reported)" in text(note)


def test_all_conditions_are_on_the_page_of_their_country_with_their_day_and_source(page_at):
    expected = {
        (row["country_code"], CATEGORIES[row["category"]]): row for row in read("eligibility")
    }
    found = set()
    for code in sorted({code for code, _ in expected}):
        who = section(page_at(f"/en/countries/{code.lower()}/"), "eligibility")
        parts = zip(
            who.xpath("./h3"), who.xpath("./dl"), who.xpath("./p[@class='source']"), strict=True
        )
        for heading, facts, source in parts:
            for category in text(heading).split(", "):
                row = expected[code, category]
                months = row["max_stay_months"]
                age, stay, participations = (text(fact) for fact in facts.xpath("./div/dd"))
                assert age == f"{row['min_age']} to {row['max_age']} years"
                assert stay == f"{months} months"
                assert participations.partition(" ")[0] == row["max_participations"]
                assert source.xpath("./a/@href") == [row["source_url"]]
                assert days(source) == [row["as_of"]]
                said_more = heading.xpath("following-sibling::*[2][self::p][not(@class)]")
                assert bool(said_more) == bool(row["joint_notes"])
                found.add((code, category))

    assert found == set(expected)


def word(value):
    """Return a cell of rounds.csv as English pages say it; None if it has no number."""
    return STATES.get(value) or (grouped(value) if value else None)


def week_tables(page_at, season, code, category):
    """Return the tables of weeks on a pool's page, by day; also those of pools inside it.

    Each comes with what seldom changes: by its name, pairs of the first day and the words.
    """
    page = page_at(f"/en/pools/{season}/{code.lower()}/{category}/")
    for table in page.xpath("//table[contains(@class, 'weeks')]"):
        inner = bool(table.xpath("ancestor::section[starts-with(@aria-labelledby, 'inner-')]"))
        rows = {day_of(text(row.xpath("./th")[0])): row for row in table.xpath("./tbody/tr")}
        (facts,) = table.xpath("../following-sibling::ul[@class='lasting-facts'][1]")
        yield inner, rows, dict(lasting(text(item), min(rows)) for item in facts.xpath("./li"))


def day_of(words):
    return datetime.datetime.strptime(words, "%B %d, %Y").date().isoformat()


def lasting(line, first_day):
    """Return the name of a fact, and pairs of a day and what is true from then on."""
    name, _, said = line.partition(": ")
    runs = (run.partition(" since ") for run in said.split("; "))
    return name, [(day_of(since) if since else first_day, words) for words, _, since in runs]


def on(day, runs):
    """Return the words that are true on a day."""
    return [words for since, words in runs if since <= day][-1]


def file(answer_at, language, table):
    """The rows of a whole table as a file."""
    folder, name = {
        "en": ("/en/data", table.name),
        "fr": ("/fr/donnees", table.name_fr),
    }[language]
    return json.loads(answer_at(f"{folder}/{name}.json").content)["rows"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_weekly_figures_are_in_the_file_with_source_and_day(answer_at, language):
    names = {
        "quota": "quota",
        "spots_available": "spots",
        "candidates_in_pool": "candidates",
        "invitations_issued": "invitations",
    }
    held = {
        (row["season"], row["country"], row["category"], bool(row["subpool"]), row["as_of"]): row
        for row in file(answer_at, language, WEEKLY_FIGURES)
    }

    for week in read("rounds"):
        code = week["country_code"]
        pool = (code, week["category"], bool(week["subpool"])) if code else (None, None, False)
        row = held.pop((int(week["season"]), *pool, week["as_of_date"]))
        for name, column in names.items():
            said = week[name]
            assert row[column] == (int(said) if said.isdecimal() else None), (week, name)
            if said and not said.isdecimal():
                word = "to_be_announced" if said == "tba" else said
                assert row[f"{column}_word"] == word, (week, name)
        assert row["rating"] == (week["chance_rating"] or None)
        assert row["source_url"] == week["source_url"]
        assert row["copy_on"] == "GitHub"
        assert row["source"]

    assert held == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_value_that_a_quota_of_2026_had_is_in_the_file_with_source_and_day(
    answer_at, language
):
    held = {
        (row["country"], row["category"], row["as_of"]): row
        for row in file(answer_at, language, QUOTA_VALUES)
        if row["season"] == 2026
    }

    for value in read("quotas_2026_history"):
        row = held.pop((value["country_code"], value["category"], value["source_date"]))
        assert row["state"] == value["status"]
        assert row["places"] == (int(value["places"]) if value["places"] else None)
        assert (row["source_url"], row["confidence"]) == (value["source_url"], value["confidence"])

    assert {(row["state"], row["publisher"]) for row in held.values()} == {
        ("not_offered", "IEC Quotas")
    }
    assert len(held) == INFERRED_2026


@pytest.mark.parametrize(("code", "places"), [("KR", 11570), ("GB", 9660), ("ES", 1000)])
def test_what_2025_had_later_is_a_value_of_its_day(shipped, code, places):
    values = QuotaValue.objects.filter(
        season__year=2025, country__code=code, category__slug="working-holiday"
    )

    value = values.get(as_of=datetime.date(2026, 1, 16))

    assert (value.places, value.source.confidence) == (places, "reported")
    assert values.count() == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_invitations_by_country_are_in_the_file_with_source_and_days(answer_at, language):
    held = {
        (row["first_day"], row["last_day"], row["country"]): row
        for row in file(answer_at, language, INVITATIONS_BY_COUNTRY)
    }

    for period in read("weekly_invitations_by_country"):
        row = held.pop((period["period_start"], period["period_end"], period["country_code"]))
        assert row["season"] == int(period["season"])
        assert row["invitations"] == int(period["invitations_all_categories"])
        assert row["stated_total"] == int(period["period_total_stated"])
        assert row["season_total"] == int(period["season_invitations_to_date"])
        assert row["candidates"] == int(period["pool_all_countries"])
        assert row["candidates_as_of"] == period["pool_as_of"].split()[0]
        assert (row["source_url"], row["confidence"]) == (period["source_url"], "reported")
        assert row["country_name"]
        assert row["source"]

    assert held == {}


def test_invitations_of_seasons_without_weekly_figures_are_on_the_pages_of_countries(page_at):
    shown = {}
    for code in {period["country_code"] for period in read("weekly_invitations_by_country")}:
        page = page_at(f"/en/countries/{code.lower()}/")
        for row in page.xpath("//section[@aria-labelledby='invitations']//tbody/tr"):
            season, issued, total = (text(cell) for cell in row.xpath("./td")[:3])
            shown[(*days(row), code)] = (season, issued, total, row.xpath(".//a/@href"))

    for period in read("weekly_invitations_by_country"):
        if period["season"] == "2026":
            continue
        total = grouped(period["period_total_stated"])
        if period["period_total_stated"] != period["period_total_summed"]:
            total += f" the countries listed add up to {grouped(period['period_total_summed'])}"
        row = shown.pop((period["period_start"], period["period_end"], period["country_code"]))
        assert row == (
            period["season"],
            grouped(period["invitations_all_categories"]),
            total,
            [period["source_url"]],
        )
    assert shown == {}


def test_weekly_figures_of_pools_are_on_the_page_of_their_pool_with_source_and_day(page_at):
    """Every pool of 2023, and those of every fourth country in 2026: all are in the file."""
    codes = sorted({row["country_code"] for row in read("rounds") if row["country_code"]})
    weeks = [
        row
        for row in read("rounds")
        if row["country_code"] in (codes if row["season"] == "2023" else codes[::4])
    ]
    addresses = {
        item.get("id"): item.xpath("./a/@href")
        for item in page_at("/en/sources/").xpath("//main//li")
    }
    held = {}
    for season, code, category in {
        (row["season"], row["country_code"], row["category"]) for row in weeks
    }:
        for inner, table, facts in week_tables(page_at, season, code, category):
            for day, row in table.items():
                held[season, code, category, inner, day] = row, facts

    for week in weeks:
        key = (week["season"], week["country_code"], week["category"], bool(week["subpool"]))
        row, facts = held.pop((*key, week["as_of_date"]))
        spots, candidates, invitations, rating = row.xpath("./td")[:4]
        for cell, name in (
            (on(week["as_of_date"], facts["Quota"]), "quota"),
            (text(spots), "spots_available"),
            (text(candidates), "candidates_in_pool"),
        ):
            if word(week[name]):
                assert cell == word(week[name]), (week, name)
            else:
                assert not cell[0].isdigit(), (week, name)
        if week["invitations_issued"].isdecimal():
            assert invitations.text.strip() == grouped(week["invitations_issued"])
        else:
            assert not text(invitations)[0].isdigit()
        expected = week["chance_rating"].replace("_", " ").capitalize() or "Not given"
        assert text(rating) == expected
        assert week["season"] == "2026" or on(week["as_of_date"], facts["Pool"]) == openness(week)
        (link,) = row.xpath("./th/a/@href")
        assert addresses[link.partition("#")[2]] == [week["source_url"]]

    assert len(weeks) > 1000
    assert held == {}


def openness(week):
    """Return the word for an open or closed pool in a week."""
    if week["pool_status"] == "not_accepting":
        return "closed"
    return "open" if "iec-watcher" in week["source_url"] else "Not given"


def test_the_two_weekly_rows_of_the_recognized_organizations_are_on_the_page_of_their_season(
    page_at,
):
    page = page_at("/en/seasons/2023/")

    weeks = [
        week for week in read("rounds") if not week["country_code"] and week["season"] == "2023"
    ]
    rows = page.xpath(
        "//section[@aria-labelledby='organizations']//*[self::p or self::li][.//time]"
    )
    assert [
        (text(row).split()[0], row.xpath(".//time/@datetime"), row.xpath(".//a/@href"))
        for row in rows
    ] == [
        (grouped(week["candidates_in_pool"]), [week["as_of_date"]], [week["source_url"]])
        for week in reversed(weeks)
    ]
    assert len(weeks) == 2
