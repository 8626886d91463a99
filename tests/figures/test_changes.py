"""The changes of figures, read from the history alone."""

import datetime
import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.sites import site as admin_site
from django.urls import reverse
from django.utils import timezone
from lxml import etree, html

from quotas.models import (
    Category,
    Country,
    Quota,
    QuotaValue,
    Revision,
    Season,
    WeeklyFigures,
)

from ..expected import read
from ..factories import (
    make_category,
    make_country,
    make_figures,
    make_quota,
    make_season,
    make_source,
)
from ..pages import days, parse, text

FEBRUARY_10, FEBRUARY_17 = datetime.date(2023, 2, 10), datetime.date(2023, 2, 17)
WEEK = datetime.timedelta(weeks=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NO_FIGURE = "No figure held"


def heard(element):
    """The text of an element without what is hidden from screen readers."""
    hidden = "ancestor::*[@aria-hidden='true']"
    return " ".join(" ".join(element.xpath(f".//text()[not({hidden})]")).split())


def listed(page):
    """Each change of a page: its kind, its pool, what it says, its day, whether it corrects."""
    if not hasattr(page, "xpath"):
        page = parse(page)
    return [
        {
            "kind": text(item.xpath("./span[@class='kind']")[0]),
            "pool": text(item.xpath("./a")[0]) if item.xpath("./a") else "",
            "turn": heard(item.xpath("./span[@class='turn']")[0]).replace("\u00a0", " "),
            "as_of": days(item)[0],
            "corrects": bool(item.xpath("./span[@class='level']")),
        }
        for item in page.xpath("//section[@class='changes']//li")
    ]


def turns(page):
    return [(change["kind"], change["turn"]) for change in listed(page)]


@pytest.fixture
def changes(client, db):
    def get_page(**query):
        response = client.get("/en/changes/", query)
        assert response.status_code == 200
        return response

    return get_page


@pytest.fixture
def pool(db):
    """The names of one pool, to make a quota or a week with."""
    return {
        "season": make_season(year=2023),
        "country": make_country(code="IT", name_en="Italy", name_fr="Italie"),
        "category": make_category(name_en="Working Holiday", slug="working-holiday"),
    }


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


# Order


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


def test_the_shipped_changes_are_grouped_by_day_the_newest_first(client, shipped):
    page = parse(client.get("/en/changes/"))

    headings = page.xpath("//section[@class='changes']/h2/time/@datetime")
    assert headings == sorted(set(headings), reverse=True)
    for section in page.xpath("//section[@class='changes']"):
        (day,) = section.xpath("./h2/time/@datetime")
        assert {days(item)[0] for item in section.xpath(".//li")} == {day}


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


def test_whoever_asks_for_first_figures_alone_sees_them(client, shipped):
    page = parse(client.get("/en/changes/?kind=first"))

    assert len(page.xpath("//section[@class='changes']/ul/li")) == 100
    assert not page.xpath("//section[@class='changes']/details")


# The shipped changes


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

    found = listed(client.get("/en/changes/?kind=rating"))

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
    found = listed(client.get("/en/changes/?kind=quota&kind=state"))

    held = {}
    for row in read("rounds"):
        if row["quota"] and not row["subpool"]:
            key = (row["season"], row["country_code"], row["category"])
            held.setdefault(key, []).append((row["as_of_date"], row["quota"]))
    moved = [
        (code, day, int(before), int(after))
        for (_season, code, _category), days_held in held.items()
        for (_, before), (day, after) in pairwise(sorted(days_held))
        if before != after
    ]
    assert sorted(moved) == [
        ("GB", "2026-07-17", 9330, 9285),
        ("IT", "2023-02-17", 1000, 1750),
    ]
    assert [(change["pool"], change["as_of"], change["turn"]) for change in found] == [
        ("United Kingdom, Working Holiday, 2026 season", "2026-07-17", "from 9,330 to 9,285"),
        ("Italy, Working Holiday, 2023 season", "2023-02-17", "from 1,000 to 1,750"),
    ]


def test_each_shipped_quota_has_its_first_figure_and_no_correction(client, shipped):
    pages = [parse(client.get(f"/en/changes/?kind=first&page={n}")) for n in range(1, 5)]

    found = [change for page in pages for change in listed(page)]
    assert len(found) == len({change["pool"] for change in found}) == 307
    assert not any(change["corrects"] for change in found)


def test_each_change_names_its_source_and_leads_to_its_pool(client, shipped):
    page = parse(client.get("/en/changes/?season=2026&kind=quota"))

    (item,) = page.xpath("//section[@class='changes']//li")
    pool, source = item.xpath(".//a/@href")
    assert pool == "/en/pools/2026/gb/working-holiday/#change-2026-07-17-quota"
    assert source == "https://github.com/josephmarkus/iec-watcher/blob/a78ad8b/db/iec.db"
    assert "(official)" in text(item)


# Filters


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("season=2026", lambda change: change["pool"].endswith("2026 season")),
        ("country=it", lambda change: change["pool"].startswith("Italy")),
        ("country=IT", lambda change: change["pool"].startswith("Italy")),
        (
            "country=it&country=jp",
            lambda change: change["pool"].startswith(("Italy", "Japan")),
        ),
        ("category=working-holiday", lambda change: ", Working Holiday," in change["pool"]),
        ("kind=first", lambda change: change["kind"] == "First figure"),
        (
            "season=2023&country=fr&category=working-holiday&kind=rating",
            lambda change: change["turn"] == "from Very good to Fair",
        ),
    ],
)
def test_filters_narrow_the_changes(client, shipped, query, holds):
    everything = [
        change for n in range(1, 5) for change in listed(client.get(f"/en/changes/?page={n}"))
    ]

    found = listed(client.get(f"/en/changes/?{query}"))

    assert found
    assert all(holds(change) for change in found)
    if "&kind" not in query:
        expected = [change for change in everything if holds(change)]
        assert found == expected[:100]


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("season=1999", "season", "“1999” is not a season that we hold, so it was left out."),
        ("season=x'--", "season", "“x'--” is not a season that we hold"),
        ("country=zz", "country", "“ZZ” is not a country or territory here"),
        ("country=%00", "country", "“�” is not a country or territory here"),
        ("category=visitor", "category", "“visitor” is not a category"),
        ("kind=<script>", "kind", "“<script>” is not a kind of change"),
    ],
)
def test_a_wrong_value_gets_a_sentence_beside_its_field_and_narrows_nothing(
    client, shipped, query, field, sentence
):
    response = client.get(f"/en/changes/?{query}")

    assert response.status_code == 200
    assert sentence in text(parse(response).get_element_by_id(f"error-{field}"))
    assert listed(response) == listed(client.get("/en/changes/"))
    assert len(listed(response)) == 100


