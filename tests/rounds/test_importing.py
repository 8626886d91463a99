"""The import of the official feed: what it brings."""

import json
import re

import pytest
from django.core.serializers import serialize

from quotas.management.commands.import_rounds import LOST
from quotas.models import (
    FeedImport,
    Quota,
    QuotaValue,
    Revision,
    Season,
    WeeklyFigures,
)

from ..feeds import REAL, in_season, of, with_figure
from .records import everything, quota, values


def test_the_feed_that_the_shipped_data_was_made_of_brings_nothing_new(shipped, run):
    before = everything()

    printed = run(REAL)

    assert "Nothing new." in printed
    assert everything() == before


def test_a_season_of_single_figures_gets_its_table_with_every_pool_of_the_feed(shipped, run):
    run(in_season(of("February", 9, 2024), 2024))

    season = Season.objects.get(year=2024)
    assert season.has_table
    assert WeeklyFigures.objects.filter(season=season).count() == 91


def test_a_new_season_is_made_when_its_first_figures_come_and_is_not_made_current(shipped, run):
    current = Season.objects.current()

    run(in_season(of("November", 20, 2026), 2027))

    assert Season.objects.get(year=2027).has_table
    assert Season.objects.current() == current
    told = [
        line for line in REAL.splitlines() if "<country " in line and 'category="NA"' not in line
    ]
    assert Quota.objects.filter(season__year=2027).exclude(state="not_offered").count() == len(told)


def test_a_changed_quota_is_a_new_dated_value_beside_the_old_one(shipped, run):
    feed = with_figure(of("February", 24), "Italy", "wh", "quota", "2,000")

    printed = run(feed)

    assert "Italy, Working Holiday: quota: 1,750 → 2,000" in printed
    held = quota("IT", "working-holiday")
    assert (held.places, str(held.as_of)) == (2000, "2023-02-24")
    assert (held.source.slug, held.source.confidence) == ("ircc-feed-2023-02-24", "official")
    assert values("IT", "working-holiday") == [
        ("2023-02-10", 1000),
        ("2023-02-17", 1750),
        ("2023-02-24", 2000),
    ]


def test_an_unchanged_quota_is_true_as_of_the_newer_day(shipped, run):
    run(of("February", 24))

    assert str(quota("FR", "working-holiday").as_of) == "2023-02-24"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Unlimited", "unlimited"),
        ("unlimited", "unlimited"),
        ("To be announced", "to_be_announced"),
    ],
)
def test_a_quota_said_in_a_word_becomes_a_state(shipped, run, said, state):
    run(with_figure(of("February", 24), "Italy", "wh", "quota", said))

    held = quota("IT", "working-holiday")
    assert (held.state, held.places) == (state, None)


def test_a_word_that_no_quota_can_have_is_left_out_with_the_reason(shipped, run):
    feed = with_figure(of("February", 24), "Italy", "wh", "quota", "Not applicable")

    printed = run(feed, status=LOST)

    assert re.search(r"left out +the quota of Italy, Working Holiday: .*Not applicable", printed)
    assert quota("IT", "working-holiday").places == 1750


def test_an_older_day_is_history_and_overwrites_nothing_newer(shipped, run):
    before = serialize("json", Quota.objects.order_by("pk"))

    printed = run(with_figure(of("February", 3), "Italy", "wh", "quota", "900"))

    assert "an older day, filled in as history" in printed
    assert serialize("json", Quota.objects.order_by("pk")) == before
    assert values("IT", "working-holiday")[0] == ("2023-02-03", 900)


def test_weeks_in_any_order_leave_the_same_data(shipped, run):
    weeks = {
        day: with_figure(of("March", day), "Italy", "wh", "quota", str(2000 + day))
        for day in (3, 10, 17)
    }

    for day in (10, 3, 17):
        run(weeks[day])
    run(weeks[3])  # the server went back to an old copy

    assert quota("IT", "working-holiday").places == 2017
    assert values("IT", "working-holiday")[2:] == [
        ("2023-03-03", 2003),
        ("2023-03-10", 2010),
        ("2023-03-17", 2017),
    ]


def test_a_day_between_two_that_are_held_keeps_the_newer_value(shipped, run):
    run(with_figure(of("March", 17), "Italy", "wh", "quota", "3000"))
    run(with_figure(of("March", 10), "Italy", "wh", "quota", "2500"))

    assert quota("IT", "working-holiday").places == 3000
    assert values("IT", "working-holiday")[-2:] == [("2023-03-10", 2500), ("2023-03-17", 3000)]


def test_the_same_file_twice_changes_nothing(shipped, run):
    run(of("February", 24))
    before, revision = everything(), Revision.objects.get().number

    printed = run(of("February", 24))

    assert "Nothing new." in printed
    assert everything() == before
    assert Revision.objects.get().number == revision


def test_another_figure_for_the_same_day_is_told_before_and_after_and_corrects(shipped, run):
    run(of("February", 24))

    printed = run(with_figure(of("February", 24), "Italy", "wh", "quota", "1,100"))

    assert "Italy, Working Holiday: quota: 1,000 → 1,100" in printed
    assert "weekly figures: quota 1,000 → quota 1,100" in printed
    assert QuotaValue.objects.get(places=1100, season__year=2023).is_correction


