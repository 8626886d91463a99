"""The changes of figures, read from the history alone."""

from itertools import pairwise

import pytest
from django.utils import timezone
from lxml import html

from quotas.figures.changes import Changes
from quotas.models import (
    Category,
    Country,
    Quota,
    QuotaValue,
)

from ..expected import read, said
from ..factories import (
    make_category,
    make_country,
    make_figures,
    make_quota,
    make_source,
)
from ..pages import parse, text
from .change_lists import ATOM, FEBRUARY_10, FEBRUARY_17, NO_FIGURE, WEEK, feed, listed, one, turns

# Kinds


def test_the_first_figure_of_a_quota_is_a_change_from_nothing(changes, pool):
    make_quota(**pool, places=1000, as_of=FEBRUARY_10)

    assert listed(changes()) == [
        {
            "kind": "First figure",
            "pool": "Italy, Working Holiday, 2023 season",
            "turn": "1,000",
            "as_of": "2023-02-10",
            "corrects": False,
        }
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "turn"),
    [
        ({"places": 1000}, {"places": 1750}, "Quota", "from 1,000 to 1,750"),
        ({"places": 1}, {"places": 0}, "Quota", "from 1 to 0"),
        (
            {"state": "to_be_announced"},
            {"state": "limited", "places": 25},
            "State",
            "from To be announced to 25",
        ),
        (
            {"state": "unlimited"},
            {"state": "limited", "places": 5670},
            "State",
            "from Unlimited to 5,670",
        ),
        (
            {"places": 5},
            {"state": "not_offered", "places": None},
            "State",
            "from 5 to Not offered",
        ),
        (
            {"state": "not_offered"},
            {"state": "to_be_announced"},
            "State",
            "from Not offered to To be announced",
        ),
    ],
    ids=str,
)
def test_a_quota_on_a_later_day_says_what_it_was_and_what_it_is(
    changes, pool, before, after, kind, turn
):
    quota = make_quota(**pool, as_of=FEBRUARY_10, **before)

    Quota.objects.filter(pk=quota.pk).update(as_of=FEBRUARY_17, **after)

    newest, oldest = listed(changes())
    assert (newest["kind"], newest["turn"]) == (kind, turn)
    assert (newest["as_of"], newest["corrects"]) == ("2023-02-17", False)
    assert (oldest["kind"], oldest["as_of"]) == ("First figure", "2023-02-10")


def test_the_same_figure_on_a_later_day_is_no_change(changes, pool):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_10)

    Quota.objects.filter(pk=quota.pk).update(as_of=FEBRUARY_17)

    assert turns(changes()) == [("First figure", "1,000")]


def test_a_rating_that_moves_and_a_pool_that_closes_are_changes(changes, pool):
    make_figures(**pool, as_of=FEBRUARY_10, rating=1, is_open=True)
    make_figures(**pool, as_of=FEBRUARY_17, rating=5, is_open=False)
    make_figures(**pool, as_of=FEBRUARY_17 + WEEK, rating=5, is_open=True)

    assert sorted(turns(changes())) == [
        ("Chance rating", "from Excellent to Very low"),
        ("Pool opened or closed", "from closed to open"),
        ("Pool opened or closed", "from open to closed"),
    ]
    assert [change["as_of"] for change in listed(changes())][0] == "2023-02-24"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"rating": 1}, {"rating": 1}),
        ({"rating": None}, {"rating": 1}),
        ({"rating": 1}, {"rating": None}),
        ({"is_open": None}, {"is_open": True}),
        ({"is_open": False}, {"is_open": None}),
        ({"spots": 5, "candidates": 5, "invitations": 5}, {"spots": 6}),
    ],
    ids=str,
)
def test_what_is_not_known_on_both_days_is_no_change(changes, pool, before, after):
    make_figures(**pool, as_of=FEBRUARY_10, **before)
    make_figures(**pool, as_of=FEBRUARY_17, **after)

    assert turns(changes()) == []


def test_a_week_that_does_not_tell_the_rating_hides_no_change(changes, pool):
    for n, rating in enumerate((1, None, 3)):
        make_figures(**pool, as_of=FEBRUARY_10 + n * WEEK, rating=rating)

    (change,) = listed(changes())

    assert (change["kind"], change["as_of"]) == ("Chance rating", "2023-02-24")


def test_a_change_keeps_its_place_when_an_older_value_comes_to_light(client, changes, pool):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_17)
    before = parse(client.get("/en/changes/")).xpath("//section[@class='changes']//li/a/@href")

    QuotaValue.objects.create(
        **pool, state="limited", places=900, as_of=FEBRUARY_10, source=quota.source
    )

    after = parse(client.get("/en/changes/")).xpath("//section[@class='changes']//li/a/@href")
    assert before[0] in after