def test_a_good_value_counts_beside_a_wrong_one_and_is_ticked(client, shipped):
    page = parse(client.get("/en/changes/?country=zz&country=it&kind=quota"))

    assert [change["turn"] for change in listed(page)] == ["from 1,000 to 1,750"]
    assert page.xpath("//input[@checked]/@value") == ["IT", "quota"]
    assert page.get_element_by_id("error-country").xpath("./p")


def test_filters_that_nothing_matches_say_so(client, shipped):
    page = parse(client.get("/en/changes/?country=sm&kind=rating"))

    assert listed(page) == []
    assert "No change that we hold matches these filters." in text(page.xpath("//main")[0])
    assert "0 changes" in text(page.xpath("//main")[0])


def test_the_page_says_so_in_an_empty_database(client, db):
    assert client.get("/en/changes/").status_code == 200
    assert client.get("/en/changes/feed.atom").status_code == 200


# Pages


def test_every_change_is_on_one_page_and_links_lead_from_page_to_page(client, shipped):
    address, seen, numbers = "/en/changes/?season=2023&kind=first", [], []
    while address:
        page = parse(client.get(address))
        seen += [change["pool"] for change in listed(page)]
        numbers.append(len(listed(page)))
        (address,) = page.xpath("//nav[@class='pages']/a[@rel='next']/@href") or [None]
        address = address and "/en/changes/" + address
        assert not address or "season=2023" in address

    official = [row for row in read("quotas") if row["season"] == "2023"]
    assert len(seen) == len(set(seen)) == len(official) == 108
    assert numbers == [100, 8]


