"""The pages of the guide: how it works, questions and answers, and the glossary."""

import datetime
import re

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from quotas.desk.form_behind import form_behind
from quotas.drafts.preview import token_of
from quotas.history.versions import entries_of
from quotas.models import (
    Category,
    Draft,
    Fee,
    Question,
    Quota,
    Season,
    Step,
    Term,
)

from ..factories import (
    make_country,
    make_eligibility,
    make_figures,
    make_question,
    make_quota,
    make_source,
    make_step,
    make_term,
)
from ..pages import parse, section, text
from .guide_pages import LIVE_ADDRESSES

pytestmark = pytest.mark.once

ADDRESSES = [
    "/en/how-it-works/",
    "/en/questions/",
    "/en/glossary/",
    *(f"/en/questions/{slug}/" for slug, _live in LIVE_ADDRESSES),
]

# How it works


def test_the_steps_are_an_ordered_list_with_their_deadlines_and_sources(client, shipped):
    steps = section(parse(client.get("/en/how-it-works/")), "steps").xpath(".//ol/li")

    assert [text(step.xpath("./h3")[0]) for step in steps] == [
        step.name for step in Step.objects.all()
    ]
    assert [text(line) for step in steps for line in step.xpath("./p[@class='deadline']")] == [
        "Within 10 days from the invitation",
        "Within 20 days from accepting the invitation",
        "Within 30 days from the letter that asks for them",
    ]
    assert all(step.xpath("./p[@class='source']") for step in steps)


def test_the_drawing_says_the_same_as_the_list(client, shipped):
    page = parse(client.get("/fr/comment-ca-marche/"))

    (description,) = page.xpath("//figure[@class='picture']//img/@alt")
    with override("fr"):
        for step in Step.objects.all():
            assert step.name in description
            if step.days:
                assert f"{step.name}, dans un délai de {step.days} jours" in description


def test_a_step_that_staff_change_is_on_the_next_page_in_words_and_drawn(client, shipped):
    client.get("/en/how-it-works/")
    Step.objects.filter(slug="accept").update(days=12)

    page = parse(client.get("/en/how-it-works/"))

    assert "Within 12 days from the invitation" in text(page)
    (description,) = page.xpath("//figure[@class='picture']//img/@alt")
    assert "within 12 days" in description


def test_fees_documents_and_funds_follow_with_their_sources(client, shipped):
    page = parse(client.get("/en/how-it-works/"))

    assert "$184.75" in text(section(page, "fees"))
    assert section(page, "fees").xpath(".//p[@class='files']//a/@href")[0] == "/en/data/fees.csv"
    funds = section(page, "funds")
    assert "Funds required on arrival: $2,500" in text(funds)
    for part in (section(page, "document"), funds):
        assert len(part.xpath(".//dt")) == len(part.xpath(".//p[@class='source']")) > 0


def test_a_step_has_a_deadline_only_with_what_it_counts_from(db):
    with pytest.raises(ValidationError, match="counts from something"):
        Step(
            slug="x",
            name_en="X",
            name_fr="X",
            text_en="X",
            text_fr="X",
            days=10,
            source=make_source(),
        ).full_clean()


def test_what_to_do_next_after_finding_comes_from_the_steps(client, shipped):
    Step.objects.filter(slug="profile").update(name_en="Make yourself known")

    page = parse(client.get("/en/find/?citizenship=fr&age=27"))

    names = [text(name) for name in section(page, "next").xpath(".//li/h3")]
    assert "Make yourself known" in names
    assert "Check that you can take part" not in names


# Questions


def test_all_questions_are_listed_with_their_short_answers(client, shipped):
    for address, language in (("/en/questions/", "en"), ("/fr/questions/", "fr")):
        items = parse(client.get(address)).xpath("//ol[@class='question-list']/li")

        with override(language):
            assert [text(item) for item in items] == [
                " ".join(f"{question.question} {question.summary}".replace("\u00a0", " ").split())
                for question in Question.objects.all()
            ]
        assert len(items) == Question.objects.count() > 20


