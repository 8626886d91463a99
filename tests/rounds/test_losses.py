"""Losses of an import of the official feed: named on standard error, with their own status."""

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from quotas.management.commands.import_rounds import HELD, LOST
from quotas.models import FeedImport, Quota, WeeklyFigures

from ..feeds import import_as, in_season, of, with_figure
from ..pages import parse, text

FEED = of("February", 24)
ROWS = re.findall(r"<country .*?</country>", FEED, re.DOTALL)


@pytest.fixture
def lost(tmp_path):
    """Return a function that imports a feed and returns the lines about losses."""

    def lost(feed, *, status=LOST, **options):
        path = tmp_path / "selections.xml"
        printed, lines = import_as(path, feed, status=status, verbosity=0, **options)
        assert printed == ""
        return lines

    return lost


def without(feed, pattern):
    """Return `feed` without all matches of `pattern`."""
    changed, count = re.subn(pattern, "", feed, flags=re.DOTALL)
    assert count
    return changed


def row_of(location, category):
    return rf'<country location="{location}" category="{category}".*?</country>'


def without_rows(feed, count):
    """Return `feed` without so many rows, taken from all over it."""
    for n in range(count):
        feed = feed.replace(ROWS[n * len(ROWS) // count], "")
    return feed


def figures(code, slug, as_of="2023-02-24", subpool=""):
    return WeeklyFigures.objects.get(
        country__code=code, category__slug=slug, as_of=as_of, subpool=subpool
    )


# Figures


@pytest.mark.parametrize(
    ("tag", "figure"),
    [
        ("quota", "the quota"),
        ("spots", "the number of spots"),
        ("second", "the final round"),
        ("chances", "the rating"),
    ],
)
def test_a_figure_that_is_gone_from_every_row_is_named(shipped, lost, tag, figure):
    assert f"No row of the feed gives {figure}." in lost(without(FEED, f"<{tag}>.*?</{tag}>"))


@pytest.mark.parametrize(
    "feed",
    [
        re.sub(r"(?<=<spots><!\[CDATA\[).*?(?=\]\])", "&nbsp;", FEED),
        FEED.replace("spots>", "places>"),
    ],
    ids=["blank", "another name"],
)
def test_an_element_that_says_nothing_any_more_is_gone_as_well(shipped, lost, feed):
    assert lost(feed) == ["No row of the feed gives the number of spots."]


def test_a_figure_that_is_gone_from_some_rows_is_counted(shipped, lost):
    for feed in (FEED, in_season(of("January", 26, 2024), 2024)):  # one held, one not
        (line,) = lost(feed.replace("<spots><![CDATA[23]]></spots>", ""))

        assert re.fullmatch(r"Rows without the number of spots: \d of 91.", line)


def test_what_was_lost_is_told_of_the_next_weeks_as_well(shipped, lost):
    for day in (3, 10, 17):
        assert lost(without(of("March", day), "<spots>.*?</spots>"))


def test_a_figure_that_no_row_of_a_new_season_gives_is_named(shipped, lost):
    feed = in_season(of("November", 20, 2026), 2027)

    assert lost(without(feed, "<spots>.*?</spots>")) == [
        "No row of the feed gives the number of spots."
    ]


@pytest.mark.parametrize(
    ("tag", "value", "why"),
    [
        ("spots", "soon", "neither a number nor a word that it can be"),
        ("spots", "Not accepting applicants", "neither a number nor a word that it can be"),
        ("first", "in spring", "a day that cannot be read"),
        ("chances", "good", "not a number from 0 to 5"),
    ],
)
def test_a_figure_that_cannot_be_read_is_named(shipped, lost, tag, value, why):
    lines = lost(with_figure(FEED, "Italy", "wh", tag, value))

    assert any("Italy, wh" in line and line.endswith(f"{why}.") for line in lines)


def test_a_word_that_is_no_quota_is_named_where_one_is_held(shipped, lost):
    lines = lost(with_figure(FEED, "Italy", "wh", "quota", "Not applicable"))

    assert any(line.startswith("The quota of Italy, Working Holiday: ") for line in lines)


# Rows


def test_every_pool_that_is_gone_is_named_though_they_are_fewer_than_half(shipped, lost):
    line, *more = lost(without_rows(FEED, 37))

    assert re.match(r"The feed lacks \d\d of the 91 pools that we had before: .*; ", line)
    assert Quota.objects.filter(season__year=2023).count() == 108


def test_pools_that_stay_gone_are_told_of_the_next_weeks_as_well(shipped, lost):
    for day in (3, 10, 17):
        assert lost(without_rows(of("March", day), 37))[0].startswith("The feed lacks ")


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (row_of('[^"]*', "coop"), "It has no pool of the category International Co-op"),
        (row_of("Andorra", '[^"]*'), "It has no pool of Andorra any more."),
        (row_of("Italy", "wh"), "The feed lacks 1 of the 91 pools that we had before: Italy, W"),
        ('<sub txt="ICEX.*?</sub>', "The feed lacks 1 of the 91 pools that we had before: Spa"),
        (row_of('Recog[^"]*', "NA"), "The feed lacks 1 of the 91 pools that we had before: Re"),
    ],
)
def test_a_category_a_country_and_a_pool_that_are_gone_are_named(shipped, lost, pattern, line):
    assert any(said.startswith(line) for said in lost(without(FEED, pattern)))


