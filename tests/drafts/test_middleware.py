"""Public pages at the minute at which a draft is due, before it is published."""

import threading

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from quotas.history.revision import queue_to_write, state_of_data
from quotas.models import Category, Draft, Notice, Season

from ..factories import make_notice, make_source
from ..pages import parse
from .kept import in_an_hour, keep, make_due


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def all_rows():
    """Return every row of every table."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }


def test_a_page_that_a_browser_holds_is_made_anew_when_a_draft_is_due(desk):
    reader = Client()
    etag = reader.get("/en/").headers["ETag"]
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()

    response = reader.get("/en/", headers={"if-none-match": etag})

    assert response.status_code == 200
    assert "On time" in response.content.decode()


def test_public_pages_ask_no_more_queries_for_drafts(client, shipped, django_assert_num_queries):
    client.get("/en/about/")

    with django_assert_num_queries(1):
        client.get("/en/about/")


@pytest.mark.parametrize("address", ["/en/", "/en/seasons/2021/", "/embed/en/seasons/2021/"])
def test_a_reader_sees_what_is_due_and_saves_nothing(desk, address):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    before = all_rows()

    page = Client().get(address)

    assert page.status_code == 200
    assert ("On time" in page.content.decode()) == (not address.startswith("/embed/"))
    assert all_rows() == before
    assert state_of_data().endswith("due")


def test_a_reader_sees_a_change_that_is_due_and_saves_nothing(desk):
    category = Category.objects.get(slug="working-holiday")
    source = make_source(title_en="A source of its own")
    address = reverse("admin:quotas_category_change", args=(category.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id("category_form").form_values())
    typed = form | {"explanation_en": "Newly explained.", "sources": [source.pk], "_draft": "1"}
    desk.post(address, typed | in_an_hour())
    make_due()
    before = all_rows()

    page = Client().get("/en/categories/working-holiday/").content.decode()

    assert "Newly explained." in page
    assert "A source of its own" in page
    assert all_rows() == before


def test_a_page_is_held_while_a_draft_is_due(desk, django_assert_num_queries):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    reader = Client()
    etag = reader.get("/en/").headers["ETag"]

    with django_assert_num_queries(2):  # one for the state of each
        again = reader.get("/en/")
        unchanged = reader.get("/en/", headers={"if-none-match": etag})

    assert "On time" in again.content.decode()
    assert unchanged.status_code == 304


def test_what_was_seen_when_it_was_due_stays_once_it_is_published(desk):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    reader = Client()
    due = reader.get("/en/")

    desk.get("/admin/")
    published = reader.get("/en/")

    assert "On time" in published.content.decode()
    assert published.headers["ETag"] != due.headers["ETag"]


def test_no_part_of_a_page_without_the_drafts_shows_on_one_with_them(desk):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()

    Client().get("/nowhere/")  # a page that is not public, and is made without them

    assert "On time" in Client().get("/en/").content.decode()


@pytest.mark.parametrize("kind", ["overtaken", "left", "without facts"])
def test_a_draft_that_cannot_be_published_is_not_shown(desk, editor, kind):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    if kind == "overtaken":
        make_notice(slug="late")
    elif kind == "left":
        editor.groups.set(Group.objects.none())
    else:
        Draft.objects.update(facts=None)
    before = all_rows()

    page = Client().get("/en/")

    assert page.status_code == 200
    assert "On time" not in page.content.decode()
    assert all_rows() == before


def test_of_two_drafts_that_are_due_the_right_one_is_shown(desk):
    keep(desk, **in_an_hour(title_en="Wrong", slug="wrong"))
    keep(desk, **in_an_hour(title_en="On time", slug="right"))
    make_due()
    make_notice(slug="wrong")

    page = Client().get("/en/").content.decode()

    assert "On time" in page
    assert "Wrong" not in page


def test_a_season_that_is_due_is_not_public(desk):
    add = reverse("admin:quotas_season_add")
    desk.post(add, {"year": "2031", "has_table": "on", "_draft": "1"} | in_an_hour())
    make_due()

    assert Client().get("/en/seasons/2031/").status_code == 404
    assert not Season.objects.filter(year=2031).exists()


def test_a_page_is_made_without_the_drafts_where_nobody_can_write(desk, monkeypatch):
    def locked():
        raise OperationalError("database is locked")

    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    reader = Client()
    with monkeypatch.context() as patch:
        patch.setattr("quotas.drafts.middleware.apply_due", locked)
        without = reader.get("/en/")
    afterwards = reader.get("/en/")

    assert without.status_code == 200
    assert "On time" not in without.content.decode()
    assert without.headers["Cache-Control"] == "no-store"
    assert "ETag" not in without.headers
    assert "On time" in afterwards.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_reader_is_answered_while_somebody_else_writes(desk):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    cache.clear()
    writing, answered = threading.Event(), threading.Event()

    def write():
        try:
            with transaction.atomic():
                queue_to_write()
                writing.set()
                answered.wait(30)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait(30)
    page = Client().get("/en/")
    answered.set()
    writer.join()

    assert page.status_code == 200
    assert "On time" not in page.content.decode()
    assert "On time" in Client().get("/en/").content.decode()
    assert not Notice.objects.filter(slug="late").exists()
