"""The command that imports the official feed, also as a process of its own."""

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ..feeds import grown, of, with_figure


def test_a_refusal_is_told_to_machines_too(shipped, tmp_path):
    path, out = tmp_path / "empty.xml", io.StringIO()
    path.write_bytes(b"")

    with pytest.raises(CommandError):
        call_command("import_rounds", file=str(path), json=True, stdout=out)

    assert json.loads(out.getvalue()) == {"refused": "It is empty."}


@pytest.fixture
def server():
    """Start a server that answers with `server.feed` and keeps the headers of requests."""

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
    server.asked, server.feed = [], grown(of("February", 24))
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


@pytest.fixture
def on_disk(tmp_path, transactional_db, load_shipped, settings):
    """Copy a database of SQLite to a file that other processes can open."""
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
    """Return a site that runs commands in processes of their own on one database."""

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
    piped = site.run(stdin=subprocess.PIPE)
    said, error = piped.communicate(grown(of("February", 24)), timeout=30)
    assert (piped.returncode, "91 new" in said, error) == (0, True, "")

    nothing_new = site.start(grown(of("February", 24)))
    assert (nothing_new.wait(30), "Nothing new." in nothing_new.communicate()[0]) == (0, True)

    refused = site.start("not a feed")
    said = refused.communicate(timeout=30)[1]
    assert refused.returncode == 1
    assert said == (
        "CommandError: Refused, and nothing was changed. "
        "It is not XML: it begins with “not a feed”.\n"
    )


# Import a feed several times, each in a process of its own: as far as one step, where it says which
# process it is and waits, and at last to the end.
IMPORT_UP_TO = """
import os
import time
from pkgutil import resolve_name
from unittest.mock import patch

from django.core.management import call_command

def import_feed():
    call_command("import_rounds", file={path!r}, verbosity=0)

for name in {steps!r}:
    if process := os.fork():
        os.waitpid(process, 0)
        continue
    done = resolve_name(name)

    def stop(*args, **options):
        done(*args, **options)
        print(os.getpid(), flush=True)
        time.sleep(60)

    with patch(name, stop):
        import_feed()
    os._exit(1)
import_feed()
"""
STEPS = (
    "quotas.rounds.importing.prepare_season",
    "quotas.rounds.weekly_figures.bulk_create_with_history",
    "quotas.rounds.quotas.bulk_update_with_history",
    "quotas.rounds.importing.FeedImport.objects.create",
)


def test_a_killed_import_leaves_nothing_half_done(site, tmp_path):
    path = tmp_path / "killed.xml"
    path.write_text(grown(of("February", 24)))
    importing = site.run_python(IMPORT_UP_TO.format(steps=STEPS, path=str(path)))
    for _step in STEPS:
        os.kill(int(importing.stdout.readline()), signal.SIGKILL)

        assert site.ask(COUNT) == [(0,)]

    assert (importing.wait(30), importing.communicate()[1]) == (0, "")
    assert site.ask(COUNT) == [(91,)]


def test_two_imports_at_once_lose_nothing(site):
    week = grown(of("February", 24))
    weeks = [week, grown(of("March", 3), 2), week]
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

    assert [status for status, _error in ended] == [0, 0], ended
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
