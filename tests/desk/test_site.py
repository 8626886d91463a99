"""Requests to the admin that no page of it makes."""

import pytest
from django.apps import apps
from django.urls import reverse


@pytest.mark.parametrize(
    "address",
    [
        "autocomplete/?term=%00&app_label=quotas&model_name=quota&field_name=country",
        "quotas/quota/?state__exact=%00",
        "quotas/quota/export/?state__exact=%00",
        "quotas/quota/find/?q=%00",
        "auth/user/?username=%00",
        "auth/user/?%00=1",
    ],
)
def test_what_no_database_can_be_asked_is_not_found(client, admin_user, shipped, address):
    client.force_login(admin_user)

    assert client.get(f"/admin/{address}").status_code == 404


@pytest.mark.parametrize("chosen", ["abc", "\0", "", "9" * 30, "-1"])
@pytest.mark.parametrize("model", ["quotas/quota", "auth/user", "quotas/season"])
def test_an_action_on_what_is_no_record_is_not_found(client, admin_user, shipped, model, chosen):
    client.force_login(admin_user)
    facts = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}

    assert client.post(f"/admin/{model}/", facts).status_code == 404


@pytest.mark.parametrize("key", ["abc", "9" * 30, "-1", "1e9", "..%2F"])
@pytest.mark.parametrize("model", ["notice", "category", "quota"])
def test_what_is_sent_to_a_form_of_no_record_is_no_fault(client, admin_user, shipped, model, key):
    client.force_login(admin_user)
    count = apps.get_model("quotas", model).objects.count()

    for facts in ({"_draft": "1"}, {"_preview": "1"}, {"_save": "1"}):
        response = client.post(f"/admin/quotas/{model}/{key}/change/", facts)
        assert response.status_code in (200, 302)

    assert apps.get_model("quotas", model).objects.count() == count


@pytest.mark.parametrize("chosen", ["abc", "9" * 30, "-1"])
@pytest.mark.parametrize("model", ["quota", "notice"])
def test_a_form_takes_no_country_that_is_no_record(client, admin_user, shipped, model, chosen):
    client.force_login(admin_user)
    address = reverse(f"admin:quotas_{model}_add")

    answers = [
        client.get(address, {"country": chosen}),
        client.post(address, {"country": chosen}),
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
