"""Weekly figures that are doubtful beside the weeks before, in the form and in files."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import WeeklyFigures
from quotas.plausibility.weekly_figures import weekly_doubts

from ..factories import make_figures, make_quota, make_season
from ..files.copies import WEEKLY, confirm as confirm_file, upload
from ..pages import asked, parse, ticks

pytestmark = pytest.mark.once

DAY = datetime.date(2026, 3, 27)
WEEK = datetime.timedelta(weeks=1)
NUMBERS = {"quota": 6000, "invitations": 4000, "candidates": 2000, "spots": 1500}


@pytest.fixture
def last(db):
    """The figures of a pool a week before, which were right."""
    return make_figures(season=make_season(year=2026), as_of=DAY - WEEK, **NUMBERS)


def next_week(last, **facts):
    pool = {"season": last.season, "country": last.country, "category": last.category}
    return WeeklyFigures(**pool | {"as_of": DAY, "source": last.source} | NUMBERS | facts)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"invitations": 4600, "candidates": 1500, "spots": 900}, []),
        ({"quota": 6150}, []),
        ({"quota": 60000}, ["quota"]),
        ({"quota": 600, "spots": 150}, ["quota"]),
        ({"spots": 6001}, ["spots"]),
        ({"invitations": 40000}, ["invitations"]),
        ({"invitations": 400}, ["invitations"]),
        ({"invitations": 3991}, []),
        ({"invitations": 49000}, ["invitations", "invited"]),
        ({"candidates": 20000}, ["candidates"]),
        ({"candidates": 200}, ["candidates"]),
        ({"candidates": 200, "invitations": 4950}, []),  # they were invited
        ({"candidates": 0, "invitations": 6000}, []),
        ({"first_round_on": datetime.date(2062, 1, 19)}, ["first_round_on"]),
        (
            {
                "first_round_on": datetime.date(2026, 9, 1),
                "final_round_on": datetime.date(2026, 1, 19),
            },
            ["rounds"],
        ),
        ({"as_of": datetime.date(2023, 3, 27)}, ["day"]),
        (dict.fromkeys(NUMBERS), []),
    ],
)
def test_figures_that_do_not_go_with_those_of_the_week_before_are_doubtful(last, facts, found):
    doubts = weekly_doubts(None, next_week(last, **facts), today=DAY)

    kinds = [doubt.kind.removeprefix("week-").removeprefix("season-") for doubt in doubts]
    assert kinds == found


def test_invitations_beyond_those_of_a_later_week_are_doubtful(last):
    make_figures(
        season=last.season,
        country=last.country,
        category=last.category,
        as_of=DAY + WEEK,
        invitations=4100,
    )

    (doubt,) = weekly_doubts(None, next_week(last, invitations=4200), today=DAY)

    assert doubt.sentence == "4,200 invitations are more than the 4,100 of April 3, 2026."


def test_the_first_week_of_a_pool_is_compared_with_its_quota_of_other_seasons(db):
    quota = make_quota(season=make_season(year=2025), places=6500, as_of=datetime.date(2025, 2, 1))
    pool = {"country": quota.country, "category": quota.category, "source": quota.source}
    first = WeeklyFigures(season=make_season(year=2026), **pool, as_of=DAY, quota=65000)

    (doubt,) = weekly_doubts(None, first, today=DAY)

    assert doubt.sentence == "The quota of 65,000 is far from 6,500, the last number, of 2025."


def test_a_change_is_asked_only_about_what_it_touches(last):
    wrong = next_week(last, candidates=20000, spots=7000)
    wrong.save()
    after = next_week(last, candidates=20000, spots=7001)
    after.pk = wrong.pk

    assert [doubt.kind for doubt in weekly_doubts(wrong, after, today=DAY)] == ["week-spots"]


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def test_the_form_asks_about_each_doubt_until_it_is_ticked(desk, last):
    figures = next_week(last)
    figures.save()
    address = reverse("admin:quotas_weeklyfigures_change", args=(figures.pk,))
    data = dict(parse(desk.get(address)).get_element_by_id("weeklyfigures_form").form_values())
    data |= {"invitations": 40000, "candidates": 20000}

    page = parse(desk.post(address, data))
    assert asked(page) == [
        "40,000 invitations are about ten times the 4,000 of March 20, 2026.",
        "20,000 candidates are far from the 2,000 of March 20, 2026.",
    ]
    desk.post(address, data | {"checked": ticks(page)[:1]})
    figures.refresh_from_db()
    assert figures.invitations == 4000

    desk.post(address, data | {"checked": ticks(page)})
    figures.refresh_from_db()
    assert figures.invitations == 40000


def rows_of(last, *weeks):
    """Return a file of the weeks after `last`, each with these invitations."""
    pool = f"2026,{last.country.code},{last.category.slug},"
    return WEEKLY + "".join(
        f"{pool},{DAY + number * WEEK},6000,,{invitations},,2000,,1500,,,,,,,,{last.source.slug}\n"
        for number, invitations in enumerate(weeks)
    )


def test_a_row_of_a_file_is_compared_with_the_row_before_it(desk, last):
    seen = upload(desk, rows_of(last, 4100, 41000, 42000), model="weeklyfigures")

    page = parse(seen)
    assert asked(page)[0] == "41,000 invitations are about ten times the 4,100 of March 27, 2026."
    confirm_file(desk, seen)
    assert WeeklyFigures.objects.count() == 1
    confirm_file(desk, seen, checked=ticks(page))
    assert WeeklyFigures.objects.count() == 4


def test_a_file_is_judged_with_the_same_queries_however_many_rows_it_has(
    desk, last, django_assert_max_num_queries
):
    counts = []
    for weeks in ([4100], range(4100, 4130)):
        address = upload(desk, rows_of(last, *weeks), model="weeklyfigures").request["PATH_INFO"]
        with django_assert_max_num_queries(100) as queries:
            desk.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]