@pytest.mark.parametrize(
    ("pattern", "changed"),
    [
        ('(<country location="Italy" category=)"wh"', r'\1"vac"'),
        ('<country (location="Italy" category="wh".*?)</country>', r"<land \1</land>"),
        ('<sub txt="ICEX Vives">', '<sub txt="">'),
    ],
)
def test_a_row_that_cannot_be_placed_is_named(shipped, lost, pattern, changed):
    feed = re.sub(pattern, changed, FEED, flags=re.DOTALL)

    unplaced, gone = lost(feed)

    assert "lacks 1 of the 91 pools" in gone
    assert unplaced.endswith((" is not known.", "it has no name."))


def test_a_category_that_a_new_season_lacks_is_named_and_not_taken_for_not_offered(shipped, lost):
    feed = in_season(of("November", 20, 2026), 2027)

    lines = lost(without(feed, row_of('[^"]*', "coop")))

    assert "It has no pool of the category International Co-op." in lines
    coop = Quota.objects.filter(season__year=2027, category__slug="international-coop")
    assert not coop.exists()


def test_a_feed_that_lacks_many_pools_where_none_are_held_says_so(shipped, lost):
    (line,) = lost(in_season(without_rows(of("January", 26, 2024), 37), 2024), dry_run=True)

    assert re.fullmatch(r"The feed lacks 4\d of the 90 pools of the arrangements.", line)
    assert lost(in_season(of("January", 26, 2024), 2024), status=0) == []


# Rows of another season


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("first", "Week of January 10, 2022"),
        ("first", "January 8, 2024"),
        ("first", "Week of November 27, 2023"),
        ("second", "Week of October 17, 2022"),
        ("second", "January 15, 2024"),
    ],
)
def test_a_row_with_a_round_of_another_season_is_left_out(shipped, lost, tag, value):
    feed = with_figure(with_figure(FEED, "Italy", "wh", tag, value), "Italy", "wh", "quota", "1700")

    lines = lost(feed)

    assert lines == ["Italy, Working Holiday: its rounds are not those of the 2023 season."]
    assert not WeeklyFigures.objects.filter(
        as_of="2023-02-24", country__code="IT", category__slug="working-holiday"
    ).exists()
    pool = {"country__code": "IT", "category__slug": "working-holiday"}
    assert Quota.objects.get(season__year=2023, **pool).places == 1750
    assert WeeklyFigures.objects.filter(as_of="2023-02-24").count() == 90


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("first", "Week of December 19, 2022"),
        ("second", "Week of October 16, 2023"),
        ("second", "November 12, 2023"),
    ],
)
def test_a_season_may_begin_in_the_year_before_and_end_late(shipped, lost, tag, value):
    assert lost(with_figure(FEED, "Italy", "wh", tag, value), status=0) == []
    assert figures("IT", "working-holiday").quota == 1000


def test_a_pool_inside_a_row_of_another_season_is_left_out_with_it(shipped, lost):
    feed = with_figure(FEED, "France", "yp", "first", "Week of January 8, 2024")

    assert len(lost(feed)) == 2
    inside = WeeklyFigures.objects.filter(as_of="2023-02-24", country__code="FR")
    assert not inside.filter(category__slug="young-professionals").exists()


def test_a_feed_of_another_season_alone_is_refused(shipped, lost):
    dated = [row for row in ROWS if "To be announced]]></first>" not in row]
    feed = FEED.partition("<country ")[0] + "".join(dated) + "</temp>"

    with pytest.raises(CommandError, match=r"^Refused.* no row of the 2024 season"):
        lost(feed, season=2024)


