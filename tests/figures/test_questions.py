"""The live figures under the answers to questions."""

import pytest
from django.utils.translation import override

from quotas.figures.questions import LIVE, live_figures
from quotas.models import (
    Eligibility,
    Fee,
    Question,
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


def live_of(client, live, language="en"):
    """Return the section of live figures under the answer of a question."""
    question = make_question(live=live)
    with override(language):
        address = question.get_absolute_url()
    return section(parse(client.get(address)), "live")


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

    assert said["Low"][0] == "20 to 39 %"
    assert said["Low"][1].startswith("Utopia, WH As of January 9, 2026")
    assert said["Very good"][1] == said["Excellent"][1] == "None held"


def test_spots_are_never_the_quota_minus_the_invitations(client, db):
    make_figures(quota=100, invitations=60, spots=90)

    ((_pool, quota, spots, _as_of),) = rows_of(live_of(client, "spots"))

    assert (quota, spots) == ("100", "90")


def test_pools_without_a_spot_are_counted(client, db):
    season, category = make_season(), make_category()
    for spots in (0, 0, 5):
        make_figures(season=season, category=category, spots=spots)

    live = text(live_of(client, "spots"))

    assert "we hold the spots of 3 pools" in live
    assert "2 of them had none left" in live


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


def test_the_weeks_are_of_the_pool_with_the_newest_figures(client, db):
    season, category = make_season(), make_category()
    newest, other = make_country(name_en="Newest"), make_country(name_en="Other")
    pool = {"season": season, "category": category}
    make_figures(country=other, invitations=5, as_of="2026-01-02", **pool)
    make_figures(country=newest, invitations=10, as_of="2026-01-02", **pool)
    make_figures(country=newest, invitations=40, as_of="2026-01-09", **pool)

    live = live_of(client, "weeks")

    assert "Newest" in text(live.xpath(".//caption")[0])
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
            make_quota(season=season, country=country, category=category, **facts)

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
    assert "Money to begin with: $2,500" in text(live_of(client, "fees"))


def test_room_is_counted_by_category(client, db):
    season, category = make_season(), make_category(name_en="YP")
    for spots, candidates in ((10, 2), (10, 12), (3, 0)):
        make_figures(season=season, category=category, spots=spots, candidates=candidates)

    ((name, year, with_room, _as_of),) = rows_of(live_of(client, "waiting"))

    assert (name, year, with_room) == ("YP", "2021", "2 of 3")


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


def test_the_newest_of_a_pool_is_one_row(db):
    pool = {"season": make_season(), "country": make_country(), "category": make_category()}
    make_figures(as_of="2026-01-02", **pool)
    newest = make_figures(as_of="2026-01-09", **pool)
    inner = make_figures(as_of="2026-01-02", subpool="Inner", **pool)

    assert set(WeeklyFigures.objects.newest_of_pools()) == {newest, inner}


def test_a_question_without_live_figures_has_none(db):
    assert live_figures(make_question()) == {}
