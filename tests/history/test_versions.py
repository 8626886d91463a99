"""The pages of a record's versions, and those of deleted records."""

import pytest
from django.urls import reverse

from quotas.history.versions import entries_of, kept_models
from quotas.models import Notice

from ..factories import (
    make_category,
    make_country,
    make_notice,
    make_quota,
    make_season,
)
from ..pages import parse, text
from .pages import differences_on, page


def test_saving_a_form_without_a_change_is_no_version(desk):
    notice = make_notice()
    fields = dict(parse(desk.get(page("change", notice))).forms[-1].form_values())

    desk.post(page("change", notice), fields | {"reason": "Just so"})

    assert entries_of(Notice, notice.pk).count() == 1


@pytest.mark.parametrize("address", ["999999/history/", "x/history/", "1/history/999/"])
def test_a_record_that_never_was_has_no_history(desk, address):
    response = desk.get(f"/admin/quotas/notice/{address}")

    assert response.status_code == 404


def test_a_long_history_has_pages_and_costs_the_same(desk, django_assert_max_num_queries):
    notice = make_notice()
    for n in range(60):
        notice.title_en = f"Title {n}"
        notice.save()

    with django_assert_max_num_queries(14):
        first = parse(desk.get(page("history", notice)))
    last = parse(desk.get(page("history", notice), {"page": 3}))

    assert len(first.xpath("//section[h2]")) == 25
    assert ["Title in English", "Title 34", "Title 35"] in differences_on(first)
    assert len(last.xpath("//section[h2]")) == 11


def test_a_record_that_was_deleted_twice_is_listed_once(desk):
    notice = make_notice(title_en="Gone")
    pk = notice.pk
    notice.delete()
    desk.post(reverse("admin:quotas_notice_go_back", args=(pk, Notice.history.last().pk)))
    Notice.objects.get(pk=pk).delete()

    listed = parse(desk.get(reverse("admin:quotas_notice_deleted")))

    assert len(listed.xpath("//div[@id='content-main']//li/a")) == 1


@pytest.mark.parametrize("model", kept_models())
def test_every_public_list_leads_to_what_was_deleted_of_it(desk, model):
    changelist = reverse(f"admin:quotas_{model._meta.model_name}_changelist")
    (deleted,) = parse(desk.get(changelist)).xpath("//a[.='Deleted records']/@href")

    assert "Nothing was deleted" in text(parse(desk.get(deleted)))


def test_what_was_deleted_is_listed_in_pages_at_the_same_cost(desk, django_assert_max_num_queries):
    pool = {"country": make_country(), "category": make_category()}
    for n in range(60):
        make_quota(season=make_season(year=1970 + n), **pool).delete()
    address = reverse("admin:quotas_quota_deleted")

    with django_assert_max_num_queries(12):
        first = parse(desk.get(address))
    last = parse(desk.get(address, {"page": 2}))

    assert len(first.xpath("//div[@id='content-main']//li/a")) == 50
    assert len(last.xpath("//div[@id='content-main']//li/a")) == 10


def test_what_was_deleted_is_for_staff_who_may(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_user("vera", is_staff=True))

    assert client.get(reverse("admin:quotas_notice_deleted")).status_code == 403
