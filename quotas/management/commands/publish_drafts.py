from django.core.management.base import BaseCommand

from quotas.drafts.publishing import publish_due


class Command(BaseCommand):
    help = (
        "Publishes the drafts whose time has come, in the names of their authors. For a timer, "
        "every few minutes; readers see such a draft at its minute all the same."
    )

    def handle(self, verbosity, **options):
        published, stopped = publish_due()
        if verbosity:
            for draft in published:
                self.stdout.write(f"Published: {draft.title}")
        for draft in stopped:
            self.stderr.write(f"Not published: {draft.title}. {draft.problem}")
