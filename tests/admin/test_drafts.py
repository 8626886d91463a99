"""Prepared work in the forms of the admin: kept, listed and discarded."""

import pytest
from django.urls import reverse

from quotas.models import Draft, Notice

from ..drafts.kept import ADD, form_in, in_an_hour, keep
from ..factories import make_notice
from ..markdown.test_checks import notice
from ..pages import parse, text


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def test_a_draft_is_kept_and_readers_see_nothing_of_it(desk):
    draft = keep(desk, text_fr="", text_en="Unseen.")

    assert (draft.title, draft.by.username, draft.record_id) == ("Late", "edith", None)
    assert not Notice.objects.filter(slug="late").exists()
    assert "Unseen." not in desk.get("/en/").content.decode()


def test_a_draft_of_a_public_notice_leaves_it_as_it_is(desk):
    public = make_notice(title_en="Public")

    draft = keep(desk, reverse("admin:quotas_notice_change", args=(public.pk,)))

    public.refresh_from_db()
    assert public.title_en == "Public"
    assert draft.record == public


def test_what_was_typed_is_in_the_form_again_even_what_is_wrong(desk):
    draft = keep(desk, text_en="[it](www.x.example)", title_fr="", level="3", starts_on="soon")

    page = parse(desk.get(draft.form_address))

    assert page.get_element_by_id("id_text_en").text.strip() == "[it](www.x.example)"
    assert page.get_element_by_id("id_title_en").get("value") == "Late"
    assert page.get_element_by_id("id_title_fr").get("value") in (None, "")
    assert page.get_element_by_id("id_level").value == "3"
    assert page.get_element_by_id("id_starts_on").get("value") == "soon"


def test_keeping_it_says_what_stands_in_the_way(desk):
    response = desk.post(ADD, notice(text_fr="") | {"_draft": "1"}, follow=True)

    assert "Saved as a draft. Readers do not see it." in text(parse(response))
    assert "To correct before it is published" in text(parse(response))


def test_saving_the_form_of_a_draft_publishes_it(desk):
    draft = keep(desk)

    desk.post(draft.form_address, notice(title_en="Later"))

    assert Notice.objects.get(slug="late").title_en == "Later"
    assert not Draft.objects.exists()
    assert "Later" in desk.get("/en/").content.decode()


def test_a_draft_that_is_saved_again_stays_one_draft(desk):
    draft = keep(desk)

    keep(desk, draft.form_address, title_en="Later")

    assert Draft.objects.get().title == "Later"


def test_a_draft_of_what_changed_meanwhile_is_not_published_over_it(desk):
    public = make_notice(title_en="Public")
    address = reverse("admin:quotas_notice_change", args=(public.pk,))
    seen = parse(desk.get(address)).xpath("//input[@name='seen']/@value")[0]
    draft = keep(desk, address, seen=seen)
    public.title_en = "Newer"
    public.save()
    form = parse(desk.get(draft.form_address)).get_element_by_id("notice_form")

    response = desk.post(draft.form_address, dict(form.form_values()))

    assert "while you were editing it" in text(parse(response))
    public.refresh_from_db()
    assert public.title_en == "Newer"
    assert Draft.objects.exists()


@pytest.mark.parametrize("at", ["2020-01-01T00:00", "soon", "2026-13-01T00:00"])
def test_a_time_that_cannot_be_is_refused_in_words_and_the_draft_is_kept(desk, at):
    response = desk.post(ADD, notice() | {"_draft": "1", "publish_at": at}, follow=True)

    assert Draft.objects.get().publish_at is None
    assert parse(response).xpath("//ul[@class='messagelist']/li[@class='error']")


def test_what_is_not_whole_cannot_be_scheduled(desk):
    response = desk.post(ADD, notice(text_fr="") | in_an_hour(_draft="1"), follow=True)

    assert "It cannot be published at a set time as it is" in text(parse(response))
    assert Draft.objects.get().publish_at is None


def test_drafts_are_listed_and_discarded(desk):
    draft = keep(desk, title_en="<script>alert(1)</script>")

    page = desk.get(reverse("admin:quotas_draft_changelist")).content.decode()
    assert "<script>alert(1)" not in page
    assert draft.form_address in page
    desk.post(
        reverse("admin:quotas_draft_changelist"),
        {"action": "discard", "_selected_action": [draft.pk]},
    )

    assert not Draft.objects.exists()


