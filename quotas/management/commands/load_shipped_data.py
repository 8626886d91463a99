import datetime

from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from quotas.history import versions
from quotas.history.saving import keep_first, restart_history
from quotas.models import Question, QuotaValue, Requirement, Season, Source, Step, Term

# In the order in which they refer to each other.
SHIPPED = (
    "sources",
    "countries",
    "categories",
    "seasons",
    "quotas_2019",
    "quotas_2021",
    "quotas_2022",
    "quotas_2023",
    "quotas_2024",
    "quotas_2025",
    "quotas_2026",
    "quota_values",
    "weekly_figures_2023",
    "weekly_figures_2026",
    "eligibility",
    "arrangement_changes",
    "season_days",
    "fees",
    "notices",
    "notes",
    "steps",
    "requirements",
    "terms",
    "questions",
)
# Texts of later releases: a database that was filled before has none of them.
LATER_TEXTS = {
    "steps": Step,
    "requirements": Requirement,
    "terms": Term,
    "questions": Question,
}


class Command(BaseCommand):
    """Load the fixtures; their history counts as recorded on its own days, not today."""

    help = (
        "Loads the shipped data into an empty database. A filled one gets the texts that came "
        "with a later release, once, and is otherwise left as it is."
    )

    @transaction.atomic
    def handle(self, **options):
        if not Season.objects.exists():
            self.fill(options["verbosity"])
            return
        added = self.add_later_texts()
        if options["verbosity"]:
            outcome = f"added {', '.join(added)}" if added else "nothing was loaded"
            self.stdout.write(f"The database has data already; {outcome}.")

    def fill(self, verbosity):
        call_command("loaddata", *SHIPPED, verbosity=verbosity)
        for day in QuotaValue.objects.values_list("as_of", flat=True).distinct():
            noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
            QuotaValue.objects.filter(as_of=day).update(recorded_at=noon)
        restart_history(versions.SHIPPED)

    def add_later_texts(self):
        """Fill each table of texts that never had any; those that staff deleted stay away."""
        never_filled = [
            name
            for name, model in LATER_TEXTS.items()
            if not model.objects.exists() and not model.history.exists()
        ]
        if never_filled:
            self.add_absent("sources", Source)
        for name in never_filled:
            self.add_absent(name, LATER_TEXTS[name])
        return never_filled

    def add_absent(self, name, model):
        """Add the records of a fixture that are not in the database; leave all others."""
        with (settings.FIXTURE_DIRS[0] / f"{name}.json").open(encoding="utf-8") as file:
            absent = [
                shipped
                for shipped in serializers.deserialize("json", file)
                if shipped.object.pk is None
            ]
        for shipped in absent:
            shipped.save()
        added = model.objects.filter(pk__in=[shipped.object.pk for shipped in absent])
        keep_first(added, versions.SHIPPED)