@pytest.mark.parametrize(("language", "heading"), [("en", "live"), ("fr", "live")])
def test_each_answer_has_its_sources_its_figures_and_its_neighbours(
    client, shipped, language, heading
):
    questions = list(Question.objects.all())
    for place, question in enumerate(questions):
        with override(language):
            address = question.get_absolute_url()
            before = [each.get_absolute_url() for each in questions[:place][-1:]]
            after = [each.get_absolute_url() for each in questions[place + 1 : place + 2]]
        page = parse(client.get(address))

        sources = section(page, "answered-by").xpath("./ul/li")
        assert len(sources) == question.sources.count() > 0
        assert bool(page.xpath(f"//section[@aria-labelledby='{heading}']")) == bool(question.live)
        assert page.xpath("//a[@rel='prev']/@href") == before
        assert page.xpath("//a[@rel='next']/@href") == after


def test_no_answer_types_a_quota_or_a_fee_that_its_figures_show(shipped):
    held = {f"{quota.places:,}" for quota in Quota.objects.filter(places__gte=1000)}
    held |= {f"{fee.dollars:.2f}" for fee in Fee.objects.all()}
    for question in Question.objects.all():
        said = set(re.findall(r"\d[\d,.]*\d", question.answer_en + question.summary_en))
        assert not said & held, question.slug


def make_many_more():
    """Ten more countries with quotas, weeks and conditions in two seasons."""
    source, categories = make_source(), list(Category.objects.all())
    seasons = [Season.objects.create(year=year) for year in (2030, 2031)]
    for _number in range(10):
        country = make_country()
        for n, category in enumerate(categories):
            make_eligibility(country=country, category=category, source=source, oldest=30 + n)
            for season in seasons:
                facts = {"season": season, "country": country, "category": category}
                make_quota(source=source, places=season.year, **facts)
                for week in range(3):
                    make_figures(
                        **facts,
                        source=source,
                        as_of=datetime.date(season.year, 1, 8 + 7 * week),
                        quota=10,
                        invitations=20 + week,
                        spots=5,
                        candidates=3,
                        rating=1 + n,
                    )


def test_a_page_costs_the_same_queries_however_much_is_held(client, shipped):
    def query_counts():
        counts = {}
        for address in ADDRESSES:
            caches["fragments"].clear()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[address] = len(queries)
        return counts

    few = query_counts()
    make_many_more()
    for _number in range(5):
        make_question()
        make_term(source=make_source())
        make_step(days=5)

    assert query_counts() == few
    assert max(few.values()) <= 14


# What staff do


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def form_on(client, record):
    """The address of the form of a record, and what stands in it."""
    kind = record._meta.model_name
    address = reverse(f"admin:quotas_{kind}_change", args=(record.pk,))
    form = parse(client.get(address)).get_element_by_id(f"{kind}_form")
    values = dict(form.form_values())
    if kind == "question":
        values["sources"] = [str(source.pk) for source in record.sources.all()]
    return address, values


def test_an_edited_answer_is_on_the_next_page_in_both_languages(desk):
    question = Question.objects.get(slug="job-offer")
    desk.get("/en/questions/job-offer/")
    address, values = form_on(desk, question)

    desk.post(address, values | {"answer_en": "Newly *put*.", "answer_fr": "Dit *autrement*."})

    assert "Newly <em>put</em>." in desk.get("/en/questions/job-offer/").content.decode()
    assert "Dit <em>autrement</em>." in desk.get("/fr/questions/offre-d-emploi/").content.decode()
    assert entries_of(Question, question.pk).first().history_user.username == "edith"


@pytest.mark.parametrize(
    ("model", "slug", "field", "pages"),
    [
        (Term, "pool", "meaning", ("/en/glossary/", "/fr/glossaire/")),
        (Step, "apply", "text", ("/en/how-it-works/", "/fr/comment-ca-marche/")),
    ],
)
def test_an_edited_term_or_step_is_on_the_next_page(desk, model, slug, field, pages):
    address, values = form_on(desk, model.objects.get(slug=slug))

    desk.post(address, values | {f"{field}_en": "Said anew.", f"{field}_fr": "Redit."})

    for page, words in zip(pages, ("Said anew.", "Redit."), strict=True):
        assert words in text(parse(desk.get(page)))