def test_nobody_keeps_a_draft_of_what_he_may_not_change(client, shipped, django_user_model):
    client.force_login(django_user_model.objects.create_user("vera", is_staff=True))

    assert client.post(ADD, notice() | {"_draft": "1"}).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("pk", ["999", "x", "-1", "1e3"])
def test_a_draft_that_is_not_there_is_not_found(desk, pk):
    assert desk.get(f"{ADD}?draft={pk}").status_code == 404


def test_two_editors_of_one_draft_see_both_versions_and_neither_is_lost(desk, publisher):
    draft = keep(desk, title_en="First")
    mine = form_in(desk, draft.form_address)
    desk.force_login(publisher)
    theirs = form_in(desk, draft.form_address)
    desk.post(draft.form_address, theirs | {"title_en": "Theirs", "_draft": "1"})

    page = parse(desk.post(draft.form_address, mine | {"title_en": "Mine", "_draft": "1"}))

    assert "publius changed this draft while you were editing it." in text(page)
    rows = [[text(cell) for cell in row] for row in page.xpath("//table[caption]/tbody/tr")]
    assert rows == [["Title in English", "Theirs", "Mine"]]
    assert Draft.objects.get().data["title_en"] == ["Theirs"]

    again = dict(page.get_element_by_id("notice_form").form_values())
    desk.post(draft.form_address, again | {"_draft": "1"})

    assert Draft.objects.get().data["title_en"] == ["Mine"]


def test_a_draft_that_somebody_changed_is_not_published_in_an_older_version(desk, publisher):
    draft = keep(desk, title_en="First")
    mine = form_in(desk, draft.form_address)
    desk.force_login(publisher)
    theirs = form_in(desk, draft.form_address)
    desk.post(draft.form_address, theirs | {"title_en": "Theirs", "_draft": "1"})

    response = desk.post(draft.form_address, mine | {"title_en": "Mine"})

    assert "changed this draft while you were editing it." in text(parse(response))
    assert not Notice.objects.filter(slug="late").exists()
    assert Draft.objects.get().title == "Theirs"


@pytest.mark.parametrize("button", [{"_draft": "1"}, {"_preview": "1"}, {}])
def test_what_is_typed_outlives_a_draft_that_was_discarded_meanwhile(desk, button):
    draft = keep(desk)
    sent = form_in(desk, draft.form_address) | {"title_en": "Typed"}
    address = draft.form_address
    draft.delete()

    desk.post(address, sent | button)

    kept = Draft.objects.filter(title="Typed").exists()
    published = Notice.objects.filter(title_en="Typed").exists()
    assert (kept, published) == (bool(button), not button)


@pytest.mark.parametrize("pk", ["abc", "-1", "999999", "9" * 30])
def test_what_is_typed_outlives_a_record_that_is_gone(desk, pk):
    desk.post(f"/admin/quotas/notice/{pk}/change/", notice(title_en="Typed") | {"_draft": "1"})

    draft = Draft.objects.get()
    assert (draft.title, draft.record_id) == ("Typed", None)


def test_going_back_to_the_form_and_keeping_it_again_is_one_draft(desk):
    sent = form_in(desk, ADD) | notice(title_en="First")
    desk.post(ADD, sent | {"_preview": "1"})

    desk.post(ADD, sent | {"title_en": "Second", "_preview": "1"})

    assert Draft.objects.get().title == "Second"


def test_going_back_to_the_form_and_saving_it_leaves_no_draft(desk):
    sent = form_in(desk, ADD) | notice()
    desk.post(ADD, sent | {"_preview": "1"})

    desk.post(ADD, sent)

    assert Notice.objects.filter(slug="late").exists()
    assert not Draft.objects.exists()


def test_each_form_that_is_opened_makes_a_draft_of_its_own(desk):
    for _n in range(2):
        desk.post(ADD, form_in(desk, ADD) | notice() | {"_draft": "1"})

    assert Draft.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "y" * 500, "<script>", "\0" * 16])
def test_a_key_that_is_none_makes_a_draft_all_the_same(desk, key):
    desk.post(ADD, notice(draft_key=key, text_en="a\0b") | {"_draft": "1"})

    assert Draft.objects.get().data["text_en"] == ["ab"]