@pytest.mark.parametrize(
    ("asked", "number"), [("0", 4), ("-1", 4), ("99999", 4), ("abc", 1), ("", 1), ("2", 2)]
)
def test_a_page_that_is_not_there_becomes_one_that_is(client, shipped, asked, number):
    response = client.get("/en/changes/", {"page": asked, "kind": "first"})

    assert response.status_code == 200
    assert f"page {number} of 4" in text(parse(response).xpath("//nav[@class='pages']")[0])


# At once


@pytest.fixture
def italy(client, shipped):
    """A quota, after its change has been read on each page that shows it."""
    for address in PLACES:
        client.get(address)
    return Quota.objects.get(
        season__year=2023, country__code="IT", category__slug="working-holiday"
    )


PLACES = (
    "/en/changes/?country=it&season=2023",
    "/en/changes/feed.atom?country=it&season=2023",
    "/en/pools/2023/it/working-holiday/",
)


def shown_everywhere(client, words):
    return [words in client.get(address).content.decode() for address in PLACES]


def test_an_update_of_a_query_set_is_a_change_at_once(client, italy):
    Quota.objects.filter(pk=italy.pk).update(places=2345, as_of=datetime.date(2023, 3, 3))

    assert shown_everywhere(client, "2,345") == [True] * 3
    assert turns(client.get(PLACES[0]))[0] == ("Quota", "from 1,750 to 2,345")


def test_a_save_in_the_admin_is_a_change_at_once(client, italy, editor, rf):
    model_admin = admin_site.get_model_admin(Quota)
    request = rf.post("/")
    request.user = editor
    form_class = model_admin.get_form(request, italy)
    data = {
        field: getattr(italy, f"{field}_id", None) or getattr(italy, field)
        for field in form_class.base_fields
        if hasattr(italy, field)
    }
    client.force_login(editor)

    response = client.post(
        reverse("admin:quotas_quota_change", args=[italy.pk]),
        data | {"places": "2346", "as_of": "2023-03-04", "reason": "New."},
    )

    assert response.status_code == 302, text(parse(response))
    assert turns(client.get(PLACES[0]))[0] == ("Quota", "from 1,750 to 2,346")
    assert shown_everywhere(client, "2,346") == [True] * 3


def test_weekly_figures_made_many_at_once_are_changes_at_once(client, italy):
    WeeklyFigures.objects.bulk_create(
        WeeklyFigures(
            season=italy.season,
            country=italy.country,
            category=italy.category,
            as_of=FEBRUARY_17 + n * WEEK,
            rating=1 + n,
            is_open=n != 3,
            source=italy.source,
        )
        for n in range(1, 4)
    )

    assert turns(client.get(f"{PLACES[0]}&kind=rating&kind=pool&category=working-holiday")) == [
        ("Chance rating", "from Fair to Low"),
        ("Pool opened or closed", "from open to closed"),
        ("Chance rating", "from Very good to Fair"),
        ("Chance rating", "from Excellent to Very good"),
    ]
    assert shown_everywhere(client, "Low") == [True] * 3


def test_a_deletion_is_shown_as_withdrawn_at_once(client, italy):
    italy.delete()

    assert turns(client.get(PLACES[0]))[0] == ("State", f"from 1,750 to {NO_FIGURE}")
    assert shown_everywhere(client, "Correction") == [True] * 3


def test_changes_of_the_history_that_were_filled_in_later_stand_on_their_day(client, italy):
    QuotaValue.objects.create(
        season=italy.season,
        country=italy.country,
        category=italy.category,
        state="limited",
        places=900,
        as_of=datetime.date(2023, 2, 3),
        source=italy.source,
    )

    found = listed(client.get(f"{PLACES[0]}&category=working-holiday&kind=first&kind=quota"))

    assert [(change["as_of"], change["turn"]) for change in found] == [
        ("2023-02-17", "from 1,000 to 1,750"),
        ("2023-02-10", "from 900 to 1,000"),
        ("2023-02-03", "900"),
    ]


# Feeds