@pytest.mark.parametrize(
    ("model", "slug", "field", "language"),
    [
        (Question, "my-chances", "answer", "en"),
        (Question, "my-chances", "answer", "fr"),
        (Term, "pool", "meaning", "en"),
        (Term, "pool", "meaning", "fr"),
        (Step, "apply", "text", "en"),
    ],
)
def test_a_draft_is_seen_on_its_page_by_whoever_has_its_address_and_by_no_reader(
    desk, model, slug, field, language
):
    address, values = form_on(desk, model.objects.get(slug=slug))
    words = {f"{field}_en": "Unseen so far.", f"{field}_fr": "Inédit."}
    desk.post(address, values | words | {"_draft": "1"})
    draft = Draft.objects.get()

    preview = desk.get(f"/preview/{language}/{token_of(draft)}/")

    with override(language):
        public = desk.get(draft.record.get_absolute_url().partition("#")[0])
    said = words[f"{field}_{language}"]
    assert said in text(parse(preview))
    assert said not in text(parse(public))


def test_a_draft_of_a_new_question_without_a_name_says_that_it_cannot_be_shown(desk):
    desk.post(
        reverse("admin:quotas_question_add"),
        {"question_en": "Why?", "answer_en": "So.", "_draft": "1"},
    )
    draft = Draft.objects.get()

    page = desk.get(f"/preview/en/{token_of(draft)}/")

    assert draft.title == "Why?"
    assert page.status_code == 404
    assert "Too much is missing from the draft to show it." in text(parse(page))


def test_stored_script_is_neutralised(client, shipped):
    script = "<script>alert(1)</script>"
    Question.objects.update(question_en=script, summary_en=script, answer_en=f"{script}\n\nWords.")
    Term.objects.update(term_en=script, everyday_en=script, meaning_en=script)
    Step.objects.update(name_en=f"{script}</svg>", text_en=script)

    for address in (
        "/en/questions/",
        "/en/questions/my-chances/",
        "/en/glossary/",
        "/en/how-it-works/",
        "/en/find/?citizenship=fr&age=27",
    ):
        page = client.get(address).content.decode()
        assert not [words for words in ("<script>alert", "</svg>&") if words in page], address


def test_an_answer_in_one_language_can_only_be_a_draft(desk):
    address, values = form_on(desk, Question.objects.get(slug="job-offer"))

    page = parse(desk.post(address, values | {"answer_fr": ""}))

    assert "Save it as a draft until it is written." in text(page)


def test_no_two_questions_answer_to_one_name(db):
    make_question(slug="one", slug_fr="un")

    with pytest.raises(ValidationError, match="Another question has this name"):
        Question(
            slug="un",
            slug_fr="deux",
            question_en="Q",
            question_fr="Q",
            summary_en="S",
            summary_fr="S",
            answer_en="A",
            answer_fr="A",
        ).full_clean(exclude=["sources"])


@pytest.mark.parametrize("group", ["editor", "publisher"])
def test_editors_change_texts_and_publishers_delete_them(db, group, request):
    user = request.getfixturevalue(group)

    for kind in ("question", "term", "step", "requirement"):
        assert user.has_perm(f"quotas.add_{kind}")
        assert user.has_perm(f"quotas.change_{kind}")
        assert user.has_perm(f"quotas.delete_{kind}") == (group == "publisher")


def test_a_page_leads_to_the_form_behind_it(shipped):
    question = Question.objects.get(slug="job-offer")

    assert form_behind("/fr/questions/offre-d-emploi/") == reverse(
        "admin:quotas_question_change", args=(question.pk,)
    )
    assert form_behind("/en/glossary/") == reverse("admin:quotas_term_changelist")
    assert form_behind("/en/how-it-works/") == reverse("admin:quotas_step_changelist")
    assert form_behind("/en/questions/nothing/") is None