def test_a_pool_inside_a_pool_changes_on_its_own(changes, pool):
    for day, rating, inner in ((FEBRUARY_10, 1, 2), (FEBRUARY_17, 1, 3)):
        make_figures(**pool, as_of=day, rating=rating)
        make_figures(**pool, as_of=day, rating=inner, subpool="VIE")

    (change,) = listed(changes())
    assert change["pool"] == "Italy, Working Holiday, VIE, 2023 season"
    assert change["turn"] == "from Very good to Fair"


def test_the_row_of_all_recognized_organizations_is_of_no_pool(changes, pool):
    for day, rating in ((FEBRUARY_10, 1), (FEBRUARY_17, 2)):
        make_figures(season=pool["season"], country=None, category=None, as_of=day, rating=rating)

    assert turns(changes()) == []


# Corrections


def test_a_correction_is_marked_and_stands_under_the_day_on_which_we_made_it(changes, pool):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_10)

    Quota.objects.filter(pk=quota.pk).update(places=100)

    page = parse(changes())
    correction, first = listed(page)
    assert correction == {
        "kind": "Quota",
        "pool": "Italy, Working Holiday, 2023 season",
        "turn": "from 1,000 to 100",
        "as_of": "2023-02-10",
        "corrects": True,
    }
    assert not first["corrects"]
    assert page.xpath("//section[@class='changes']/h2/time/@datetime") == [
        timezone.localdate().isoformat(),
        "2023-02-10",
    ]


def test_a_deleted_quota_is_withdrawn_as_a_correction(changes, pool):
    make_quota(**pool, places=1000, as_of=FEBRUARY_10)

    Quota.objects.all().delete()

    assert turns(changes()) == [("State", f"from 1,000 to {NO_FIGURE}"), ("First figure", "1,000")]
    assert [change["corrects"] for change in listed(changes())] == [True, False]


def test_a_withdrawn_quota_may_come_back(changes, pool):
    make_quota(**pool, places=1000, as_of=FEBRUARY_10).delete()
    make_quota(**pool, places=1200, as_of=FEBRUARY_17)

    said = turns(changes())

    assert ("State", f"from {NO_FIGURE} to 1,200") in said
    assert len(said) == 3


def test_a_quota_moved_to_another_country_is_told_of_both(changes, pool):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_10)
    quota.country = make_country(name_en="Japan")
    quota.save()

    assert {(change["pool"].split(",")[0], change["turn"]) for change in listed(changes())} == {
        ("Italy", "1,000"),
        ("Italy", f"from 1,000 to {NO_FIGURE}"),
        ("Japan", "1,000"),
    }


def test_a_correction_has_the_name_of_its_record(pool):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_10)
    Quota.objects.filter(pk=quota.pk).update(places=100)

    correction, first = Changes()[:]

    assert first.anchor == "change-2023-02-10-quota"
    assert correction.anchor == f"change-2023-02-10-quota-correction-{correction.pk}"


# Order


def test_what_changed_on_a_day_goes_before_its_first_figures(pool):
    facts = {"season": pool["season"], "category": pool["category"], "source": make_source()}
    make_quota(**facts, country=make_country(name_en="Andorra"), as_of=FEBRUARY_17)
    zambia = make_quota(**facts, country=make_country(name_en="Zambia"), as_of=FEBRUARY_10)
    zambia.places, zambia.as_of = zambia.places + 1, FEBRUARY_17
    zambia.save()

    newest = [change.country.name for change in Changes()[:]]

    assert newest == ["Zambia", "Andorra", "Zambia"]


def test_changes_of_a_day_go_by_country_and_category(changes, pool):
    season, source = pool["season"], make_source()
    andorra, zambia = (make_country(name_en=name) for name in ("Andorra", "Zambia"))
    first, second = make_category(position=50), make_category(position=60)
    for country, category in ((zambia, first), (andorra, second), (andorra, first)):
        make_quota(
            season=season, country=country, category=category, as_of=FEBRUARY_10, source=source
        )

    assert [change["pool"] for change in listed(changes())] == [
        f"Andorra, {first.name}, 2023 season",
        f"Andorra, {second.name}, 2023 season",
        f"Zambia, {first.name}, 2023 season",
    ]


def test_changes_of_a_day_go_by_the_french_names_in_french(client, pool):
    for english, french in (("Sweden", "Suède"), ("Germany", "Allemagne"), ("Estonia", "Estonie")):
        country = make_country(name_en=english, name_fr=french)
        make_quota(**pool | {"country": country}, as_of=FEBRUARY_10)

    names = [change["pool"].split(",")[0] for change in listed(client.get("/fr/changements/"))]

    assert names == ["Allemagne", "Estonie", "Suède"]


# The shipped changes


def all_listed(client, query):
    """The changes of every page."""
    pages = [listed(client.get(f"/en/changes/?{query}&page={n}")) for n in range(1, 8)]
    assert pages[-1] == pages[-2]  # there is none after the last
    return [change for n, page in enumerate(pages) if page not in pages[:n] for change in page]


