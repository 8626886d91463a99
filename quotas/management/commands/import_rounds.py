import contextlib
import json
import os
import select
import stat
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.urls import reverse
from tqdm import tqdm

from quotas.drafts.publishing import publish_due
from quotas.i18n.addresses import absolute
from quotas.models import FeedImport
from quotas.rounds.document import BadFeed
from quotas.rounds.fetch import OFFICIAL_ADDRESS, fetch, read_file, read_stream
from quotas.rounds.importing import Choices
from quotas.rounds.receiving import receive

STDIN = "-"
LOST, HELD = 3, 4  # statuses of their own: 1 is a refusal, 2 an option that is not known


class Command(BaseCommand):
    help = (
        "Brings the weekly figures and the quotas up to what the official rounds feed says. "
        "Exits with 0 when done or when there is nothing new, with 1 when the feed is refused, "
        f"with {LOST} when done but something was lost, and with {HELD} when the feed is doubtful: "
        "it changes nothing, and waits at the desk for a decision. Standard error names what was "
        "lost and each doubt."
    )

    def add_arguments(self, parser):
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--file",
            help="a file to read, or - for standard input, which is also read when something is "
            "piped in",
        )
        where.add_argument("--url", help=f"an address to read; {OFFICIAL_ADDRESS} if none is given")
        parser.add_argument("--season", type=int, help="the season, if the feed does not say")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what it would do, and do nothing"
        )
        parser.add_argument("--json", action="store_true", help="report in JSON")
        parser.add_argument(
            "--force",
            action="store_true",
            help="import a doubtful feed all the same, and say which doubts that overrides",
        )
        parser.add_argument("--reason", default="", help="why, with --force: it is kept")
        parser.add_argument(
            "--allow-new-countries", action="store_true", help="accept codes that are not known"
        )
        parser.add_argument(
            "--timeout", type=float, default=30, help="seconds for the whole download"
        )

    def handle(self, **options):
        try:
            reception = self.receive(options)
        except BadFeed as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"refused": str(refusal)}))
            raise CommandError(f"Refused, and nothing was changed. {refusal}") from None
        except OperationalError as error:
            why = " ".join(str(error).split())
            raise CommandError(f"The database failed, and nothing was changed. {why}") from None
        report = reception and reception.report
        if options["json"]:
            silence = {"thrown_away": True} if reception else {"unmodified": True}
            facts = report.as_json() if report else silence
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
        elif options["verbosity"]:
            self.print_outcome(reception)
        if not options["dry_run"]:
            with contextlib.suppress(OperationalError):  # the next command or request tries again
                publish_due()
        if report and report.is_held:
            self.end_held(report, reception.kept)
        for doubt in report.doubts if report else ():
            self.stderr.write(f"Overridden: {doubt}")
        if report and report.losses:
            self.end_with_losses(report)

    def end_held(self, report, kept):
        """Name each doubt on standard error, also with --verbosity 0, and end with its status."""
        for doubt in report.doubts:
            self.stderr.write(f"Doubtful: {doubt}")
        waits = f"It waits at the desk: {address_at_desk(kept)}." if kept else "This was a dry run."
        raise CommandError(
            f"The feed as of {report.as_of.isoformat()} is held, and nothing was changed. {waits} "
            "Import it all the same with --force.",
            returncode=HELD,
        )

    def end_with_losses(self, report):
        """Name the losses on standard error, also with --verbosity 0, and end with their status."""
        for loss in report.losses:
            self.stderr.write(loss)
        done = "This was a dry run" if report.is_dry_run else "What else the feed says was kept"
        raise CommandError(
            f"The feed as of {report.as_of.isoformat()} lost something, see above. {done}.",
            returncode=LOST,
        )

    def receive(self, options):
        """Return the reception of the feed, or None if it was not modified."""
        address, content, headers = self.read(options)
        if content is None:
            return None
        choices = Choices(
            season=options["season"],
            is_dry_run=options["dry_run"],
            accepts_doubts=options["force"],
            accepts_new_countries=options["allow_new_countries"],
            reason=options["reason"] or ("--force" if options["force"] else ""),
        )
        return receive(content, choices, address=address, headers=headers, progress=self.progress)

    def read(self, options):
        """Return the origin of the feed, its bytes (None if unmodified), and its headers."""
        path = options["file"] or (STDIN if not options["url"] and is_piped(sys.stdin) else None)
        if path == STDIN:
            return "standard input", read_stream(sys.stdin.buffer), {}
        if path:
            return Path(path).name, read_file(path), {}
        address = options["url"] or OFFICIAL_ADDRESS
        last = FeedImport.objects.latest_from(address)
        download = fetch(
            address,
            modified_since=last.last_modified if last else "",
            timeout=options["timeout"],
        )
        return address, download.content, download.headers

    def progress(self, pools):
        return tqdm(pools, desc="Pools", unit="", file=sys.stderr, disable=None, leave=False)

    def print_outcome(self, reception):
        if reception is None:
            self.stdout.write("Nothing new: the feed has not been modified since the last import.")
        elif reception.report is None:
            self.stdout.write("Nothing new: the same feed was held and thrown away before.")
        else:
            self.print_report(reception.report)

    def print_report(self, report):
        kind = "an older day, filled in as history" if report.is_older else "the newest day held"
        seasons = " and ".join(map(str, report.seasons))
        self.stdout.write(f"As of {report.as_of.isoformat()}, {seasons} season: {kind}.")
        for entry in report.new:
            self.stdout.write(f"  new        {entry.about}: {entry.what}: {entry.after}")
        for entry in report.changed:
            change = f"{entry.before} → {entry.after}"
            self.stdout.write(f"  changed    {entry.about}: {entry.what}: {change}")
        for left_out in report.left_out:
            self.stdout.write(f"  left out   {left_out.what}: {left_out.why}")
        self.stdout.write(
            f"{len(report.new)} new, {len(report.changed)} changed, {report.unchanged} unchanged, "
            f"{len(report.left_out)} left out."
        )
        if report.is_held:
            self.stdout.write("It is held: nothing was written.")
        elif report.is_dry_run:
            self.stdout.write("This was a dry run: nothing was written.")
        elif not report.is_news:
            self.stdout.write("Nothing new.")


def address_at_desk(kept):
    return absolute(reverse("admin:quotas_keptfeed_change", args=(kept.pk,)))


def is_piped(stream):
    """Tell if `stream` is a file with content, or a pipe that was written to."""
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    if stat.S_ISFIFO(mode) and not select.select([stream], [], [], 0)[0]:
        return False
    return (stat.S_ISFIFO(mode) or stat.S_ISREG(mode)) and bool(stream.buffer.peek(1))
