"""Days that are doubtful, in forms, sheets and new seasons."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import Quota, Season
from quotas.plausibility.doubts import Doubt, day_doubts, ticks_of

from ..admin.test_base import change, form_data
from ..factories import make_quota, make_season, make_source
from ..pages import asked, parse, ticks

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def kinds(day, *, year=2026, published_on=None, before=None):
    season, source = make_season(year=year), make_source(published_on=published_on)
    record = Quota(season=season, source=source, as_of=datetime.date.fromisoformat(day))
    return [doubt.kind for doubt in day_doubts(record, "it", before, TODAY)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2025-06-30", ["season-day"]),
        ("2025-07-01", []),
        ("2026-11-23", []),
        ("2026-11-24", ["future"]),
        ("2027-03-31", ["future"]),
        ("2027-04-01", ["future", "season-day"]),
        ("2016-01-16", ["season-day"]),
    ],
)
def test_a_day_in_the_future_or_far_from_its_season_is_doubtful(db, day, found):
    assert kinds(day) == found


@pytest.mark.parametrize(
    ("day", "found"), [("2026-01-15", []), ("2026-01-16", []), ("2026-01-17", ["source-day"])]
)
def test_no_source_tells_a_day_after_it_was_published(db, day, found):
    assert kinds(day, published_on=datetime.date(2026, 1, 16)) == found


def test_a_day_that_stays_as_it_is_is_not_asked_about(db):
    quota = make_quota(season=make_season(year=2026), as_of=datetime.date(2016, 1, 1))

    assert day_doubts(Quota.objects.get(pk=quota.pk), "it", quota) == []
    quota.as_of = datetime.date(2016, 1, 2)
    assert day_doubts(quota, "it", Quota.objects.get(pk=quota.pk))


def test_a_tick_is_of_one_kind_and_one_figure_and_the_same_in_both_languages():
    doubts = [
        Doubt("far", "JP 65000", "Far."),
        Doubt("far", "JP 65001", "Far."),
        Doubt("high", "JP 65000", "Far."),
        Doubt("far", "JP 65000", "Loin."),
    ]

    assert len({tick for tick, _sentence in ticks_of(doubts)}) == 3


def test_the_form_asks_about_a_wrong_year_until_it_is_ticked(desk):
    quota = make_quota(season=make_season(year=2026), as_of=datetime.date(2026, 1, 16))
    data = form_data(quota, as_of="2027-10-09")

    page = parse(desk.post(change(quota), data))
    assert asked(page) == [
        "October 9, 2027 is in the future.",
        "October 9, 2027 is far from the 2026 season.",
    ]
    desk.post(change(quota), data | {"checked": ticks(page)[:1]})
    quota.refresh_from_db()
    assert str(quota.as_of) == "2026-01-16"

    desk.post(change(quota), data | {"checked": ticks(page)})
    quota.refresh_from_db()
    assert str(quota.as_of) == "2027-10-09"


@pytest.mark.parametrize(
    ("facts", "sentences"),
    [
        ({"year": 2028}, ["from the 2028 season.", "follow 2026, the year of the last season."]),
        ({"as_of": "2062-11-20"}, ["is in the future.", "is far from the 2027 season."]),
        ({"as_of": "2025-11-20"}, ["is far from the 2027 season."]),
    ],
)
def test_a_new_season_of_a_doubtful_year_or_day_is_made_once_that_is_ticked(desk, facts, sentences):
    last = make_quota(season=make_season(year=2026), as_of=datetime.date(2026, 1, 16))
    address = reverse("admin:quotas_season_new")
    data = {"year": 2027, "as_of": "2026-11-20", "source": last.source.pk} | facts

    page = parse(desk.post(address, data))
    assert len(asked(page)) == len(sentences)
    assert all(end in doubt for end, doubt in zip(sentences, asked(page), strict=True))
    assert Season.objects.count() == 1

    desk.post(address, data | {"checked": ticks(page)})
    assert Season.objects.filter(year=data["year"]).exists()