# Slips


@pytest.mark.parametrize("places", ["17,500", "17500", "175", "0", "8,751", "349"])
def test_a_quota_far_from_the_one_that_is_held_makes_the_feed_held(shipped, lost, places):
    feed = with_figure(FEED, "Italy", "wh", "quota", places)

    lines = lost(feed, status=HELD, force=False)

    (line,) = (said for said in lines if said.startswith("The quota of Italy, Working Holiday: "))
    assert "is far from our 1,750 as of 2023-02-17, and may be a mistake." in line
    pool = {"season__year": 2023, "country__code": "IT", "category__slug": "working-holiday"}
    assert Quota.objects.get(**pool).places == 1750
    assert not WeeklyFigures.objects.filter(as_of="2023-02-24").exists()


@pytest.mark.parametrize("places", ["3,500", "875", "8,750", "350"])
def test_a_quota_that_moved_a_good_deal_is_taken(shipped, lost, places):
    assert lost(with_figure(FEED, "Italy", "wh", "quota", places), status=0) == []
    assert figures("IT", "working-holiday").quota == int(places.replace(",", ""))


def test_a_quota_far_from_the_one_that_is_held_can_be_accepted(shipped, lost):
    assert lost(with_figure(FEED, "Italy", "wh", "quota", "17,500"), status=0, force=True) == []
    assert figures("IT", "working-holiday").quota == 17_500


def test_a_slip_in_a_pool_inside_a_pool_is_named(shipped, lost):
    feed = FEED.replace("<quota><![CDATA[550]]></quota>", "<quota><![CDATA[5500]]></quota>")

    lines = lost(feed, status=HELD, force=False)

    (line,) = (said for said in lines if "may be a mistake" in said)
    assert "Young Professionals, Volontariat international en entreprise (VIE): 5,500" in line


def test_a_slip_in_an_older_feed_is_judged_by_the_nearest_day(shipped, lost):
    feed = with_figure(of("February", 3), "Italy", "wh", "quota", "10,000")

    (line,) = (each for each in lost(feed, status=HELD, force=False) if "may be a mistake" in each)

    assert "far from our 1,000 as of 2023-02-10" in line


def test_a_large_quota_of_a_new_season_is_judged_by_the_last_one(shipped, lost):
    feed = in_season(of("November", 20, 2026), 2027)

    lines = lost(
        with_figure(feed, "United Kingdom", "wh", "quota", "80,000"), status=HELD, force=False
    )

    (line,) = (said for said in lines if "may be a mistake" in said)
    assert line.startswith(
        "The quota of United Kingdom, Working Holiday: 80,000 is far from our 9,"
    )


# In words


def test_machines_and_staff_read_the_same_sentences(shipped, tmp_path):
    feed = without(FEED, "<spots>.*?</spots>")

    printed, lines = import_as(tmp_path / "feed.xml", feed, status=LOST, json=True)

    assert json.loads(printed)["losses"] == lines == FeedImport.objects.get().report["losses"]


def test_a_dry_run_says_what_would_be_lost(shipped, lost):
    assert lost(without(FEED, "<spots>.*?</spots>"), dry_run=True)
    assert not FeedImport.objects.exists()


def test_a_feed_that_lost_nothing_says_nothing(shipped, lost):
    assert lost(FEED, status=0) == []


def test_the_status_is_none_that_means_something_else(shipped, tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(without(FEED, "<spots>.*?</spots>"))

    with pytest.raises(CommandError, match="^The feed as of 2023-02-24 lost something") as end:
        call_command("import_rounds", file=str(path), stderr=io.StringIO(), verbosity=0, force=True)

    assert end.value.returncode not in (0, 1, 2, HELD)


@pytest.fixture
def send(client, shipped, publisher):
    """Return a function that uploads a feed as a publisher and returns the text of the page."""
    client.force_login(publisher)

    def send(feed, **choices):
        file = SimpleUploadedFile("selections.xml", feed.encode())
        address = reverse("admin:quotas_feedimport_import")
        return text(parse(client.post(address, {"file": file} | choices, follow=True)))

    return send


def test_staff_read_what_a_feed_lost_in_their_language_before_they_import_it(client, send):
    feed = without(FEED, "<spots>.*?</spots>")

    assert "No row of the feed gives the number of spots." in send(feed)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    assert "Aucune ligne du flux ne donne le nombre de places disponibles." in send(feed)
