import datetime

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from quotas import versions
from quotas.models import QuotaValue, Season

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
)


class Command(BaseCommand):
    """Loads the fixtures. Their history counts as recorded on its own days, not on this one."""

    help = "Loads the shipped data into an empty database; leaves any other as it is."

    @transaction.atomic
    def handle(self, **options):
        if Season.objects.exists():
            if options["verbosity"]:
                self.stdout.write("The database has data already; nothing was loaded.")
            return
        call_command("loaddata", *SHIPPED, verbosity=options["verbosity"])
        for day in QuotaValue.objects.values_list("as_of", flat=True).distinct():
            noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
            QuotaValue.objects.filter(as_of=day).update(recorded_at=noon)
        versions.begin(versions.SHIPPED)
