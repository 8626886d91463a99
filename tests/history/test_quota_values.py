"""Every value that a quota has had, kept by the database."""

import datetime

import pytest
from django.core.management import call_command

from quotas.models import Quota, QuotaValue

from ..factories import make_category, make_country, make_quota, make_season, make_source

FEBRUARY_10, FEBRUARY_17 = datetime.date(2023, 2, 10), datetime.date(2023, 2, 17)

pytestmark = pytest.mark.django_db


def kept():
    """Return the history as (state, places, day, is it a correction), in order."""
    return list(
        QuotaValue.objects.order_by("as_of", "pk").values_list(
            "state", "places", "as_of", "is_correction"
        )
    )


def test_a_new_quota_begins_its_history():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)

    assert kept() == [("limited", 1000, FEBRUARY_10, False)]
    assert QuotaValue.objects.get().source == quota.source


def test_a_new_value_on_a_later_day_stands_beside_the_old_one():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)

    quota.places, quota.as_of = 1750, FEBRUARY_17
    quota.save()

    assert kept() == [
        ("limited", 1000, FEBRUARY_10, False),
        ("limited", 1750, FEBRUARY_17, False),
    ]


def test_a_new_value_on_the_same_day_is_a_correction():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)

    quota.places = 100
    quota.save()

    assert kept() == [
        ("limited", 1000, FEBRUARY_10, False),
        ("limited", 100, FEBRUARY_10, True),
    ]


def test_a_day_that_was_too_late_is_put_right_on_the_value_that_bore_it():
    quota = make_quota(places=1000, as_of=FEBRUARY_17)

    quota.as_of = FEBRUARY_10
    quota.save()

    assert kept() == [("limited", 1000, FEBRUARY_10, False)]


def test_a_value_and_a_day_put_right_together_are_one_correction():
    quota = make_quota(places=1000, as_of=FEBRUARY_17)

    quota.places, quota.as_of = 100, FEBRUARY_10
    quota.save()

    assert kept() == [
        ("limited", 1000, FEBRUARY_10, False),
        ("limited", 100, FEBRUARY_10, True),
    ]


def test_a_value_of_a_day_before_the_one_until_which_it_was_confirmed_is_a_correction():
    quota = make_quota(places=24, as_of="2026-02-17")
    quota.as_of = "2026-03-01"
    quota.save()
    quota.places, quota.as_of = 25, "2026-02-20"
    quota.save()

    kept = QuotaValue.objects.order_by("pk").values_list("places", "is_correction")
    assert list(kept) == [(24, False), (25, True)]


def test_a_day_put_back_onto_another_value_corrects_that_one():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)
    quota.places, quota.as_of = 1750, FEBRUARY_17
    quota.save()

    quota.as_of = FEBRUARY_10
    quota.save()

    assert kept() == [
        ("limited", 1000, FEBRUARY_10, False),
        ("limited", 1750, FEBRUARY_10, True),
    ]


def test_a_better_source_is_noted_without_a_new_value():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)

    quota.source = make_source()
    quota.save()

    assert QuotaValue.objects.get().source == quota.source


def test_saving_what_is_there_keeps_nothing_new():
    make_quota(places=None, state="unlimited").save()

    assert len(kept()) == 1


def test_a_deleted_quota_is_withdrawn_and_may_come_back():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)

    quota.delete()
    make_quota(
        season=quota.season,
        country=quota.country,
        category=quota.category,
        places=1000,
        as_of=FEBRUARY_10,
    )

    assert kept() == [
        ("limited", 1000, FEBRUARY_10, False),
        ("withdrawn", None, FEBRUARY_10, True),
        ("limited", 1000, FEBRUARY_10, True),
    ]


def test_a_quota_moved_to_another_country_is_withdrawn_from_the_first():
    quota = make_quota(places=1000, as_of=FEBRUARY_10)
    wrong, right = quota.country, make_country()

    quota.country = right
    quota.save()

    values = QuotaValue.objects.order_by("pk")
    assert [value.state for value in values.filter(country=wrong)] == ["limited", "withdrawn"]
    assert [value.state for value in values.filter(country=right)] == ["limited"]


@pytest.mark.parametrize("how", ["update", "bulk_update"])
def test_the_history_does_not_depend_on_how_a_quota_is_changed(how):
    season, category = make_season(), make_category()
    quotas = [
        make_quota(season=season, category=category, places=n, as_of=FEBRUARY_10) for n in (1, 2)
    ]

    if how == "update":
        Quota.objects.update(places=5, as_of=FEBRUARY_17)
    else:
        for quota in quotas:
            quota.places, quota.as_of = 5, FEBRUARY_17
        Quota.objects.bulk_update(quotas, ["places", "as_of"])

    assert QuotaValue.objects.filter(places=5, as_of=FEBRUARY_17).count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_migration_puts_quotas_without_a_history_into_it_once():
    make_quota(places=1000, as_of=FEBRUARY_10)
    QuotaValue.objects.all().delete()

    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)

    assert kept() == [("limited", 1000, FEBRUARY_10, False)]


def test_each_value_knows_the_one_before():
    quota = make_quota(state="to_be_announced", as_of=FEBRUARY_10)
    quota.state, quota.places, quota.as_of = "limited", 25, FEBRUARY_17
    quota.save()

    values = QuotaValue.objects.with_before().order_by("pk")

    assert [(value.state_before, value.places_before, value.places) for value in values] == [
        (None, None, None),
        ("to_be_announced", None, 25),
    ]
