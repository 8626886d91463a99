"""Texts of staff: cleaned, checked, and never more than words."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from quotas.markdown.checks import check_text, clean_text
from quotas.markdown.render import render_markdown

from ..pages import parse, text


@pytest.mark.parametrize(
    "typed",
    [
        "## A heading\n\nWords, *some* **strong**, 3 < 5 and a_b_c.\n\n- one\n- two",
        'The <i lang="fr">Vacances-travail</i> category.',
        "See <https://www.canada.ca/>.",
        "Type `<b>` for it.",
        "a & b",
        "> A quotation",
    ],
)
def test_plain_markdown_is_left_as_it_is(typed):
    assert clean_text(typed) == typed


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>Hello <b>you</b></p>", "Hello **you**"),
        ("<div style='color:red'>Red</div>", "Red"),
        ("<script>alert(1)</script>Words", "Words"),
        ("<style>p{}</style>Words", "Words"),
        ("<h2>Head</h2><ul><li>one</li><li>two</li></ul>", "## Head\n\n- one\n- two"),
        ('<a href="https://x.example/" onclick="x()">it</a>', "[it](https://x.example/)"),
        ('<a href="javascript:x()">it</a>', "it"),
        ("<img src=x onerror=alert(1)>Words", "Words"),
        ("<!-- a comment -->Words", "Words"),
        ('<p>The <i lang="fr">PVT</i></p>', 'The <i lang="fr">PVT</i>'),
        ("**Mixed** <span>with</span>\n\nHTML", "**Mixed** with\n\nHTML"),
        ("line\r\nline  \r\n", "line\nline"),
    ],
)
def test_pasted_html_becomes_markdown_with_the_same_words(pasted, clean):
    assert clean_text(pasted) == clean
    assert clean_text(clean_text(pasted)) == clean


@pytest.mark.parametrize(
    "typed",
    [
        "[it](https://www.canada.ca/en.html?x=1#y)",
        "[it](http://x.example:8000/)",
        "[write](mailto:a@b.example)",
        "[it](/en/countries/jp/)",
        "[it](/fr/pays/jp/?x=1#y)",
        "[it](#top)",
        "<https://www.canada.ca/>",
        "`https://code.example/`",
        "No link at all. e.g. this, that.And more",
    ],
)
def test_links_that_lead_somewhere_are_taken(typed):
    check_text(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("[it](javascript:alert(1))", "must begin with https://"),
        ("[it](data:text/html,x)", "must begin with https://"),
        ("[it](ftp://x.example/)", "must begin with https://"),
        ("[it](//x.example/)", "must begin with https://"),
        ("[it](www.canada.ca)", "Put https:// in front of it."),
        ("[it](canada.ca/page)", "Put https:// in front of it."),
        ("[it]()", "leads nowhere"),
        ("[it](#)", "leads nowhere"),
        ("[it](https://)", "has no host"),
        ("[it](https://localhost/)", "has no host"),
        ("[it](https://user:pass@x.example/)", "has no host"),
        ("[it](mailto:nobody)", "is not an e-mail address"),
        ("[it](/en/nowhere/)", "There is no page /en/nowhere/"),
        ("[it](/admin/)", "There is no page /admin/"),
        ("See https://www.canada.ca/en.html.", "[words](https://www.canada.ca/en.html)."),
        ("See www.canada.ca for more", "Make a link of the address www.canada.ca"),
        ("x" * 20_001, "it may have at most 20,000 characters"),
    ],
)
def test_links_that_lead_nowhere_are_named(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        check_text(typed)

    assert sentence in " ".join(refusal.value.messages)


def test_every_shipped_text_is_clean_and_its_links_lead_somewhere(shipped):
    from quotas.models import Category, Note, Notice, Question, Requirement, Season, Step

    for model, field in (
        (Category, "explanation"),
        (Note, "text"),
        (Notice, "text"),
        (Question, "answer"),
        (Step, "text"),
        (Requirement, "text"),
    ):
        for record in model.objects.all():
            for language in ("en", "fr"):
                words = getattr(record, f"{field}_{language}")
                check_text(words)
                assert clean_text(words) == words.strip()
    for season in Season.objects.all():
        check_text(season.introduction_en)


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def preview(client, words):
    return client.post(reverse("admin:markdown"), {"text": words})


def test_the_live_preview_is_what_readers_will_see(desk):
    words = "## Head\n\n<script>alert(1)</script>*words* [it](javascript:x)"

    fragment = preview(desk, words).content.decode()

    assert str(render_markdown(clean_text(words))) in fragment
    assert "<script" not in fragment
    assert 'href="javascript' not in fragment
    assert "must begin with https://" in fragment


def test_the_live_preview_is_for_staff_by_post_and_not_without_end(client, desk):
    assert "it may have at most 20,000 characters" in preview(desk, "x" * 20_001).content.decode()
    assert desk.get(reverse("admin:markdown")).status_code == 405
    client.logout()
    assert preview(client, "x").status_code == 302


def notice(**facts):
    return {
        "title_en": "Late",
        "title_fr": "Retard",
        "slug": "late",
        "level": 1,
        "text_en": "Words.",
        "text_fr": "Mots.",
    } | facts


@pytest.mark.parametrize("field", ["title_en", "title_fr", "text_en", "text_fr"])
def test_a_notice_in_one_language_can_only_be_a_draft(desk, field):
    from quotas.models import Notice

    page = parse(desk.post(reverse("admin:quotas_notice_add"), notice(**{field: ""})))

    assert "Save it as a draft until it is written." in text(page)
    assert not Notice.objects.filter(slug="late").exists()


def test_what_is_saved_is_clean(desk):
    from quotas.models import Notice

    desk.post(
        reverse("admin:quotas_notice_add"),
        notice(text_en="<p onclick='x()'>Pasted <b>words</b></p>"),
    )

    assert Notice.objects.get(slug="late").text_en == "Pasted **words**"


def test_a_wrong_link_is_refused_beside_its_text_and_nothing_typed_is_lost(desk):
    page = parse(
        desk.post(reverse("admin:quotas_notice_add"), notice(text_en="[it](www.x.example)"))
    )

    assert "Put https:// in front of it." in text(page)
    assert page.get_element_by_id("id_text_en").text.strip() == "[it](www.x.example)"


def test_one_introduction_without_the_other_is_refused(desk):
    from quotas.models import Season

    season = Season.objects.get(year=2023)
    address = reverse("admin:quotas_season_change", args=(season.pk,))
    form = dict(parse(desk.get(address)).forms[-1].form_values())

    page = parse(desk.post(address, form | {"introduction_en": "Words.", "introduction_fr": ""}))

    assert "Save it as a draft until it is written." in text(page)


@pytest.mark.parametrize(
    ("model", "field"), [("eligibility", "conditions"), ("seasonday", "remark"), ("fee", "remark")]
)
def test_a_remark_in_one_language_alone_is_refused_in_every_form(desk, model, field):
    record = apps.get_model("quotas", model).objects.first()
    address = reverse(f"admin:quotas_{model}_change", args=(record.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id(f"{model}_form").form_values())

    page = parse(desk.post(address, form | {f"{field}_en": "Words.", f"{field}_fr": ""}))

    assert "Write both languages, or neither." in text(page.xpath("//ul[@class='errorlist']")[0])
    record.refresh_from_db()
    assert getattr(record, f"{field}_en") != "Words."
