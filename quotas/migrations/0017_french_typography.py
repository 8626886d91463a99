from django.db import migrations

from quotas.i18n.fields import translated_fields
from quotas.i18n.typography import in_french


def mend(apps, schema_editor):
    """Set the French texts that are held as new ones are set from now on."""
    for model in apps.get_app_config("quotas").get_models():
        names = [french for _english, french in translated_fields(model)]
        if not names or model.__name__.startswith("Historical"):
            continue
        for record in model.objects.all():
            mended = {name: in_french(getattr(record, name) or "") for name in names}
            changed = {name: text for name, text in mended.items() if text != getattr(record, name)}
            if changed:
                model.objects.filter(pk=record.pk).update(**changed)


class Migration(migrations.Migration):
    dependencies = [("quotas", "0016_claims_are_read_again")]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
