"""Drafts whose time has come: published by a command or for staff, or kept with the reason."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from quotas.drafts.publishing import publish_due
from quotas.history.revision import state_of_data
from quotas.history.versions import entries_of
from quotas.models import Category, Draft, Notice

from ..factories import make_notice
from ..feeds import REAL, import_as
from ..markdown.test_checks import notice
from ..pages import parse
from .kept import HOUR, form_in, in_an_hour, keep, make_due


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def test_a_scheduled_draft_is_public_at_the_first_request_after_its_time(desk):
    draft = keep(desk, **in_an_hour(title_en="On time"))
    assert "On time" not in desk.get("/en/").content.decode()
    Draft.objects.filter(pk=draft.pk).update(publish_at=timezone.now() - HOUR)

    page = desk.get("/en/")

    assert "On time" in page.content.decode()
    assert Draft.objects.get() == draft
    desk.get("/admin/help/")
    assert "On time" in desk.get("/en/").content.decode()
    assert not Draft.objects.exists()
    entry = entries_of(Notice, Notice.objects.get(slug="late").pk).first()
    assert entry.history_user.username == "edith"
    assert "due" not in state_of_data()


def test_a_scheduled_change_of_an_explanation_takes_effect(desk):
    category = Category.objects.get(slug="working-holiday")
    address = reverse("admin:quotas_category_change", args=(category.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id("category_form").form_values())
    sources = [str(source.pk) for source in category.sources.all()]
    typed = form | {"explanation_en": "Newly explained.", "sources": sources, "_draft": "1"}
    desk.post(address, typed | in_an_hour())
    draft = Draft.objects.get()
    assert draft.publish_at

    publish_due(at=timezone.now() + 2 * HOUR)

    assert "Newly explained." in desk.get("/en/categories/working-holiday/").content.decode()
    assert set(category.sources.values_list("pk", flat=True)) == set(map(int, sources))


def test_what_can_no_longer_be_published_stays_with_the_reason_and_pages_are_served(desk):
    draft = keep(desk, **in_an_hour())
    make_notice(slug="late")
    Draft.objects.update(publish_at=timezone.now() - HOUR)

    assert desk.get("/en/").status_code == 200
    assert desk.get("/admin/").status_code == 200

    draft.refresh_from_db()
    assert draft.problem
    assert "due" not in state_of_data()


def test_what_somebody_who_left_had_scheduled_is_not_published(desk, editor):
    keep(desk, **in_an_hour())
    editor.is_active = False
    editor.save()

    publish_due(at=timezone.now() + 2 * HOUR)

    assert not Notice.objects.filter(slug="late").exists()
    assert "may not publish it any more" in Draft.objects.get().problem


@pytest.mark.parametrize("address", ["/admin/", "/admin/quotas/draft/", "/admin/read/en/"])
def test_the_first_request_of_staff_publishes_what_is_due(desk, publisher, address):
    keep(desk, **in_an_hour(title_en="On time", reason="As agreed."))
    make_due()
    desk.force_login(publisher)

    page = desk.get(address)

    assert page.status_code == 200
    assert not Draft.objects.exists()
    entry = entries_of(Notice, Notice.objects.get(slug="late").pk).get()
    assert (entry.history_user.username, entry.history_change_reason) == ("edith", "As agreed.")


def test_nobody_but_staff_publishes_what_is_due(desk, client):
    keep(desk, **in_an_hour())
    make_due()
    client.logout()

    client.get("/admin/")
    client.get("/admin/login/")

    assert Draft.objects.get().problem == ""


def test_the_command_publishes_what_is_due_and_says_so(desk, capsys):
    due = keep(desk, **in_an_hour(title_en="On time"))
    keep(desk, **in_an_hour(title_en="Not yet", slug="later"))
    Draft.objects.filter(pk=due.pk).update(publish_at=timezone.now() - HOUR)

    call_command("publish_drafts")

    assert capsys.readouterr().out == "Published: On time\n"
    assert Notice.objects.get(slug="late").history.get().history_user.username == "edith"
    assert Draft.objects.get().title == "Not yet"


def test_the_command_names_what_it_cannot_publish(desk, capsys):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()
    make_notice(slug="late")

    call_command("publish_drafts")

    assert capsys.readouterr().err.startswith("Not published: On time. ")
    call_command("publish_drafts")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "open it and save it again"), ("fr", "enregistrez-le de nouveau")],
)
def test_a_draft_from_before_there_were_facts_says_what_to_do(desk, language, words):
    draft = keep(desk, **in_an_hour())
    Draft.objects.update(facts=None)
    make_due()

    with override(language):
        publish_due()

    draft.refresh_from_db()
    assert words in draft.problem
    keep(desk, draft.form_address, **in_an_hour())
    draft.refresh_from_db()
    assert (draft.problem, draft.facts["title_en"]) == ("", "Late")


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": "soon"},
        {"level": "9"},
        {"season": "999999"},
        {"season": "x"},
        {"slug": "no slug"},
        {"text_fr": ""},
        {"text_en": "[it](www.x.example)"},
        {"title_en": "Turned\u202eround"},
        {"starts_on": "2026-12-02", "ends_on": "2026-12-01"},
    ],
)
def test_what_the_form_refuses_is_not_published(desk, wrong):
    known = Notice.objects.count()
    keep(desk, **wrong)
    make_due()

    publish_due()

    assert Draft.objects.get().problem
    assert Notice.objects.count() == known


def test_a_draft_of_what_changed_meanwhile_is_not_published_by_itself(desk):
    public = make_notice(title_en="Public")
    address = reverse("admin:quotas_notice_change", args=(public.pk,))
    seen = parse(desk.get(address)).xpath("//input[@name='seen']/@value")[0]
    desk.post(address, notice(seen=seen) | in_an_hour(_draft="1"))
    public.title_en = "Newer"
    public.save()
    make_due()

    publish_due()

    assert "while you were editing it" in Draft.objects.get().problem
    assert "Newer" in Client().get("/en/").content.decode()


def test_a_draft_that_changes_nothing_leaves_no_version(desk):
    public = make_notice(title_en="Public")
    address = reverse("admin:quotas_notice_change", args=(public.pk,))
    form = form_in(desk, address)
    desk.post(address, form | in_an_hour(_draft="1"))
    make_due()
    versions = public.history.count()

    published, stopped = publish_due()

    assert (len(published), stopped) == (1, [])
    assert public.history.count() == versions


@pytest.mark.parametrize("dry_run", [False, True])
def test_an_import_of_the_feed_publishes_what_is_due_unless_it_is_a_dry_run(
    desk, tmp_path, dry_run
):
    keep(desk, **in_an_hour(title_en="On time"))
    make_due()

    import_as(tmp_path / "feed.xml", REAL, dry_run=dry_run)

    assert Draft.objects.exists() == dry_run
