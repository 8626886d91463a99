"""Changes are seen at once, however a figure was changed."""

import datetime

import pytest
from django.contrib.admin.sites import site as admin_site
from django.urls import reverse

from quotas.models import (
    Quota,
    QuotaValue,
    WeeklyFigures,
)

from ..factories import make_source
from ..pages import parse, text
from .change_lists import FEBRUARY_17, NO_FIGURE, WEEK, listed, turns

# At once


@pytest.fixture
def italy(client, shipped):
    """A quota, after its change has been read on each page that shows it."""
    for address in PLACES:
        client.get(address)
    return Quota.objects.get(
        season__year=2023, country__code="IT", category__slug="working-holiday"
    )


PLACES = (
    "/en/changes/?country=it&season=2023",
    "/en/changes/feed.atom?country=it&season=2023",
    "/en/pools/2023/it/working-holiday/",
)


def shown_everywhere(client, words):
    return [words in client.get(address).content.decode() for address in PLACES]


def test_an_update_of_a_query_set_is_a_change_at_once(client, italy):
    Quota.objects.filter(pk=italy.pk).update(places=2345, as_of=datetime.date(2023, 3, 3))

    assert shown_everywhere(client, "2,345") == [True] * 3
    assert turns(client.get(PLACES[0]))[0] == ("Quota", "from 1,750 to 2,345")


def test_a_save_in_the_admin_is_a_change_at_once(client, italy, editor, rf):
    model_admin = admin_site.get_model_admin(Quota)
    request = rf.post("/")
    request.user = editor
    form_class = model_admin.get_form(request, italy)
    data = {
        field: getattr(italy, f"{field}_id", None) or getattr(italy, field)
        for field in form_class.base_fields
        if hasattr(italy, field)
    }
    client.force_login(editor)

    response = client.post(
        reverse("admin:quotas_quota_change", args=[italy.pk]),
        data
        | {"places": "2346", "as_of": "2023-03-04", "source": make_source().pk, "reason": "New."},
    )

    assert response.status_code == 302, text(parse(response))
    assert turns(client.get(PLACES[0]))[0] == ("Quota", "from 1,750 to 2,346")
    assert shown_everywhere(client, "2,346") == [True] * 3


def test_weekly_figures_made_many_at_once_are_changes_at_once(client, italy):
    WeeklyFigures.objects.bulk_create(
        WeeklyFigures(
            season=italy.season,
            country=italy.country,
            category=italy.category,
            as_of=FEBRUARY_17 + n * WEEK,
            rating=1 + n,
            is_open=n != 3,
            source=italy.source,
        )
        for n in range(1, 4)
    )

    assert turns(client.get(f"{PLACES[0]}&kind=rating&kind=pool&category=working-holiday")) == [
        ("Chance rating", "from Fair to Low"),
        ("Pool opened or closed", "from open to closed"),
        ("Chance rating", "from Very good to Fair"),
        ("Chance rating", "from Excellent to Very good"),
    ]
    assert shown_everywhere(client, "Low") == [True] * 3


def test_a_deletion_is_shown_as_withdrawn_at_once(client, italy):
    italy.delete()

    assert turns(client.get(PLACES[0]))[0] == ("State", f"from 1,750 to {NO_FIGURE}")
    assert shown_everywhere(client, "Correction") == [True] * 3


def test_changes_of_the_history_that_were_filled_in_later_stand_on_their_day(client, italy):
    QuotaValue.objects.create(
        season=italy.season,
        country=italy.country,
        category=italy.category,
        state="limited",
        places=900,
        as_of=datetime.date(2023, 2, 3),
        source=italy.source,
    )

    found = listed(client.get(f"{PLACES[0]}&category=working-holiday&kind=first&kind=quota"))

    assert [(change["as_of"], change["turn"]) for change in found] == [
        ("2023-02-17", "from 1,000 to 1,750"),
        ("2023-02-10", "from 900 to 1,000"),
        ("2023-02-03", "900"),
    ]
