"""The command with a feed that is doubtful: what it says, and how it ends."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from quotas.management.commands.import_rounds import HELD, LOST
from quotas.models import FeedImport, KeptFeed, WeeklyFigures
from quotas.models.kept_feed import Outcome

from ..rounds.mutated_feeds import MUTATIONS, copy_of, with_stamp

FEED = MUTATIONS["all tenfold"](with_stamp(copy_of("2026-10-09"), "October 16, 2026"))


@pytest.fixture
def end(shipped, tmp_path):
    """Return a function that imports the doubtful feed: its status, output and errors."""
    path = tmp_path / "selections.xml"
    path.write_text(FEED)

    def end(**options):
        out, error, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command("import_rounds", file=str(path), stdout=out, stderr=error, **options)
        except CommandError as ended:
            status = ended.returncode
            error.write(str(ended))
        return status, out.getvalue(), error.getvalue()

    return end


@pytest.mark.parametrize("verbosity", [0, 1, 2])
def test_it_names_each_doubt_at_every_verbosity_and_ends_with_a_status_of_its_own(end, verbosity):
    status, _out, error = end(verbosity=verbosity)

    doubts = KeptFeed.objects.get().doubts
    assert status == HELD
    assert HELD not in (0, 1, 2, LOST)
    assert [line for line in error.splitlines() if line.startswith("Doubtful: ")] == [
        f"Doubtful: {doubt}" for doubt in doubts
    ]
    assert "is held, and nothing was changed. It waits at the desk: " in error
    assert not WeeklyFigures.objects.filter(as_of="2026-10-16").exists()


def test_it_says_so_again_each_time_and_holds_it_once(end):
    assert [end()[0], end()[0]] == [HELD, HELD]
    assert KeptFeed.objects.count() == 1


def test_force_imports_it_all_the_same_and_says_which_doubts_it_overrode(end):
    status, _out, error = end(verbosity=0, force=True, reason="IRCC confirmed it.")

    kept = KeptFeed.objects.get()
    assert status == 0
    assert error.splitlines() == [f"Overridden: {doubt}" for doubt in kept.doubts]
    assert kept.doubts
    assert (kept.outcome, kept.reason) == (Outcome.IMPORTED, "IRCC confirmed it.")
    assert WeeklyFigures.objects.filter(as_of="2026-10-16").count() == 93
    assert FeedImport.objects.get().report["doubts"] == kept.doubts


def test_a_dry_run_ends_with_the_same_status_and_holds_nothing(end):
    status, _out, error = end(dry_run=True)

    assert status == HELD
    assert "This was a dry run" in error
    assert not KeptFeed.objects.exists()


def test_programs_read_the_doubts(end):
    status, out, _error = end(json=True)

    report = json.loads(out)
    assert (status, report["is_held"]) == (HELD, True)
    assert report["doubts"] == KeptFeed.objects.get().doubts


def test_what_was_thrown_away_is_nothing_new(end):
    end()
    KeptFeed.objects.get().decide(Outcome.THROWN_AWAY)

    status, out, error = end()

    assert (status, error) == (0, "")
    assert "the same feed was held and thrown away before" in out
    assert json.loads(end(json=True)[1]) == {"thrown_away": True}
