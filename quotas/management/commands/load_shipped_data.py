import datetime
import json

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from quotas.history import versions
from quotas.history.saving import keep_first, restart_history
from quotas.models import (
    Question,
    QuotaValue,
    Requirement,
    Season,
    Source,
    Step,
    Term,
    WeeklyFigures,
)

# In the order in which they refer to each other.
RECORDS = ("sources", "feed_copies", "countries", "categories", "seasons")
FIGURES = (
    "quota_values",
    "quotas_2019",
    "quotas_2021",
    "quotas_2022",
    "quotas_2023",
    "quotas_2024",
    "quotas_2025",
    "quotas_2026",
    "weekly_figures_2023",
    "weekly_figures_2026",
    "invitation_periods",
    "invitations_by_country",
)
TEXTS = (
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
SHIPPED = (*RECORDS, *FIGURES, *TEXTS)
# When the figures of a season came to this site, in a release; those of all others before.
RELEASED = datetime.datetime(2026, 11, 22, 20, tzinfo=datetime.UTC)
RELEASED_LATER = {2026: datetime.datetime(2026, 11, 27, 6, tzinfo=datetime.UTC)}
# Texts of later releases: a database that was filled before has none of them.
LATER_TEXTS = {
    "steps": Step,
    "requirements": Requirement,
    "terms": Term,
    "questions": Question,
}


class Command(BaseCommand):
    """Load the fixtures; their history counts as recorded when a release shipped them."""

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
        call_command("loaddata", *RECORDS, verbosity=verbosity)
        for name in FIGURES:
            load_figures(name)
        call_command("loaddata", *TEXTS, verbosity=verbosity)
        for model in (QuotaValue, WeeklyFigures):
            model.objects.update(recorded_at=RELEASED)
            for year, released_at in RELEASED_LATER.items():
                model.objects.filter(season__year=year).update(recorded_at=released_at)
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
        shipped = serializers.deserialize("json", path_of(name).read_text("utf-8"))
        absent = [each for each in shipped if each.object.pk is None]
        for each in absent:
            each.save()
        added = model.objects.filter(pk__in=[each.object.pk for each in absent])
        keep_first(added, versions.SHIPPED)


def path_of(name):
    return settings.FIXTURE_DIRS[0] / f"{name}.json"


def load_figures(name):
    """Create the rows of a fixture of figures at once, of which loaddata makes six queries each."""
    rows = json.loads(path_of(name).read_text("utf-8"))
    model = apps.get_model(rows[0]["model"])
    relations = [field for field in model._meta.fields if field.is_relation]
    ids = {field: ids_by_natural_key(field.related_model) for field in relations}
    for facts in (row["fields"] for row in rows):
        for field in relations:
            if key := facts.pop(field.name, None):
                facts[field.attname] = ids[field][tuple(map(str, key))]
    model.objects.bulk_create(model(**row["fields"]) for row in rows)


def ids_by_natural_key(model):
    """Return the ids of the records of `model` by what fixtures call them."""
    joined = [field.name for field in model._meta.fields if field.is_relation and not field.null]
    records = model.objects.select_related(*joined) if joined else model.objects.all()
    return {tuple(map(str, record.natural_key())): record.pk for record in records}
