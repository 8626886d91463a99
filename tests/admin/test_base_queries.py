"""Lists and histories of the admin cost the same however many rows they show."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotas.history.versions import kept_models
from quotas.models import Draft, FeedImport, QuotaValue, Season

LISTED = (*kept_models(), QuotaValue, FeedImport, Draft, get_user_model())


@pytest.fixture
def desk(client, shipped, admin_user):
    client.force_login(admin_user)
    for n in range(20):
        Draft.objects.create(
            kind="notice",
            title=f"Draft {n}",
            data={},
            by=get_user_model().objects.create_user(f"author-{n}"),
        )
        FeedImport.objects.create(
            address=f"feed-{n}.xml",
            as_of="2023-02-24",
            season=Season.objects.order_by("?").first(),
            report={},
        )
    return client


def queries(client, address):
    client.get(address)  # which fills what is held in memory
    with CaptureQueriesContext(
        connection,
    ) as done:
        response = client.get(address)
    assert response.status_code == 200
    return len(done)


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model._meta.model_name)
def test_a_list_costs_the_same_queries_however_many_rows_it_shows(desk, monkeypatch, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    model_admin = admin.site.get_model_admin(model)
    many = queries(desk, address)

    monkeypatch.setattr(model_admin, "list_per_page", 1)

    assert many == queries(desk, address) <= 16


@pytest.mark.parametrize("model", kept_models(), ids=lambda model: model._meta.model_name)
def test_a_history_costs_the_same_queries_however_many_versions_it_shows(desk, model):
    record = model.objects.first()
    address = reverse(f"admin:quotas_{model._meta.model_name}_history", args=(record.pk,))
    for _n in range(2):
        record.save()
    few = queries(desk, address)

    for _n in range(20):
        record.save()

    assert queries(desk, address) == few <= 16
