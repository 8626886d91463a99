from django.db import migrations
from django.db.models import Q
from django.utils import timezone

REASON = "“Open” had been inferred from the number of candidates; the source does not say it"
# The official feed never says that a pool is open, nor did the article from January 2026.
SILENT = Q(source__slug__startswith="ircc-feed-") | Q(source__slug="immigration-news-canada-2026-01")


def forget_what_was_inferred(apps, schema_editor):
    """Leave open that a pool was open where its source does not say so, and keep why."""
    WeeklyFigures = apps.get_model("quotas", "WeeklyFigures")
    HistoricalWeeklyFigures = apps.get_model("quotas", "HistoricalWeeklyFigures")
    columns = [field.attname for field in WeeklyFigures._meta.concrete_fields]
    inferred = WeeklyFigures.objects.filter(SILENT, is_open=True)
    HistoricalWeeklyFigures.objects.bulk_create(
        (
            HistoricalWeeklyFigures(
                **{column: getattr(figures, column) for column in columns} | {"is_open": None},
                history_type="~",
                history_date=timezone.now(),
                history_change_reason=REASON,
            )
            for figures in inferred
        ),
        batch_size=500,
    )
    inferred.update(is_open=None)


class Migration(migrations.Migration):

    dependencies = [
        ("quotas", "0009_account_events"),
    ]

    operations = [
        migrations.RunPython(forget_what_was_inferred, migrations.RunPython.noop),
    ]
