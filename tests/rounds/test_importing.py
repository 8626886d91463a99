"""Importing the official feed: what it brings, what it refuses, and that it is all or nothing."""

import datetime
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.history.revision import public_models
from quotas.management.commands.import_rounds import LOST
from quotas.models import (
    Country,
    FeedImport,
    Quota,
    QuotaValue,
    Revision,
    Season,
    WeeklyFigures,
)
from quotas.rounds.feed import read_feed
from quotas.rounds.importing import Choices, import_feed

from ..feeds import REAL, import_as, in_season, of, with_figure


@pytest.fixture
def run(tmp_path):
    """Imports a feed, given as text, and returns what the command prints."""

    def run(feed, **options):
        return import_as(tmp_path / "selections.xml", feed, **options)[0]

    return run


def everything():
    """All that the database holds, to see that nothing changed."""
    models = [*public_models(), FeedImport]
    return [serialize("json", model.objects.order_by("pk")) for model in models]


def quota(code, slug, year=2023):
    return Quota.objects.get(season__year=year, country__code=code, category__slug=slug)


def values(code, slug, year=2023):
    rows = QuotaValue.objects.filter(
        season__year=year, country__code=code, category__slug=slug
    ).order_by("as_of", "pk")
    return [(str(row.as_of), row.places or row.state) for row in rows]


# What it brings


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
    run(in_season(of("November", 20, 2026), 2027))

    assert Season.objects.get(year=2027).has_table
    assert Season.objects.get(is_current=True).year == 2021
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


# What it refuses