def test_every_rating_that_moved_between_two_published_weeks_is_listed(client, shipped):
    names = dict(Country.objects.values_list("code", "name_en"))
    categories = dict(Category.objects.values_list("slug", "name_en"))
    weeks = {}
    for row in read("rounds"):
        key = (row["season"], row["country_code"], row["category"], row["subpool"])
        weeks.setdefault(key, []).append((row["as_of_date"], row["chance_rating"]))
    moved = sorted(
        (
            f"{names[code]}, {categories[category]}",
            day,
            f"from {before} to {after}".replace("_", " "),
        )
        for (_season, code, category, _inner), held in weeks.items()
        for (_, before), (day, after) in pairwise(sorted(held))
        if code and before and after and before != after
    )

    found = all_listed(client, "kind=rating")

    assert moved
    assert moved == sorted(
        (
            ", ".join(change["pool"].split(", ")[:2]),
            change["as_of"],
            change["turn"].lower(),
        )
        for change in found
    )


def test_every_quota_that_moved_between_two_published_days_is_listed(client, shipped):
    names = dict(Country.objects.values_list("code", "name_en"))
    categories = dict(Category.objects.values_list("slug", "name_en"))
    held = {}
    for row in read("quotas_2026_history"):
        held.setdefault((row["country_code"], row["category"]), []).append(row)

    found = all_listed(client, "kind=quota&kind=state")

    moved = [
        (
            f"{names[code]}, {categories[category]}, 2026 season",
            after["source_date"],
            f"from {said(before)} to {said(after)}",
        )
        for (code, category), values in held.items()
        for before, after in pairwise(sorted(values, key=lambda row: row["source_date"]))
    ]
    assert len(moved) == 222 - 90
    assert sorted((change["pool"], change["as_of"], change["turn"]) for change in found) == sorted(
        [
            *moved,
            ("Italy, Working Holiday, 2023 season", "2023-02-17", "from 1,000 to 1,750"),
            ("Taiwan, Working Holiday, 2023 season", "2023-03-31", "from 940 to 2,375"),
            ("Taiwan, Young Professionals, 2023 season", "2023-03-31", "from 50 to 115"),
            ("South Korea, Working Holiday, 2025 season", "2026-01-16", "from 10,000 to 11,570"),
            ("Spain, Working Holiday, 2025 season", "2026-01-16", "from 800 to 1,000"),
            ("United Kingdom, Working Holiday, 2025 season", "2026-01-16", "from 9,000 to 9,660"),
        ]
    )


def test_each_shipped_quota_has_its_first_figure_and_no_correction(client, shipped):
    found = all_listed(client, "kind=first")

    assert len(found) == len({change["pool"] for change in found}) == Quota.objects.count()
    assert not any(change["corrects"] for change in found)


def test_corrections_and_inner_pools_have_permalinks_that_lead_to_them(client, pool):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_10)
    for places in (2000, 3000):
        Quota.objects.filter(pk=quota.pk).update(places=places)
    for day, rating in ((FEBRUARY_10, 1), (FEBRUARY_17, 2)):
        make_figures(**pool, as_of=day, rating=rating, subpool="VIE (en entreprise)")
        make_figures(**pool, as_of=day, rating=rating)

    links = feed(client).xpath("a:entry/a:link/@href", namespaces=ATOM)

    fragments = [link.partition("#")[2] for link in links]
    page = parse(client.get(quota.get_absolute_url()))
    assert len(set(fragments)) == len(fragments) == 5
    assert set(fragments) == set(page.xpath("//section[@class='changes']//li/@id"))


def test_words_of_staff_are_escaped_in_a_page_and_in_a_title(client, pool):
    hostile = "<script>alert(1)</script>"
    make_quota(**pool, places=7)
    Country.objects.update(name_en=hostile)

    assert hostile not in client.get("/en/changes/").content.decode()
    assert hostile not in client.get("/en/changes/feed.atom").content.decode()
    assert hostile in one(feed(client), "a:entry/a:title/text()")
    (summary,) = feed(client).xpath("a:entry/a:summary", namespaces=ATOM)
    assert summary.get("type") == "html"
    assert not html.fromstring(f"<p>{summary.text}</p>").xpath(".//script")


@pytest.mark.parametrize(("count", "folded"), [(3, 0), (4, 4)])
def test_many_first_figures_of_a_day_do_not_hide_its_changes(changes, pool, count, folded):
    quota = make_quota(**pool, places=1000, as_of=FEBRUARY_10)
    quota.places, quota.as_of = 900, FEBRUARY_17
    quota.save()
    for _country in range(count):
        make_quota(**pool | {"country": make_country()}, places=7, as_of=FEBRUARY_17)

    page = parse(changes())
    newest = page.xpath("//section[@class='changes']")[0]

    assert len(newest.xpath("./ul/li")) == 1 + count - folded
    assert len(newest.xpath("./details/ul/li")) == folded
    assert ("Quota", "from 1,000 to 900") in turns(page)
    assert [text(s) for s in newest.xpath("./details/summary")] == [
        f"{folded} figures given here for the first time"
    ] * bool(folded)
