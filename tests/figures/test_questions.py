"""The live figures under the answers to questions."""

import pytest
from django.utils.translation import override

from quotas.figures.questions import LIVE, live_figures
from quotas.figures.standing import standing_of
from quotas.models import (
    Eligibility,
    Fee,
    Question,
    Season,
    SeasonDay,
    WeeklyFigures,
)

from ..factories import (
    make_category,
    make_country,
    make_eligibility,
    make_figures,
    make_question,
    make_quota,
    make_season,
    make_source,
    make_step,
)
from ..pages import parse, section, text
from ..views.guide_pages import LIVE_ADDRESSES
from .rated_pools import make_pool

pytestmark = pytest.mark.once


def live_of(client, live, language="en"):
    """Return the section of live figures under the answer of a question."""
    question = make_question(live=live)
    with override(language):
        address = question.get_absolute_url()
    return section(parse(client.get(address)), "live")


def today_of(client, live):
    """Return the sentences with today's figures, right under the short answer of a question."""
    page = parse(client.get(make_question(live=live).get_absolute_url()))
    return [text(line) for line in page.xpath("//p[@class='today']")]


def rows_of(element):
    return [[text(cell) for cell in row.xpath("./th|./td")] for row in element.xpath(".//tbody/tr")]


def test_every_kind_of_live_figures_is_worked_out_and_used():
    assert set(LIVE) == set(Question.Live)
    assert {live for _slug, live in LIVE_ADDRESSES} == set(Question.Live)


@pytest.mark.parametrize("slug", [slug for slug, _live in LIVE_ADDRESSES])
def test_live_figures_say_where_they_come_from(client, shipped, slug):
    question = Question.objects.get(slug=slug)

    live = section(parse(client.get(question.get_absolute_url())), "live")

    if question.live not in ("offers", "changes"):  # which lead to pages that say it
        assert "official" in text(live) or "reported" in text(live)
    assert live.xpath(".//a/@href")


@pytest.mark.parametrize("live", Question.Live.values)
def test_live_figures_stand_up_where_nothing_is_held(client, db, live):
    for language in ("en", "fr"):
        assert live_of(client, live, language) is not None


def test_chances_are_those_of_the_newest_figures_of_each_pool(client, db):
    old, new = make_season(year=2025), make_season(year=2026)
    pool = {"country": make_country(name_en="Utopia"), "category": make_category(name_en="WH")}
    make_figures(season=old, rating=1, as_of="2025-05-01", **pool)
    make_figures(season=new, rating=2, as_of="2026-01-02", **pool)
    make_figures(season=new, rating=4, as_of="2026-01-09", **pool)

    said = {row[0]: row[1:] for row in rows_of(live_of(client, "chances"))}

    assert said["Low"] == ["20 to 39%", "Utopia, WH"]
    assert said["Very good"][1] == said["Excellent"][1] == "None"


def test_chances_say_what_followed_each_rating_in_the_same_season(client, db):
    old, new = make_season(year=2025), make_season(year=2026)
    category = make_category()
    make_pool((4, 100, 0), (4, 100, 90), season=old, category=category)
    make_pool((4, 100, 0), (5, 100, 30), (5, 100, 31), season=new, category=category)

    live = live_of(client, "chances")

    # 30 of 100 in the week that began as “low”, and then 1 of 100.
    said = {row[0]: row[2] for row in rows_of(live)}
    assert (said["Low"], said["Very low"], said["Fair"]) == ("30%", "1%", "–")
    assert "from March 2, 2026 to March 16, 2026" in text(live)
    assert "/en/ratings/?season=2026" in live.xpath(".//a/@href")


def make_pools(count, **facts):
    """The weekly figures of so many pools of one season, category, day and source."""
    shared = {"season": make_season(), "category": make_category(name_en="WH")}
    shared |= {"source": make_source()} | facts
    return [make_figures(**shared) for _number in range(count)]


@pytest.mark.parametrize(("count", "is_folded"), [(12, False), (13, True)])
def test_a_long_list_of_pools_with_a_rating_is_folded_under_its_count(client, db, count, is_folded):
    make_pools(count, rating=5)

    live = live_of(client, "chances")

    assert len(live.xpath(".//td//li")) == count
    folded = [text(summary) for summary in live.xpath(".//details/summary")]
    assert folded == ([f"{count} pools"] if is_folded else [])


DATED = {"chances": {"rating": 1}, "spots": {"spots": 1}}
DATED["invitations"] = {"quota": 1, "invitations": 2}
DATED["waiting"] = {"spots": 2, "candidates": 1}


@pytest.mark.parametrize("live", DATED)
def test_one_day_and_source_of_all_figures_is_said_once(client, db, live):
    make_pools(3, as_of="2026-01-09", **DATED[live])

    assert text(live_of(client, live)).count("As of January 9, 2026") == 1