def test_what_a_feed_does_not_say_of_a_day_leaves_what_is_known(shipped, run):
    silent = REAL.replace("<candidates><![CDATA[2]]></candidates>", "")

    printed = run(silent, status=LOST)

    assert "Nothing new." in printed


def test_pools_inside_pools_are_kept_and_are_no_quota(shipped, run):
    run(of("February", 24))

    names = WeeklyFigures.objects.filter(as_of="2023-02-24").exclude(subpool="")
    assert sorted(names.values_list("subpool", "quota")) == [
        ("ICEX Vives", 50),
        ("Volontariat international en entreprise (VIE)", 550),
    ]
    assert quota("FR", "young-professionals").places == 2200


def test_the_recognized_organizations_are_one_row(shipped, run):
    run(of("February", 24))

    row = WeeklyFigures.objects.get(as_of="2023-02-24", country=None)
    assert (row.candidates, row.spots_word) == (1407, "not_applicable")


def test_what_the_feed_calls_otherwise_is_known_by_its_code(shipped, run):
    run(of("February", 24))

    places = {
        code: WeeklyFigures.objects.get(
            as_of="2023-02-24", country__code=code, category__slug="working-holiday"
        ).quota
        for code in ("AD", "LU", "KR", "LV", "HK")
    }
    assert places == {"AD": 25, "LU": 80, "KR": 4000, "LV": 40, "HK": 200}


def test_a_category_that_the_feed_lacks_is_not_offered_in_a_new_season(shipped, run):
    run(in_season(of("November", 20, 2026), 2027))

    assert quota("JP", "young-professionals", 2027).state == "not_offered"
    # Known from the arrangements though the feed lacks it: no figure is held.
    assert not Quota.objects.filter(
        season__year=2027, country__code="GB", category__slug="young-professionals"
    ).exists()


def test_a_pool_that_a_week_lacks_is_told_and_kept(shipped, run):
    feed = re.sub(r'<country location="Italy" category="wh".*?</country>', "", of("February", 24))

    printed = run(feed, status=LOST)

    assert re.search(r"left out +Italy, Working Holiday: the feed lacks this pool", printed)
    assert quota("IT", "working-holiday").places == 1750


def test_a_dry_run_tells_the_same_and_writes_nothing(shipped, run):
    before, revision = everything(), Revision.objects.get().number

    told = run(of("February", 24), dry_run=True)

    assert everything() == before
    assert Revision.objects.get().number == revision
    did = run(of("February", 24))
    assert told.replace("This was a dry run: nothing was written.\n", "") == did


def test_the_report_can_be_read_by_machines(shipped, run):
    report = json.loads(
        run(with_figure(of("February", 24), "Italy", "wh", "quota", "2,000"), json=True)
    )

    assert (report["as_of"], report["season"], report["is_older"]) == ("2023-02-24", 2023, False)
    assert {
        "about": "Italy, Working Holiday",
        "what": "quota",
        "before": "1,750",
        "after": "2,000",
    } in report["changed"]
    assert len(report["new"]) == 91
    assert report == FeedImport.objects.get().report


def test_an_imported_week_equals_the_figures_worked_out_from_the_text(shipped, run):
    """Every row of the real feed, read here by a pattern and not by our reader."""
    Season.objects.filter(year=2023).update(is_partial=False)
    run(of("February", 24))
    said = re.findall(
        r'<country location="[^"]*" category="(\w+)" code="(\w+)"><quota><!\[CDATA\[(.*?)\]\].*?'
        r"<invitations><!\[CDATA\[(.*?)\]\].*?<candidates><!\[CDATA\[(.*?)\]\].*?"
        r"<spots><!\[CDATA\[(.*?)\]\].*?<chances><!\[CDATA\[(.*?)\]\]",
        REAL,
    )
    slugs = {"wh": "working-holiday", "yp": "young-professionals", "coop": "international-coop"}
    isos = {"an": "AD", "lb": "LU"}

    expected = {
        (isos.get(code, code.upper()), slugs[category]): (*map(plain, figures), int(rating))
        for category, code, *figures, rating in said
        if code != "none"
    }

    held = WeeklyFigures.objects.filter(as_of="2023-02-24", subpool="").exclude(country=None)
    assert {
        (row.country.code, row.category.slug): (
            row.quota if row.quota is not None else row.quota_word,
            row.invitations if row.invitations is not None else row.invitations_word,
            row.candidates if row.candidates is not None else row.candidates_word,
            row.spots if row.spots is not None else row.spots_word,
            row.rating,
        )
        for row in held.select_related("country", "category")
    } == expected
    assert len(expected) == 88


def plain(said):
    words = {"not accepting applicants": "not_accepting"}
    if said.replace(",", "").isdigit():
        return int(said.replace(",", ""))
    return words.get(said.lower(), said.lower().replace(" ", "_"))


def test_the_history_of_each_record_names_the_file_that_changed_it(shipped, run, tmp_path):
    run(with_figure(of("March", 3), "Italy", "wh", "quota", "1111"))

    figures = WeeklyFigures.objects.filter(as_of="2023-03-03").first()
    quota = Quota.objects.get(season__year=2023, country__code="IT", places=1111)
    reasons = {
        entry.history_change_reason for entry in (figures.history.get(), quota.history.first())
    }
    assert len(reasons) == 1
    assert reasons.pop().endswith(".xml: --force")
