"""The revision moves with every change to public data, however it is made."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from quotas.history.revision import public_models
from quotas.models import (
    AccountEvent,
    Country,
    Draft,
    FeedImport,
    Quota,
    Revision,
    Season,
    Upload,
)

from ..factories import (
    make_category,
    make_country,
    make_note,
    make_notice,
    make_quota,
    make_season,
    make_source,
)

pytestmark = pytest.mark.django_db


def number():
    return Revision.objects.get().number


@pytest.mark.parametrize(
    "make",
    [make_source, make_season, make_country, make_category, make_quota, make_notice],
)
def test_making_changing_and_deleting_each_move_it(make):
    before = number()
    record = make()
    made = number()
    record.save()
    saved = number()
    record.delete()

    assert before < made < saved < number()


def test_a_note_moves_it():
    season = make_season()
    before = number()

    make_note(season=season)

    assert number() > before


@pytest.mark.parametrize(
    "change",
    [
        lambda quota: Quota.objects.filter(pk=quota.pk).update(places=7),
        lambda quota: Quota.objects.all().delete(),
        lambda quota: Country.objects.bulk_create([Country(code="ZZ", name_en="Z", name_fr="Z")]),
        lambda quota: Quota.objects.bulk_update([quota], ["places"]),
        lambda quota: quota.category.sources.add(quota.source),
        lambda quota: Season.objects.make_current(quota.season),
    ],
    ids=["update", "delete", "bulk_create", "bulk_update", "many-to-many", "make current"],
)
def test_changes_that_pass_by_the_model_move_it(change):
    quota = make_quota()
    before = number()

    change(quota)

    assert number() > before


def test_plain_sql_moves_it():
    make_quota()
    before = number()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE quotas_quota SET places = 3")

    assert number() > before


def test_loading_fixtures_moves_it():
    before = number()

    call_command("load_shipped_data", verbosity=0)

    assert number() > before


def test_migrating_moves_it_but_is_no_change_of_data():
    before = Revision.objects.get()

    call_command("migrate", verbosity=0)

    after = Revision.objects.get()
    assert after.number > before.number
    assert after.changed_at == before.changed_at


def test_it_says_when_it_last_moved():
    before = Revision.objects.get().changed_at

    make_season()

    assert Revision.objects.get().changed_at > before


def test_what_readers_do_not_see_leaves_it_alone():
    before = number()

    User.objects.create_user("somebody")

    assert number() == before


def test_every_public_model_is_counted():
    private = {
        AccountEvent: "its owner alone sees it",
        Draft: "readers see it once it is published, as a change of another record",
        FeedImport: "staff alone see its report",
        Revision: "it is the count itself",
        Upload: "it stays between the preview of a file and its import",
    }

    models = set(apps.get_app_config("quotas").get_models(include_auto_created=True))
    versions = {model for model in models if model.__name__.startswith("Historical")}
    assert set(public_models()) == models - set(private) - versions


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_counting_after_the_database_was_emptied():
    call_command("flush", interactive=False, verbosity=0)
    before = number()

    make_season()

    assert number() > before
