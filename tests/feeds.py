"""Copies of the official feed, real and changed, and their import."""

import io
import re

from django.core.management import CommandError, call_command

from quotas.management.commands.import_rounds import HELD, LOST

from . import PROJECT

REAL = (PROJECT / "tests/expected/selections-2023-02-10.xml").read_bytes().decode()


def of(month, day, year=2023):
    """Return the real feed as of another day."""
    return REAL.replace("February&nbsp;10,&nbsp;2023", f"{month}&nbsp;{day},&nbsp;{year}")


def in_season(feed, year):
    """Return `feed` with its first rounds in another season."""
    return feed.replace(", 2023]]></first>", f", {year}]]></first>")


def grown(feed, weeks=1):
    """Return `feed` with the invitations of so many more weeks, as no doubt is about them."""

    def added(cell):
        number = int(cell[2].replace(",", ""))
        return f"{cell[1]}{number + number // 2 + (number // 8 + 10) * weeks:,}"

    return re.sub(r"(<invitations><!\[CDATA\[)([\d,]+)", added, feed)


def with_figure(feed, location, category, tag, value):
    """Return `feed` with one figure of one pool replaced."""
    row = re.compile(
        rf'(<country location="{location}" category="{category}".*?<{tag}><!\[CDATA\[)[^\]]*',
        re.DOTALL,
    )
    changed, count = row.subn(rf"\g<1>{value}", feed, count=1)
    assert count == 1
    return changed


def import_as(path, feed, *, status=0, force=True, **options):
    """Import `feed` from a file; return the output of the command, and its lines about losses.

    Doubts are overridden, unless `force` is off: then the lines are those about doubts. Fails
    unless the command ends with `status`.
    """
    path.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    out, error, ended = io.StringIO(), io.StringIO(), 0
    options |= {"force": force, "stdout": out, "stderr": error}
    try:
        call_command("import_rounds", file=str(path), **options)
    except CommandError as end:
        if end.returncode not in (LOST, HELD):
            raise
        ended = end.returncode
    lines = [line for line in error.getvalue().splitlines() if not line.startswith("Overridden: ")]
    said = [line.removeprefix("Doubtful: ") for line in lines]
    assert (ended, bool(said)) == (status, bool(status)), said
    return out.getvalue(), said