@pytest.mark.parametrize(
    ("feed", "sentence"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "not XML"),
        (REAL[: len(REAL) // 2].encode(), "breaks off"),
        (b"<!doctype html><html><body>Sorry</body></html>", "web page"),
        (
            b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><temp>&b;</temp>',
            "has a DTD",
        ),
        (
            b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><temp>&x;</temp>',
            "has a DTD",
        ),
        (b"<temp>" + b"x" * 6_000_000, "too large"),
        (REAL.replace("Italy", "Itália").encode("latin-1"), "letters"),
        (with_figure(REAL, "Italy", "wh", "spots", "-5").encode(), "below zero"),
        (with_figure(REAL, "Italy", "wh", "spots", "99999999").encode(), "above 1,000,000"),
        (of("February", 10, 2199).encode(), "still to come"),
        (REAL.replace('code="it"', 'code="zq"').encode(), "not known here: ZQ (Italy)"),
        (REAL.replace('location="Italy"', 'location="Japan"').encode(), "whose code is JP"),
    ],
)
def test_a_feed_that_cannot_be_trusted_is_refused_in_a_sentence(shipped, run, feed, sentence):
    before = everything()

    with pytest.raises(CommandError, match="^Refused, and nothing was changed") as refusal:
        run(feed)

    assert sentence in str(refusal.value) or sentence == "not known here: ZQ (Italy)"
    assert str(refusal.value).count("\n") == 0
    assert everything() == before


def test_an_unknown_code_can_be_accepted(shipped, run):
    feed = of("February", 24).replace(
        '<country location="Mexico" category="wh" code="mx">',
        '<country location="Freedonia" category="wh" code="fd">',
    )
    with pytest.raises(CommandError, match=r"FD \(Freedonia\).*--allow-new-countries"):
        run(feed)

    printed = run(feed, allow_new_countries=True, status=LOST)  # Mexico's pool made room

    assert Country.objects.get(code="FD").name_fr == "Freedonia"
    assert "the French name of Freedonia" in printed


def test_a_feed_that_lost_half_of_its_pools_needs_force(shipped, run):
    rows = re.findall(r"<country .*?</country>", of("February", 24), re.S)
    feed = of("February", 24)
    for row in rows[::2] + rows[1::4]:
        feed = feed.replace(row, "")

    with pytest.raises(CommandError, match=r"lacks \d+ of the 88 pools.*--force"):
        run(feed)
    assert "lacks this pool" in run(feed, force=True, status=LOST)


@pytest.mark.parametrize("season", [1999, 2030])
def test_figures_of_another_time_are_not_those_of_a_season(shipped, run, season):
    with pytest.raises(CommandError, match=f"not those of the {season} season"):
        run(REAL, season=season)


def test_a_feed_that_does_not_tell_its_season_asks_for_it(shipped, run):
    feed = re.sub(r"<first>.*?</first>", "", of("November", 20, 2026))

    with pytest.raises(CommandError, match="Give it .--season"):
        run(feed)
    run(feed, season=2027, status=LOST)

    assert Season.objects.filter(year=2027).exists()


def test_a_database_without_categories_says_so(db, run):
    with pytest.raises(CommandError, match="not in the database yet: international-coop, "):
        run(REAL, allow_new_countries=True)


def test_a_refusal_is_told_to_machines_too(shipped, tmp_path):
    path, out = tmp_path / "empty.xml", io.StringIO()
    path.write_bytes(b"")

    with pytest.raises(CommandError):
        call_command("import_rounds", file=str(path), json=True, stdout=out)

    assert json.loads(out.getvalue()) == {"refused": "It is empty."}


# From an address


@pytest.fixture
def server():
    """A server on loopback that answers with `server.feed` and remembers what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802, the name that http.server asks for
            self.server.asked.append(dict(self.headers))
            modified = "Fri, 24 Feb 2023 21:05:03 GMT"
            if self.headers.get("If-Modified-Since") == modified:
                self.send_response(304)
                self.end_headers()
                return
            body = self.server.feed.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Last-Modified", modified)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.feed = [], of("February", 24)
    server.address = f"http://127.0.0.1:{server.server_address[1]}/selections.xml"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_second_fetch_asks_only_for_what_is_newer(shipped, server):
    call_command("import_rounds", url=server.address, stdout=io.StringIO())
    out = io.StringIO()

    call_command("import_rounds", url=server.address, stdout=out)

    assert "has not been modified" in out.getvalue()
    assert "If-Modified-Since" not in server.asked[0]
    assert server.asked[1]["If-Modified-Since"] == "Fri, 24 Feb 2023 21:05:03 GMT"
    assert {headers["Cache-Control"] for headers in server.asked} == {"no-cache"}


# As a process of its own


@pytest.fixture
def on_disk(tmp_path, transactional_db, load_shipped, settings):
    """The shipped data where other processes see it; PostgreSQL’s they see anyway."""
    load_shipped()
    if connection.vendor != "sqlite":
        yield
        return
    path = tmp_path / "site.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    yield path


@pytest.fixture
def site(on_disk, tmp_path, settings):
    """Runs the command on a database that processes share, and asks that database."""

    class Site:
        def start(self, feed, *arguments, name="selections.xml"):
            path = tmp_path / name
            path.write_text(feed)
            return self.run("--file", str(path), *arguments)

        def run(self, *arguments, **options):
            return self.manage("import_rounds", *arguments, **options)

        def run_python(self, code):
            return self.manage("shell", "--no-imports", "--command", code)

        def manage(self, *arguments, **options):
            environment = os.environ | {"SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": self.url}
            return subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                **options,
            )

        @property
        def url(self):
            if on_disk:
                return f"sqlite:///{on_disk}"
            address = urlsplit(settings.DATABASE_URL)
            return address._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

        def ask(self, sql):
            if on_disk:
                with closing(sqlite3.connect(on_disk)) as other:
                    return other.execute(sql).fetchall()
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

    return Site()


COUNT = "SELECT COUNT(*) FROM quotas_weeklyfigures WHERE as_of = '2023-02-24'"


def test_the_command_ends_with_the_status_that_scripts_rely_on(site):
    done = site.start(of("February", 24))
    assert (done.wait(30), done.communicate()[1]) == (0, "")

    nothing_new = site.start(of("February", 24))
    assert (nothing_new.wait(30), "Nothing new." in nothing_new.communicate()[0]) == (0, True)

    refused = site.start("not a feed")
    said = refused.communicate(timeout=30)[1]
    assert refused.returncode == 1
    assert said == (
        "CommandError: Refused, and nothing was changed. "
        "It is not XML: it begins with “not a feed”.\n"
    )


def test_the_command_reads_what_is_piped_into_it(site):
    piped = site.run(stdin=subprocess.PIPE)
    out, _error = piped.communicate(of("February", 24), timeout=30)

    assert piped.returncode == 0
    assert "91 new" in out


# Imports a feed, says when it has done one step, and goes no further.
IMPORT_UP_TO = """
import time
from pkgutil import resolve_name
from unittest.mock import patch

from django.core.management import call_command

done = resolve_name({owner!r} + ".{name}")

def stop(*args, **options):
    done(*args, **options)
    print("There", flush=True)
    time.sleep(60)

with patch({owner!r} + ".{name}", stop):
    call_command("import_rounds", file={path!r}, verbosity=0)
"""
STEPS = (
    ("quotas.rounds.importing", "prepare_season"),
    ("quotas.rounds.weekly_figures", "bulk_create_with_history"),
    ("quotas.rounds.quotas", "bulk_update_with_history"),
    ("quotas.rounds.importing.FeedImport.objects", "create"),
)


def test_a_killed_import_leaves_nothing_half_done(site, tmp_path):
    path = tmp_path / "killed.xml"
    path.write_text(of("February", 24))
    for owner, name in STEPS:
        killed = site.run_python(IMPORT_UP_TO.format(owner=owner, name=name, path=str(path)))
        assert killed.stdout.readline() == "There\n", killed.communicate()
        killed.send_signal(signal.SIGKILL)
        killed.communicate()

        assert site.ask(COUNT) == [(0,)]

    done = site.start(of("February", 24))
    assert done.wait(30) == 0
    done.communicate()
    assert site.ask(COUNT) == [(91,)]


def test_two_imports_at_once_lose_nothing(site):
    weeks = [of("February", 24), of("March", 3), of("February", 24)]
    running = [site.start(week, name=f"{n}.xml") for n, week in enumerate(weeks)]

    ended = [(process.wait(60), process.communicate()[1]) for process in running]

    assert ended == [(0, "")] * 3
    days = "SELECT as_of, COUNT(*) FROM quotas_weeklyfigures WHERE as_of > '2023-02-20' {} {}"
    held = site.ask(days.format("AND as_of < '2023-12-31'", "GROUP BY as_of ORDER BY as_of"))
    assert [(str(day), count) for day, count in held] == [("2023-02-24", 91), ("2023-03-03", 91)]
    newest = "SELECT DISTINCT as_of FROM quotas_quota q JOIN quotas_season s ON s.id = q.season_id"
    assert [str(day) for (day,) in site.ask(f"{newest} WHERE s.year = 2023")] == ["2023-03-03"]


EDITOR = """
from django.contrib.auth import get_user_model
from django.test import Client
from lxml import html
from quotas.models import Quota

editor = get_user_model().objects.create_superuser("edith", password="maple-syrup")
quota = Quota.objects.get(season__year=2023, country__code="CL", category__slug="working-holiday")
address = f"/admin/quotas/quota/{quota.pk}/change/"
client = Client(SERVER_NAME="127.0.0.1")
client.force_login(editor)
for places in range(5001, 5016):
    ticks = []
    for attempt in range(9):
        fields = html.fromstring(client.get(address).content).forms[-1].fields
        names = ("season", "category", "country", "state", "source", "seen")
        facts = {name: fields[name] or "" for name in names}
        typed = {"places": places, "as_of": "2023-04-01", "reason": "One more."}
        typed["checked"] = ticks
        response = client.post(address, facts | typed)
        if response.status_code == 302:
            break
        ticks = html.fromstring(response.content).xpath("//input[@name='checked']/@value")
    assert response.status_code == 302, response.content.decode()
    print("saved")
"""


def test_imports_while_an_editor_saves_lose_nothing_and_never_lock_each_other_out(site):
    editing = site.run_python(EDITOR)
    weeks = [
        site.start(
            with_figure(of("March", day), "Chile", "wh", "quota", str(day)),
            "--force",
            name=f"{day}.xml",
        )
        for day in (3, 10)
    ]

    ended = [(process.wait(60), process.communicate()[1]) for process in weeks]
    saved, errors = editing.communicate(timeout=60)

    assert ended == [(0, "")] * 2
    assert (editing.returncode, saved.count("saved")) == (0, 15), errors
    chile = (
        "SELECT {} FROM {} v JOIN quotas_season s ON s.id = v.season_id "
        "JOIN quotas_country c ON c.id = v.country_id "
        "JOIN quotas_category k ON k.id = v.category_id "
        "WHERE s.year = 2023 AND c.code = 'CL' AND k.slug = 'working-holiday' {}"
    )
    assert site.ask(chile.format("places", "quotas_quota", "")) == [(5015,)]
    kept = site.ask(chile.format("places", "quotas_quotavalue", "AND as_of > '2023-02-20'"))
    assert {places for (places,) in kept} == {3, 10, *range(5001, 5016)}


# What it costs


def import_week(feed):
    import_feed(
        read_feed(feed.encode(), today=datetime.date(2026, 11, 22)), Choices(), address="test"
    )


def test_a_full_feed_takes_few_queries_however_many_seasons_are_held(shipped):
    with CaptureQueriesContext(connection) as few:
        import_week(of("February", 24))
    rows = list(WeeklyFigures.objects.filter(season__year=2023))
    quotas = list(Quota.objects.filter(season__year=2023))
    for year in range(2010, 2019):
        season, _made = Season.objects.get_or_create(year=year)
        for row in (*rows, *quotas):
            row.pk, row.season, row._state.adding = None, season, True
        WeeklyFigures.objects.bulk_create(rows)
        Quota.objects.bulk_create(quotas)

    with CaptureQueriesContext(connection) as many:
        import_week(of("March", 3))

    assert len(few) < 100
    assert len(many) <= len(few)


def test_a_full_feed_is_imported_in_under_two_seconds(shipped):
    started = time.perf_counter()

    import_week(of("February", 24))

    assert time.perf_counter() - started < 2


def test_the_history_of_each_record_names_the_file_that_changed_it(shipped, run, tmp_path):
    run(with_figure(of("March", 3), "Italy", "wh", "quota", "1111"))

    figures = WeeklyFigures.objects.filter(as_of="2023-03-03").first()
    quota = Quota.objects.get(season__year=2023, country__code="IT", places=1111)
    reasons = {
        entry.history_change_reason for entry in (figures.history.get(), quota.history.first())
    }
    assert len(reasons) == 1
    assert reasons.pop().endswith(".xml")
