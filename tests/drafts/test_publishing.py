"""Prepared work: kept, shown at a private address, published when it is time."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quotas.drafts.publishing import SIGNER, publish_due, token_of
from quotas.history.revision import state_of_data
from quotas.history.versions import entries_of
from quotas.models import Category, Draft, Notice, Quota, QuotaValue, Revision

from ..factories import make_notice, make_source
from ..markdown.test_checks import notice
from ..pages import parse, text

ADD = "/admin/quotas/notice/add/"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def keep(client, address=ADD, **facts):
    client.post(address, notice(**facts) | {"_draft": "1"})
    return Draft.objects.latest("pk")


def in_an_hour(**more):
    at = timezone.localtime(timezone.now() + HOUR)
    return {"publish_at": at.strftime("%Y-%m-%dT%H:%M")} | more


def preview(client, draft, language="en"):
    return client.get(f"/preview/{language}/{token_of(draft)}/")


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

    assert "Kept as a draft. Readers see nothing of it." in text(parse(response))
    assert "To be seen to before it is published" in text(parse(response))


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

    assert "while you were at it" in text(parse(response))
    public.refresh_from_db()
    assert public.title_en == "Newer"
    assert Draft.objects.exists()


def test_a_scheduled_draft_is_public_at_the_first_request_after_its_time(desk):
    draft = keep(desk, **in_an_hour(title_en="On time"))
    assert "On time" not in desk.get("/en/").content.decode()
    Draft.objects.filter(pk=draft.pk).update(publish_at=timezone.now() - HOUR)

    page = desk.get("/en/")

    assert "On time" in page.content.decode()
    assert not Draft.objects.exists()
    entry = entries_of(Notice, Notice.objects.get(slug="late").pk).first()
    assert entry.history_user.username == "edith"
    assert "due" not in state_of_data()


def test_a_page_that_a_browser_holds_is_made_anew_when_a_draft_is_due(desk):
    reader = Client()
    etag = reader.get("/en/").headers["ETag"]
    keep(desk, **in_an_hour(title_en="On time"))
    Draft.objects.update(publish_at=timezone.now() - HOUR)

    response = reader.get("/en/", headers={"if-none-match": etag})

    assert response.status_code == 200
    assert "On time" in response.content.decode()


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


@pytest.mark.parametrize("at", ["2020-01-01T00:00", "soon", "2026-13-01T00:00"])
def test_a_time_that_cannot_be_is_refused_in_words_and_the_draft_is_kept(desk, at):
    response = desk.post(ADD, notice() | {"_draft": "1", "publish_at": at}, follow=True)

    assert Draft.objects.get().publish_at is None
    assert parse(response).xpath("//ul[@class='messagelist']/li[@class='error']")


def test_what_is_not_whole_cannot_be_scheduled(desk):
    response = desk.post(ADD, notice(text_fr="") | in_an_hour(_draft="1"), follow=True)

    assert "It cannot be published at a time as it is" in text(parse(response))
    assert Draft.objects.get().publish_at is None


def test_what_can_no_longer_be_published_stays_with_the_reason_and_pages_are_served(desk):
    draft = keep(desk, **in_an_hour())
    make_notice(slug="late")
    Draft.objects.update(publish_at=timezone.now() - HOUR)

    assert desk.get("/en/").status_code == 200

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


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_preview_shows_the_page_as_it_will_look_to_whoever_has_the_address(
    desk, client, language
):
    draft = keep(desk, title_en="Unseen so far", title_fr="Inédit", starts_on="2099-01-01")
    client.logout()

    page = preview(client, draft, language)

    assert page.status_code == 200
    assert {"en": "Unseen so far", "fr": "Inédit"}[language] in text(parse(page))
    assert parse(page).get("lang") == language
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_preview_leaves_no_trace(desk):
    draft = keep(desk, title_en="Unseen so far")
    before = desk.get("/en/").content
    cache.clear()

    def everything():
        return (
            Revision.objects.get().number,
            Notice.objects.count(),
            Notice.history.count(),
            QuotaValue.objects.count(),
            Quota.objects.count(),
        )

    known = everything()

    preview(desk, draft)
    preview(desk, draft, "fr")

    assert everything() == known
    assert desk.get("/en/").content == before
    assert "Unseen so far" not in desk.get("/en/").content.decode()


def test_seeing_it_keeps_it_as_a_draft_first(desk):
    response = desk.post(ADD, notice(title_en="Seen") | {"_preview": "1"}, follow=True)

    assert "/preview/en/" in response.request["PATH_INFO"]
    assert "Seen" in text(parse(response))


def test_what_lacks_its_french_is_shown_without_it(desk):
    draft = keep(desk, title_fr="", text_fr="")

    assert preview(desk, draft, "fr").status_code == 200


@pytest.mark.parametrize("token", ["x", "1.x:y:z", "%00", "a" * 500])
def test_a_forged_address_shows_nothing(desk, token):
    response = desk.get(f"/preview/en/{token}/")

    assert response.status_code == 404


def test_the_address_works_for_a_day_and_until_the_draft_is_gone(desk, monkeypatch):
    draft = keep(desk)
    token = token_of(draft)
    monkeypatch.setattr("quotas.drafts.publishing.SHOWN_FOR", -1)
    expired = desk.get(f"/preview/fr/{token}/")
    monkeypatch.undo()
    draft.delete()
    discarded = desk.get(f"/preview/en/{token}/")

    assert expired.status_code == discarded.status_code == 404
    assert "This preview is over" in text(parse(discarded))
    assert SIGNER.unsign(token)


def test_robots_are_kept_out_of_previews(client):
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()


def test_public_pages_ask_no_more_queries_for_drafts(client, shipped, django_assert_num_queries):
    client.get("/en/about/")

    with django_assert_num_queries(1):
        client.get("/en/about/")


def test_drafts_are_listed_and_discarded(desk):
    draft = keep(desk, title_en="<script>alert(1)</script>")

    page = desk.get(reverse("admin:quotas_draft_changelist")).content.decode()
    assert "<script>alert(1)" not in page and draft.form_address in page
    desk.post(
        reverse("admin:quotas_draft_changelist"),
        {"action": "discard", "_selected_action": [draft.pk]},
    )

    assert not Draft.objects.exists()


def test_stored_script_is_words_in_the_preview(desk):
    script = "<script>alert(1)</script>"
    draft = keep(desk, title_en=f"T{script}", text_en=f"W{script}", title_fr=script)

    page = preview(desk, draft).content.decode()

    assert "<script>alert" not in page


def test_nobody_keeps_a_draft_of_what_he_may_not_change(client, shipped, django_user_model):
    client.force_login(django_user_model.objects.create_user("vera", is_staff=True))

    assert client.post(ADD, notice() | {"_draft": "1"}).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("pk", ["999", "x", "-1", "1e3"])
def test_a_draft_that_is_not_there_is_not_found(desk, pk):
    assert desk.get(f"{ADD}?draft={pk}").status_code == 404


def form_in(client, address):
    """What the form of a notice sends if nothing is changed in it."""
    form = parse(client.get(address)).get_element_by_id("notice_form")
    return dict(form.form_values())


def test_two_editors_of_one_draft_see_both_versions_and_neither_is_lost(desk, publisher):
    draft = keep(desk, title_en="First")
    mine = form_in(desk, draft.form_address)
    desk.force_login(publisher)
    theirs = form_in(desk, draft.form_address)
    desk.post(draft.form_address, theirs | {"title_en": "Theirs", "_draft": "1"})

    page = parse(desk.post(draft.form_address, mine | {"title_en": "Mine", "_draft": "1"}))

    assert "publius changed this draft while you were at it." in text(page)
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

    assert "changed this draft while you were at it." in text(parse(response))
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


def test_a_draft_that_cannot_be_shown_says_so(desk):
    category = Category.objects.get(slug="working-holiday")
    address = reverse("admin:quotas_category_change", args=(category.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id("category_form").form_values())

    response = desk.post(address, form | {"permit": "none", "_preview": "1"}, follow=True)

    assert response.status_code == 404
    assert "The draft lacks too much to be shown." in text(parse(response))


def test_a_preview_shows_the_sources_that_are_chosen(desk):
    category = Category.objects.get(slug="working-holiday")
    address = reverse("admin:quotas_category_change", args=(category.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id("category_form").form_values())
    source = make_source(title_en="A source of its own")

    response = desk.post(address, form | {"sources": [source.pk], "_preview": "1"}, follow=True)

    assert "A source of its own" in text(parse(response))
    assert source not in category.sources.all()


def test_a_preview_has_a_way_back_to_its_form(desk):
    draft = keep(desk)

    page = parse(preview(desk, draft))

    assert page.xpath("//aside//a/@href")[-1] == draft.form_address


def test_a_preview_opens_in_the_language_of_the_admin(desk):
    response = desk.post(ADD, notice() | {"_preview": "1"}, headers={"accept-language": "fr"})

    assert response.headers["Location"].startswith("/preview/fr/")