@pytest.mark.parametrize("live", DATED)
def test_figures_of_several_days_or_sources_never_have_one_day_or_source_for_all(client, db, live):
    official = make_source(publisher="IRCC", confidence="official")
    first, *_others = make_pools(3, as_of="2026-01-09", **DATED[live])
    reported = {"as_of": "2026-01-07", "source": make_source(publisher="Elsewhere")}
    shared = {"season": first.season, "category": first.category}
    make_figures(**shared, **DATED[live] | reported)
    make_figures(**shared, **DATED[live], as_of="2026-01-09", source=official)

    said = text(live_of(client, live))

    assert said.count("As of January 7, 2026, Elsewhere (reported)") == 1
    assert said.count("As of January 9, 2026, IRCC (official)") == 1
    assert said.count("As of January 9, 2026") > 1


@pytest.mark.parametrize(("day", "counts"), [("2026-01-02", False), ("2026-01-03", True)])
def test_the_newest_week_is_the_seven_days_that_end_with_the_newest(client, db, day, counts):
    newest, _other = make_pools(2, as_of="2026-01-09", spots=0)
    shared = {"season": newest.season, "category": newest.category}
    make_figures(**shared, spots=0, as_of=day)

    (said,) = today_of(client, "spots")

    assert ("for 3 pools" in said) is counts
    days = "between January 3, 2026 and January 9, 2026" if counts else "on January 9, 2026"
    assert f"had none left {days}." in said


def test_spots_are_never_the_quota_minus_the_invitations(client, db):
    make_figures(quota=100, invitations=60, spots=90)

    ((_pool, quota, _candidates, spots),) = rows_of(live_of(client, "spots"))

    assert (quota, spots) == ("100", "90")


def test_pools_without_a_spot_are_counted(client, db):
    season, category = make_season(), make_category()
    for spots in (0, 0, 5):
        make_figures(season=season, category=category, spots=spots)

    (said,) = today_of(client, "spots")

    assert "we have spots for 3 pools" in said
    assert said.endswith("2 had none left on February 17, 2023.")


def test_unlimited_spots_are_some_left(client, db):
    make_pools(2, spots_word="unlimited")

    (said,) = today_of(client, "spots")
    assert said.endswith("All had some left on February 17, 2023.")


def test_the_pools_with_the_most_candidates_are_shown(client, db):
    pools = make_pools(13, spots=1)
    for number, pool in enumerate(pools):
        WeeklyFigures.objects.filter(pk=pool.pk).update(candidates=number)

    shown = [row[0] for row in rows_of(live_of(client, "spots"))]

    assert shown == [f"{pool.country.name_en}, WH" for pool in pools[:0:-1]]


def test_invitations_beyond_the_quota_are_listed_from_the_furthest(client, db):
    season, category = make_season(), make_category(name_en="WH")
    for name, quota, invitations in (("Near", 100, 101), ("Far", 100, 900), ("Within", 100, 99)):
        country = make_country(name_en=name)
        make_figures(
            season=season, category=category, country=country, quota=quota, invitations=invitations
        )

    assert [row[0] for row in rows_of(live_of(client, "invitations"))] == ["Far, WH", "Near, WH"]


def test_a_quota_that_was_raised_above_its_invitations_is_not_listed(client, db):
    pool = {"season": make_season(), "country": make_country(), "category": make_category()}
    make_figures(quota=100, invitations=120, as_of="2026-01-02", **pool)
    make_figures(quota=200, invitations=130, as_of="2026-01-09", **pool)

    assert not rows_of(live_of(client, "invitations"))


def test_the_days_are_those_of_the_three_newest_seasons(client, shipped):
    years = [row[0] for row in rows_of(live_of(client, "days"))]

    assert years == ["2026", "2025", "2024"]


def test_the_days_stand_under_the_standing_of_the_current_season(client, shipped):
    (said,) = today_of(client, "days")

    assert said.startswith(standing_of(Season.objects.current()).sentence)
    assert "2027: not announced, as far as we know; " in said


def test_the_weeks_are_of_the_pool_with_the_most_candidates(client, db):
    season, category = make_season(), make_category()
    wanted, other = make_country(name_en="Wanted"), make_country(name_en="Other")
    pool = {"season": season, "category": category}
    make_figures(country=other, candidates=5, as_of="2026-01-09", **pool)
    make_figures(country=wanted, invitations=10, as_of="2026-01-02", **pool)
    make_figures(country=wanted, invitations=40, candidates=6, as_of="2026-01-09", **pool)

    live = live_of(client, "weeks")

    assert "Wanted" in text(live.xpath(".//caption")[0])
    assert [row[:2] for row in rows_of(live)] == [
        ["January 9, 2026", "+30 since January 2, 2026"],
        ["January 2, 2026", "Not known"],
    ]


def test_what_changed_begins_with_what_has_no_number_and_then_with_the_largest(client, db):
    category, first, second = make_category(), make_season(year=2025), make_season(year=2026)
    for name, before, after in (
        ("Little", {"places": 10}, {"places": 11}),
        ("Same", {"places": 10}, {"places": 10}),
        ("Much", {"places": 900}, {"places": 100}),
        ("Capped", {"state": "unlimited"}, {"places": 50}),
    ):
        country = make_country(name_en=name)
        for season, facts in ((first, before), (second, after)):
            day = f"{season.year}-03-01"
            make_quota(season=season, country=country, category=category, as_of=day, **facts)

    rows = rows_of(live_of(client, "changes"))

    assert [row[0].split(",")[0] for row in rows] == ["Capped", "Much", "Little"]
    assert [row[3] for row in rows] == ["Capped", "−800", "+1"]


