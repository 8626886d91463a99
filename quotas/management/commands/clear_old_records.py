from django.core.management.base import BaseCommand

from quotas.accounts.old_records import clear_all


class Command(BaseCommand):
    help = (
        "Deletes sessions that are over, log-ins and shown events of accounts from more than 90 "
        "days ago, and failed log-ins that no longer count. For a timer, once a day."
    )

    def handle(self, verbosity, **options):
        counts = clear_all()
        if verbosity:
            summary = ", ".join(f"{count} {name}" for name, count in counts.items())
            self.stdout.write(f"Deleted: {summary}.")
