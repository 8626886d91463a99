"""A draft shown at its private address."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from quotas.drafts.preview import SIGNER, token_of
from quotas.models import Category, Notice, Quota, QuotaValue, Revision

from ..factories import make_source
from ..markdown.test_checks import notice
from ..pages import parse, text
from .kept import ADD, keep


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def preview(client, draft, language="en"):
    return client.get(f"/preview/{language}/{token_of(draft)}/")


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
    monkeypatch.setattr("quotas.drafts.preview.VALID_FOR", -1)
    expired = desk.get(f"/preview/fr/{token}/")
    monkeypatch.undo()
    draft.delete()
    discarded = desk.get(f"/preview/en/{token}/")

    assert expired.status_code == discarded.status_code == 404
    assert "This preview has ended" in text(parse(discarded))
    assert SIGNER.unsign(token)


def test_robots_are_kept_out_of_previews(client):
    assert "Disallow: /preview/" in client.get("/robots.txt").content.decode()


def test_stored_script_is_words_in_the_preview(desk):
    script = "<script>alert(1)</script>"
    draft = keep(desk, title_en=f"T{script}", text_en=f"W{script}", title_fr=script)

    page = preview(desk, draft).content.decode()

    assert "<script>alert" not in page


def test_a_draft_that_cannot_be_shown_says_so(desk):
    category = Category.objects.get(slug="working-holiday")
    address = reverse("admin:quotas_category_change", args=(category.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id("category_form").form_values())

    response = desk.post(address, form | {"permit": "none", "_preview": "1"}, follow=True)

    assert response.status_code == 404
    assert "Too much is missing from the draft to show it." in text(parse(response))


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