def test_a_country_whose_categories_differ_names_them(client, db):
    one, two = make_category(name_en="One"), make_category(name_en="Two")
    even, odd = make_country(name_en="Even"), make_country(name_en="Odd")
    for country, category, oldest in (
        (even, one, 35),
        (even, two, 35),
        (odd, one, 30),
        (odd, two, 35),
    ):
        make_eligibility(country=country, category=category, oldest=oldest)

    assert rows_of(live_of(client, "ages")) == [
        ["30 years", "Odd (One)"],
        ["35 years", "Even Odd (Two)"],
    ]


def test_each_arrangement_is_under_its_participations_and_its_longest_stay(shipped):
    for live, name in (("participations", "participations"), ("stays", "longest_stay")):
        told = {
            (country.code, category.slug): alike.value
            for alike in LIVE[live]()["values"]
            for country, categories in alike.countries
            for category in categories
            or [row.category for row in Eligibility.objects.filter(country=country)]
        }

        assert told == {
            (row.country.code, row.category.slug): getattr(row, name)
            for row in Eligibility.objects.with_names()
        }


def test_a_fee_is_that_of_the_newest_season_that_it_is_known_of(client, shipped):
    said = {row[0]: row[1:] for row in rows_of(live_of(client, "fees"))}

    assert said["IEC fee"][0] == "2026"
    assert "$179.75" in said["IEC fee"][1]
    assert "$184.75" in said["IEC fee"][1]
    assert said["Employer compliance fee"][0] == "2019"
    assert "Funds required on arrival: $2,500" in text(live_of(client, "fees"))


def test_the_fees_of_each_category_stand_as_one_sum_under_the_short_answer(client, shipped):
    sums = [sentence.partition(". ")[0] for sentence in today_of(client, "fees")]
    assert sums == [
        "CAD 369.75 in all for Working Holiday: 184.75 + 100 + 85",
        "CAD 269.75 in all for Young Professionals: 184.75 + 85",
        "CAD 269.75 in all for International Co-op: 184.75 + 85",
    ]


def test_invitations_are_those_of_the_newest_week_by_country_and_added_up(client, db):
    season, one, two = make_season(), make_category(name_en="One"), make_category(name_en="Two")
    utopia, arcadia = make_country(name_en="Utopia"), make_country(name_en="Arcadia")
    for country, category, day, invitations in (
        (utopia, one, "2026-01-02", 900),
        (utopia, one, "2026-01-09", 1000),
        (utopia, two, "2026-01-09", 5),
        (arcadia, two, "2026-01-09", 0),
    ):
        pool = {"season": season, "country": country, "category": category}
        make_figures(**pool, as_of=day, invitations=invitations)

    assert rows_of(live_of(client, "invited")) == [
        ["Arcadia", "–", "0", "0"],
        ["Utopia", "1,000", "5", "1,005"],
    ]
    (said,) = today_of(client, "invited")
    assert said.startswith(f"1,005 invitations of the {season.year} season had been issued by")
    assert "January 9, 2026" in said


def test_room_is_counted_by_category(client, db):
    season, category = make_season(), make_category(name_en="YP")
    for spots, candidates in ((10, 2), (10, 12), (3, 0)):
        make_figures(season=season, category=category, spots=spots, candidates=candidates)

    make_figures(season=season, category=category, spots_word="unlimited", candidates=9)

    ((name, year, with_room, _as_of),) = rows_of(live_of(client, "waiting"))

    assert (name, year, with_room) == ("YP", str(season.year), "3 of 4")


def test_deadlines_are_those_of_the_steps(client, db):
    make_step(name_en="Wait")
    make_step(name_en="Hurry", days=7, counted_from_en="from now", counted_from_fr="dès à présent")

    live = live_of(client, "deadlines")

    assert [text(name) for name in live.xpath(".//li/h3")] == ["Hurry"]
    assert "Within 7 days from now" in text(live)


def test_figures_of_an_unpublished_season_stay_unseen(client, db):
    hidden = make_season(year=2030, is_published=False)
    source = make_source()
    pool = {
        "season": hidden,
        "country": make_country(name_en="Hidden"),
        "category": make_category(),
    }
    make_figures(rating=1, spots=7, candidates=1, quota=1, invitations=5, **pool)
    make_quota(places=7777, **pool)
    SeasonDay.objects.create(slug="x", season=hidden, event=1, on="2029-12-01", source=source)
    Fee.objects.create(slug="x", season=hidden, kind=1, dollars="7777", source=source)

    for live in set(Question.Live) - {"countries"}:
        said = text(live_of(client, live))
        assert not [words for words in ("Hidden", "2030", "7,777") if words in said], live


def test_a_question_without_live_figures_has_none(db):
    assert live_figures(make_question()) == {}
