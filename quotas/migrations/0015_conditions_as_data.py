import re

import quotas.models.eligibility
from django.db import migrations, models

# What the conditions said in words alone until now.
USUALLY_LIVES_THERE = re.compile(r"habitually live|[Oo]rdinary residents")
SCHOOL_THERE = re.compile(r"nrolled (at a school|in post-secondary studies)")
ONCE_HERE = re.compile(
    r"in an?other category|in the other category|each in a different category"
    r"|[Oo]ne of (up to )?24 months in"
)
TWICE_HERE = re.compile(r"same category may be used twice|in any categories|may be repeated")


def residence_of(row, code):
    if not row.must_live_there:
        return "none"
    if USUALLY_LIVES_THERE.search(row.conditions_en):
        return "residence"
    return "certificate" if code == "IT" else "address"


def participations_here(row, slug, categories):
    words, number = row.conditions_en, row.participations
    if slug == "international-coop" and "Co-op only once" in words:
        return 1
    if number == 1 or ONCE_HERE.search(words):
        return 1
    return number if categories == 1 or TWICE_HERE.search(words) else None


def say_conditions_as_data(apps, schema_editor):
    """Fill in the rows and their versions by what their words say."""
    codes = dict(apps.get_model("quotas", "Country").objects.values_list("pk", "code"))
    slugs = dict(apps.get_model("quotas", "Category").objects.values_list("pk", "slug"))
    held = apps.get_model("quotas", "Eligibility").objects
    countries = list(held.values_list("country_id", flat=True))
    versions = apps.get_model("quotas", "HistoricalEligibility").objects
    for rows in (held, versions):
        for row in rows.all():
            words, slug = row.conditions_en, slugs.get(row.category_id)
            is_coop = slug == "international-coop"
            rows.filter(pk=row.pk).update(
                residence=residence_of(row, codes.get(row.country_id)),
                participations_here=participations_here(
                    row, slug, countries.count(row.country_id)
                ),
                must_study_there=is_coop and bool(SCHOOL_THERE.search(words)),
                must_match_field="students of one of these fields" in words,
                takes_non_students="people who graduated in one" in words,
                needs_certain_employer="Permanently employed by" in words,
                must_be_paid=is_coop and "the internship must be paid" in words,
                only_from="GB GG JE" if "Jersey or Guernsey only" in words else "",
            )


def say_who_must_live_there(apps, schema_editor):
    for name in ("Eligibility", "HistoricalEligibility"):
        rows = apps.get_model("quotas", name).objects
        rows.exclude(residence="none").update(must_live_there=True)


class Migration(migrations.Migration):

    dependencies = [
        ('quotas', '0014_newest_week_of_questions'),
    ]

    operations = [
        migrations.AddField(
            model_name='eligibility',
            name='must_be_paid',
            field=models.BooleanField(default=False, help_text='Whether the arrangement itself asks that the work in Canada be paid.', verbose_name='paid work'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='must_match_field',
            field=models.BooleanField(default=False, help_text='Whether only some fields of study or work count. Say which in the conditions.', verbose_name='certain fields'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='must_study_there',
            field=models.BooleanField(default=False, help_text='Whether the school must be in the country or territory.', verbose_name='school there'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='needs_certain_employer',
            field=models.BooleanField(default=False, help_text='Whether only some employers count. Say which in the conditions.', verbose_name='certain employers'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='only_from',
            field=models.CharField(blank=True, help_text='Where citizens must be from, if not all can apply: codes with a blank between them, such as GB GG JE.', max_length=60, validators=[quotas.models.eligibility.check_parts], verbose_name='only from'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='participations_here',
            field=models.PositiveSmallIntegerField(blank=True, help_text='How many of them may be in this category; empty if that is not known.', null=True, verbose_name='participations in this category'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='residence',
            field=models.CharField(choices=[('none', 'no condition'), ('address', 'resident, which an address there shows'), ('residence', 'usually lives there'), ('certificate', 'resident, which a certificate shows')], default='none', help_text='Whether applicants must live there when they apply, and how they show it.', max_length=20, verbose_name='residence'),
        ),
        migrations.AddField(
            model_name='eligibility',
            name='takes_non_students',
            field=models.BooleanField(default=False, help_text='Whether a category for students takes some others too, such as recent graduates. Say whom in the conditions.', verbose_name='some who are not students'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='must_be_paid',
            field=models.BooleanField(default=False, help_text='Whether the arrangement itself asks that the work in Canada be paid.', verbose_name='paid work'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='must_match_field',
            field=models.BooleanField(default=False, help_text='Whether only some fields of study or work count. Say which in the conditions.', verbose_name='certain fields'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='must_study_there',
            field=models.BooleanField(default=False, help_text='Whether the school must be in the country or territory.', verbose_name='school there'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='needs_certain_employer',
            field=models.BooleanField(default=False, help_text='Whether only some employers count. Say which in the conditions.', verbose_name='certain employers'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='only_from',
            field=models.CharField(blank=True, help_text='Where citizens must be from, if not all can apply: codes with a blank between them, such as GB GG JE.', max_length=60, validators=[quotas.models.eligibility.check_parts], verbose_name='only from'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='participations_here',
            field=models.PositiveSmallIntegerField(blank=True, help_text='How many of them may be in this category; empty if that is not known.', null=True, verbose_name='participations in this category'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='residence',
            field=models.CharField(choices=[('none', 'no condition'), ('address', 'resident, which an address there shows'), ('residence', 'usually lives there'), ('certificate', 'resident, which a certificate shows')], default='none', help_text='Whether applicants must live there when they apply, and how they show it.', max_length=20, verbose_name='residence'),
        ),
        migrations.AddField(
            model_name='historicaleligibility',
            name='takes_non_students',
            field=models.BooleanField(default=False, help_text='Whether a category for students takes some others too, such as recent graduates. Say whom in the conditions.', verbose_name='some who are not students'),
        ),
        migrations.RunPython(say_conditions_as_data, say_who_must_live_there),
        migrations.RemoveField(
            model_name='eligibility',
            name='must_live_there',
        ),
        migrations.RemoveField(
            model_name='historicaleligibility',
            name='must_live_there',
        ),
        migrations.AlterField(
            model_name='historicalquota',
            name='state',
            field=models.CharField(choices=[('limited', 'Limited'), ('unlimited', 'Unlimited'), ('not_offered', 'Not offered'), ('to_be_announced', 'To be announced')], default='limited', help_text='Not offered means that the arrangement leaves the category out. To be announced means that the source names it without a number.', max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='quota',
            name='state',
            field=models.CharField(choices=[('limited', 'Limited'), ('unlimited', 'Unlimited'), ('not_offered', 'Not offered'), ('to_be_announced', 'To be announced')], default='limited', help_text='Not offered means that the arrangement leaves the category out. To be announced means that the source names it without a number.', max_length=20, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='eligibility',
            constraint=models.CheckConstraint(condition=models.Q(('residence__in', ('none', 'address', 'residence', 'certificate'))), name='eligibility_residence_is_known', violation_error_message='Choose a condition of residence, or none.'),
        ),
        migrations.AddConstraint(
            model_name='eligibility',
            constraint=models.CheckConstraint(condition=models.Q(('participations_here__isnull', True), ('participations_here__lte', models.F('participations')), _connector='OR'), name='eligibility_participations_here_within_all', violation_error_message='The participations in this category are not more than those in all.'),
        ),
    ]
