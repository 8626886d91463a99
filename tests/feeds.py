"""Copies of the official feed, real and changed, and their import."""

import io
import re

from django.core.management import CommandError, call_command

from quotas.management.commands.import_rounds import LOST

from . import PROJECT

REAL = (PROJECT / "tests/expected/selections-2023-02-10.xml").read_bytes().decode()


def of(month, day, year=2023):
    """Return the real feed as of another day."""
    return REAL.replace("February&nbsp;10,&nbsp;2023", f"{month}&nbsp;{day},&nbsp;{year}")


def in_season(feed, year):
    """Return `feed` with its first rounds in another season."""
    return feed.replace(", 2023]]></first>", f", {year}]]></first>")


def with_figure(feed, location, category, tag, value):
    """Return `feed` with one figure of one pool replaced."""
    row = re.compile(
        rf'(<country location="{location}" category="{category}".*?<{tag}><!\[CDATA\[)[^\]]*',
        re.DOTALL,
    )
    changed, count = row.subn(rf"\g<1>{value}", feed, count=1)
    assert count == 1
    return changed


def import_as(path, feed, *, status=0, **options):
    """Import `feed` from a file; return the output of the command, and its lines about losses.

    Fails unless the command ends with `status`.
    """
    path.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    out, error, ended = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_rounds", file=str(path), stdout=out, stderr=error, **options)
    except CommandError as end:
        if end.returncode != LOST:
            raise
        ended = end.returncode
    lost = error.getvalue().splitlines()
    assert (ended, bool(lost)) == (status, bool(status)), lost
    return out.getvalue(), lost