def feed(client, address="/en/changes/feed.atom", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def one(element, path):
    (found,) = element.xpath(path, namespaces=ATOM)
    return found


FEEDS = pytest.mark.parametrize(
    "address",
    [
        "/en/changes/feed.atom",
        "/fr/changements/fil.atom",
        "/en/changes/feed.atom?season=2023&kind=rating",
        "/fr/changements/fil.atom?country=it",
        "/en/changes/feed.atom?country=sm&kind=rating",
    ],
)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@FEEDS
def test_a_feed_has_all_that_atom_asks_of_it(client, shipped, settings, address):
    settings.SITE_URL = "https://quotas.example"

    response = client.get(address)

    tree = etree.fromstring(response.content)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang")[:2] == address[1:3]
    assert one(tree, "a:title/text()")
    assert RFC_3339.fullmatch(one(tree, "a:updated/text()"))
    assert one(tree, "a:author/a:name/text()")
    assert one(tree, "a:id/text()").startswith("urn:uuid:")
    assert one(tree, "a:link[@rel='self']/@href") == f"https://quotas.example{address}"
    assert urlsplit(one(tree, "a:link[@rel='alternate']/@href")).query == urlsplit(address).query
    assert (
        client.get(
            one(tree, "a:link[@rel='alternate']/@href").removeprefix("https://quotas.example")
        ).status_code
        == 200
    )


@FEEDS
def test_each_entry_has_all_that_atom_asks_of_it(client, shipped, settings, address):
    settings.SITE_URL = "https://quotas.example"

    tree = feed(client, address)

    entries = tree.xpath("a:entry", namespaces=ATOM)
    ids = [one(entry, "a:id/text()") for entry in entries]
    updated = [one(entry, "a:updated/text()") for entry in entries]
    assert len(ids) == len(set(ids))
    assert all(uri.startswith("urn:uuid:") for uri in ids)
    assert all(RFC_3339.fullmatch(moment) for moment in updated)
    assert updated == sorted(updated, reverse=True)
    assert not updated or one(tree, "a:updated/text()") == updated[0]
    for entry in entries:
        assert one(entry, "a:title/text()")
        assert one(entry, "a:summary/text()")
        assert one(entry, "a:link[@rel='alternate']/@href").startswith("https://quotas.example/")


@pytest.mark.parametrize("address", ["/en/changes/feed.atom", "/fr/changements/fil.atom"])
@pytest.mark.parametrize("kind", ["rating", "first"])
def test_each_permalink_leads_to_the_change_on_the_page_of_its_pool(
    client, shipped, settings, address, kind
):
    tree = feed(client, address, kind=kind)

    links = tree.xpath("a:entry/a:link/@href", namespaces=ATOM)
    assert links
    for link in links[:40]:
        path, _, fragment = link.removeprefix(settings.SITE_URL).partition("#")
        page = parse(client.get(path))
        assert len(page.xpath(f"//li[@id='{fragment}']")) == 1, link


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


def ids_of(tree):
    return tree.xpath("a:entry/a:id/text()", namespaces=ATOM)


def test_ids_stay_when_other_figures_change(client, shipped):
    before = ids_of(feed(client, kind="rating"))

    Quota.objects.filter(season__year=2023).update(places=None, state="unlimited")
    Season.objects.make_current(Season.objects.get(year=2026))

    assert ids_of(feed(client, kind="rating")) == before


def test_the_entry_of_a_change_is_the_same_in_every_feed(client, shipped):
    of_kind = set(ids_of(feed(client, kind="quota")))
    of_country = set(ids_of(feed(client, country="it")))

    assert len(of_kind & of_country) == 1


def test_ids_of_the_two_languages_differ(client, shipped):
    english = feed(client, kind="rating")
    french = feed(client, "/fr/changements/fil.atom", kind="rating")

    assert len(ids_of(english)) == len(ids_of(french)) > 0
    assert not set(ids_of(english)) & set(ids_of(french))
    assert one(english, "a:id/text()") != one(french, "a:id/text()")


def test_ids_do_not_move_with_the_name_under_which_the_site_is_asked(client, shipped, settings):
    settings.ALLOWED_HOSTS = ["*"]
    here = client.get("/en/changes/feed.atom").content

    there = client.get("/en/changes/feed.atom", headers={"host": "another.example"}).content

    assert there == here


@pytest.mark.parametrize(
    "query",
    [
        {"season": "2026"},
        {"country": "it"},
        {"category": "working-holiday", "season": "2025"},
        {"kind": "rating"},
        {"kind": ["quota", "state"]},
        {"country": "zz", "kind": "quota"},
    ],
    ids=str,
)
def test_a_feed_has_the_filters_of_the_page(client, shipped, query):
    page = listed(client.get("/en/changes/", query))

    titles = feed(client, **query).xpath("a:entry/a:title/text()", namespaces=ATOM)

    assert len(titles) == len(page)
    assert sorted(title.split(": ")[0] + " season" for title in titles) == sorted(
        change["pool"] for change in page
    )


def test_a_feed_begins_with_what_we_learned_last(client, shipped):
    quota = Quota.objects.get(season__year=2021, country__code="JP", places=6500)

    Quota.objects.filter(pk=quota.pk).update(places=6501)

    entry = feed(client).xpath("a:entry", namespaces=ATOM)[0]
    assert one(entry, "a:title/text()") == (
        "Correction: Japan, Working Holiday, 2021: quota from 6,500 to 6,501"
    )
    assert one(entry, "a:summary/text()") == (
        "Correction: Japan, Working Holiday, 2021: quota from 6,500 to 6,501. As of March 1, 2021. "
        "Source: Immigration update, March 2021: the 2021 IEC pools, Blank Slate Partners "
        "(reported)."
    )


def test_a_feed_has_at_most_a_hundred_entries(client, shipped):
    assert len(ids_of(feed(client))) == 100


def test_an_unchanged_feed_answers_304(client, shipped):
    first = client.get("/en/changes/feed.atom")

    again = client.get("/en/changes/feed.atom", headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert not again.content
    assert not first.cookies
    assert "max-age=0" in first.headers["Cache-Control"]


def test_a_changed_feed_does_not(client, shipped):
    first = client.get("/en/changes/feed.atom")
    Quota.objects.filter(season__year=2026).update(places=1)

    again = client.get("/en/changes/feed.atom", headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 200


def test_a_feed_without_entries_has_the_time_at_which_data_last_changed(client, shipped):
    tree = feed(client, country="sm", kind="rating")

    updated = datetime.datetime.fromisoformat(one(tree, "a:updated/text()"))
    assert not ids_of(tree)
    assert updated == Revision.objects.get().changed_at


def test_the_french_feed_is_in_french(client, shipped):
    tree = feed(client, "/fr/changements/fil.atom")

    words = " ".join(tree.xpath(".//a:title/text()|.//a:summary/text()", namespaces=ATOM))
    english = r"\b(What changed|first figure|quota from|chance rating|As of|Working Holiday)\b"
    assert "Royaume-Uni, Vacances-travail" in words
    assert not re.search(english, words)
    assert all(
        urlsplit(link).path.startswith("/fr/")
        for link in tree.xpath(".//a:link/@href", namespaces=ATOM)
    )


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/en/changes/", ""),
        ("/en/changes/?country=it&kind=zz", "country=it"),
        ("/en/", "season=2021"),
        ("/en/seasons/2026/", "season=2026"),
        ("/en/countries/it/", "country=it"),
        ("/en/pools/2023/it/working-holiday/", "season=2023&country=it&category=working-holiday"),
    ],
)
def test_pages_offer_the_feed_of_what_they_are_about(client, shipped, address, query):
    page = parse(client.get(address))

    (link,) = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    assert link.get("title")
    assert link.get("href") == "/en/changes/feed.atom" + (f"?{query}" if query else "")
    assert ids_of(feed(client, link.get("href")))


def test_a_pool_lists_its_own_changes_in_order(client, shipped):
    page = parse(client.get("/en/pools/2023/it/working-holiday/"))

    assert [(c["as_of"], c["kind"], c["turn"]) for c in listed(page)] == [
        ("2023-02-17", "Quota", "from 1,000 to 1,750"),
        ("2023-02-10", "First figure", "1,000"),
    ]


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
