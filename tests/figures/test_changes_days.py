"""The days of the list of changes: what they share, and what the newest brought."""

import pytest

from quotas.figures.changes import ChangeFilter, Changes, by_day
from quotas.models import QuotaValue, WeeklyFigures

from ..factories import make_category, make_country, make_figures, make_quota, make_season
from ..pages import parse, text

pytestmark = pytest.mark.django_db


def days():
    return list(by_day(Changes()[:]))


def test_a_day_of_one_source_names_it_once(client):
    quota = make_quota(as_of="2026-03-01")
    make_quota(as_of="2026-03-01", source=quota.source, season=quota.season)

    (day,) = days()
    page = parse(client.get("/en/changes/"))

    assert (day.origin.as_of, day.origin.source) == (day.day, quota.source)
    (section,) = page.xpath("//section[@class='changes']")
    assert len(section.xpath(".//span[@class='source'] | ./p[@class='source']")) == 1


def test_a_day_of_several_sources_names_that_of_each_change(client):
    quota = make_quota(as_of="2026-03-01")
    make_quota(as_of="2026-03-01", season=quota.season)

    (day,) = days()
    page = parse(client.get("/en/changes/"))

    assert day.origin is None
    assert len(page.xpath("//section[@class='changes']//li/span[@class='source']")) == 2


def test_the_newest_day_counts_what_it_changed():
    season, country, category = make_season(), make_country(), make_category()
    quota = make_quota(season=season, country=country, category=category, as_of="2026-03-01")
    pool = {"season": season, "country": country, "category": category, "source": quota.source}
    for day, rating in (("2026-03-01", 3), ("2026-03-08", 5)):
        make_figures(**pool, as_of=day, rating=rating, is_open=True)
    quota.places, quota.as_of = quota.places + 5, "2026-03-08"
    quota.save()

    day, counts = Changes().newest_day

    assert day.isoformat() == "2026-03-08"
    assert counts == [(1, "quota changed in number"), (1, "chance rating changed")]


def test_without_a_change_there_is_no_newest_day():
    assert Changes().newest_day is None


def test_the_page_opens_with_the_numbers_of_the_newest_day(client, shipped):
    page = parse(client.get("/en/changes/"))

    shown = {text(entry.find("dt")): text(entry.find("dd")) for entry in page.xpath("//dl[1]/div")}
    newest = max(QuotaValue.objects.latest("as_of").as_of, WeeklyFigures.objects.newest_day())
    rows = Changes(ChangeFilter(kinds=("quota",))).rows
    of_newest = [row for row, _kind in rows if row["as_of"] == newest]
    assert shown["quotas changed in number"] == str(len(of_newest))
    assert newest.isoformat() in page.xpath("//p[@class='season-status']/time/@datetime")


def test_the_second_page_leaves_the_newest_day_to_the_first(client, shipped):
    page = parse(client.get("/en/changes/?page=2"))

    assert not page.xpath("//dl")
