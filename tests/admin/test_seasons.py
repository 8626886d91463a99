"""The season on the home page, chosen by publishers."""

import pytest
from django.urls import reverse

from quotas.models import (
    Season,
)

from ..pages import parse, text


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def test_another_season_is_made_current_by_one_action(desk, publisher):
    desk.force_login(publisher)
    other = Season.objects.get(year=2023)

    response = desk.post(
        reverse("admin:quotas_season_changelist"),
        {"action": "make_current", "_selected_action": [other.pk]},
        follow=True,
    )

    assert "The home page now shows the 2023 season." in text(parse(response))
    assert Season.objects.current() == other


def test_an_editor_cannot_make_a_season_current(desk):
    other = Season.objects.get(year=2023)
    current = Season.objects.current()

    desk.post(
        reverse("admin:quotas_season_changelist"),
        {"action": "make_current", "_selected_action": [other.pk]},
    )

    assert Season.objects.current() == current != other


def test_two_seasons_cannot_be_made_current(desk, publisher):
    desk.force_login(publisher)
    current, other = Season.objects.current(), Season.objects.get(year=2023)

    response = desk.post(
        reverse("admin:quotas_season_changelist"),
        {"action": "make_current", "_selected_action": [other.pk, current.pk]},
        follow=True,
    )

    assert "Choose one season" in text(parse(response))
    assert Season.objects.current() == current
