import re

from django.db import migrations, models

LIVE_THERE = re.compile(r"Must live in|habitually live|Ordinary residents")


def say_who_must_live_there(apps, schema_editor):
    """What the conditions said in words alone until now."""
    Eligibility = apps.get_model("quotas", "Eligibility")
    for eligibility in Eligibility.objects.exclude(conditions_en=""):
        if LIVE_THERE.search(eligibility.conditions_en):
            Eligibility.objects.filter(pk=eligibility.pk).update(must_live_there=True)


def say_which_are_for_students(apps, schema_editor):
    apps.get_model("quotas", "Category").objects.filter(slug="international-coop").update(
        is_for_students=True
    )



class Migration(migrations.Migration):

    dependencies = [
        ("quotas", "0006_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name='category',
            name='is_for_students',
            field=models.BooleanField(default=False, help_text='Whether one has to be registered at a post-secondary school.', verbose_name='for students only'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='must_live_there',
            field=models.BooleanField(default=False, help_text='Whether applicants must live in the country or territory. Say how in the conditions.', verbose_name='must live there'),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='is_for_students',
            field=models.BooleanField(default=False, help_text='Whether one has to be registered at a post-secondary school.', verbose_name='for students only'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='must_live_there',
            field=models.BooleanField(default=False, help_text='Whether applicants must live in the country or territory. Say how in the conditions.', verbose_name='must live there'),
        ),
        migrations.RunPython(say_who_must_live_there, migrations.RunPython.noop),
        migrations.RunPython(say_which_are_for_students, migrations.RunPython.noop),
    ]
