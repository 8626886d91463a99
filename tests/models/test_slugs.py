"""One record at each address, with names from staff, a fixture or a shell."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from quotas.desk.form_behind import form_behind
from quotas.drafts.publishing import publish_due
from quotas.history.versions import entries_of
from quotas.models import Category, Country, Draft, Question, Requirement, Step, Term, slugs

from ..factories import make_category, make_question, make_source, make_step, make_term
from ..pages import parse, text
from ..views.test_guide import form_on

PAIRED = {Category: make_category, Question: make_question}
NO_NAMES = ["/", "", "-B", " B", "É", "."]


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def make_requirement(**facts):
    texts = {"slug": "papers", "name_en": "A", "name_fr": "B", "text_en": "A", "text_fr": "B"}
    return Requirement.objects.create(kind="funds", source=make_source(), **texts | facts)


MAKERS = PAIRED | {Step: make_step, Requirement: make_requirement, Term: make_term}


@pytest.mark.django_db
@pytest.mark.parametrize(("other", "own"), [("slug", "slug_fr"), ("slug_fr", "slug")])
@pytest.mark.parametrize("model", PAIRED)
def test_no_record_takes_the_name_of_another_in_the_other_language(model, other, own):
    first, second = PAIRED[model](), PAIRED[model]()
    setattr(second, own, getattr(first, other))

    with pytest.raises(ValidationError, match="has this name") as refusal:
        second.full_clean(exclude=["sources"])
    assert set(refusal.value.error_dict) == {own}
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=second.pk).update(**{own: getattr(first, other)})
    with pytest.raises(IntegrityError), transaction.atomic():
        PAIRED[model](**{own: getattr(first, other)})


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAIRED)
def test_one_record_may_have_the_same_name_in_both_languages(model):
    record = PAIRED[model](slug="stage", slug_fr="stage")

    record.full_clean(exclude=["sources"])
    record.save()

    assert model.objects.at("stage").get() == record


@pytest.mark.django_db
def test_steps_and_documents_share_a_page_and_no_name():
    step, requirement = make_step(slug="photo"), make_requirement(slug="ticket")

    for record, name in ((requirement, "photo"), (step, "ticket")):
        record.slug = name
        with pytest.raises(ValidationError, match="has this name"):
            record.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            record.save()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NO_NAMES)
@pytest.mark.parametrize("model", [*MAKERS, Country])
def test_no_record_has_a_name_that_no_address_can_hold(model, name):
    record = MAKERS[model]() if model in MAKERS else Country(code="QA", name_en="A", name_fr="A")
    record.save()
    column = "code" if model is Country else "slug"

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=record.pk).update(**{column: name})


@pytest.mark.django_db
def test_a_category_cannot_be_called_as_the_other_column_of_the_table():
    category = make_category()
    category.slug = "country"

    with pytest.raises(ValidationError, match="The site needs this name itself"):
        category.full_clean(exclude=["sources"])
    with pytest.raises(IntegrityError), transaction.atomic():
        category.save()


@pytest.mark.parametrize(
    ("address", "makes"),
    [("/en/how-it-works/", make_step), ("/en/glossary/", make_term)],
)
def test_no_record_takes_the_place_of_a_part_of_its_page(client, shipped, address, makes):
    places = set(parse(client.get(address)).xpath("//main//@id | //body/*/@id"))
    records = {row.slug for model in (Step, Requirement, Term) for row in model.objects.all()}
    parts = {place for place in places - records if not place.endswith("-drawing")}

    assert parts
    for part in parts:
        with pytest.raises(IntegrityError), transaction.atomic():
            makes(slug=part)


# Each way to a record


def test_a_form_says_that_the_name_is_taken(desk):
    values = form_on(desk, Category.objects.get(slug="working-holiday"))[1]
    names = {"name_en": "New", "name_fr": "Neuve", "slug": "new", "slug_fr": "working-holiday"}

    page = parse(desk.post(reverse("admin:quotas_category_add"), values | names))

    assert "Another category has this name." in text(page)
    assert not Category.objects.filter(slug="new").exists()


@pytest.mark.parametrize(("language", "words"), [("en", "has this name"), ("fr", "déjà porté")])
def test_a_draft_says_so_when_it_is_kept_and_is_not_published(desk, language, words):
    question = Question.objects.first()
    values = form_on(desk, question)[1] | {"slug": "new", "slug_fr": "neuve", "_draft": "1"}
    add = reverse("admin:quotas_question_add")
    headers = {"accept-language": language}

    page = parse(desk.post(add, values | {"slug_fr": question.slug}, follow=True, headers=headers))
    desk.post(add, values | {"publish_at": "2027-01-01T00:00"})
    late = Draft.objects.latest("pk")
    make_question(slug="neuve", slug_fr="late")
    Draft.objects.filter(pk=late.pk).update(publish_at="2020-01-01T00:00Z")
    with override(language):
        publish_due()

    late.refresh_from_db()
    assert words in text(page)
    assert words in late.problem
    assert not Question.objects.filter(slug="new").exists()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_way_back_to_a_name_that_another_has_now_is_refused_in_words(desk, is_deleted):
    category = make_category(slug="old", slug_fr="vieille")
    first = entries_of(Category, category.pk).first()
    pk = category.pk
    if is_deleted:
        category.delete()
    else:
        Category.objects.filter(pk=pk).update(slug="newer", slug_fr="neuve")
    make_category(slug="third", slug_fr="old")

    address = reverse("admin:quotas_category_go_back", args=(pk, first.history_id))
    page = desk.post(address)

    assert page.status_code == (200 if is_deleted else 302)
    assert list(Category.objects.filter(slug="old")) == []


@pytest.mark.django_db
def test_a_fixture_with_such_a_name_is_refused(tmp_path):
    category = make_category()
    (shipped,) = json.loads(serializers.serialize("json", [category]))
    shipped["pk"] = None
    shipped["fields"] |= {"slug": "n", "slug_fr": category.slug, "name_en": "N", "name_fr": "N"}
    file = tmp_path / "names.json"
    file.write_text(json.dumps([shipped]))

    with pytest.raises(IntegrityError):
        call_command("loaddata", str(file), verbosity=0)

    assert Category.objects.count() == 1


def test_every_model_with_a_name_in_addresses_has_a_namespace():
    guarded = {name for namespace in slugs.NAMESPACES for name in namespace.columns}

    assert {
        model.__name__
        for model in apps.get_app_config("quotas").get_models()
        if issubclass(model, slugs.AddressedModel)
    } == guarded - {"Country"}  # its address holds its code


# Reading, whatever there is


@pytest.fixture
def unguarded(shipped):
    """A database of an older release, which compared no names."""
    slugs.stop_refusing("default")
    yield
    slugs.start_refusing("default")


def test_names_of_an_older_release_lead_to_the_record_of_the_readers_language(client, unguarded):
    holiday = Category.objects.get(slug="working-holiday")
    coop = Category.objects.get(slug="international-coop")
    Category.objects.filter(pk=coop.pk).update(slug_fr=holiday.slug)
    addresses = (
        "/en/categories/working-holiday/",
        "/fr/categories/working-holiday/",
        "/en/categories/international-coop/",
        "/en/categories/working-holiday/quotas.csv",
        "/en/pools/2023/fr/working-holiday/",
        "/en/pools/2023/fr/working-holiday/picture.png",
    )

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    with override("en"):
        assert Category.objects.at(holiday.slug).get() == holiday
    with override("fr"):
        assert Category.objects.at(holiday.slug).get() == coop
    assert form_behind("/en/categories/working-holiday/").endswith(f"/{holiday.pk}/change/")


def test_a_record_of_an_older_release_can_be_changed_without_its_name(client, unguarded, editor):
    Category.objects.filter(slug="international-coop").update(slug_fr="working-holiday")
    slugs.start_refusing("default")
    category = Category.objects.get(slug="working-holiday")
    client.force_login(editor)
    address, values = form_on(client, category)
    values["sources"] = [source.pk for source in category.sources.all()]

    response = client.post(address, values | {"summary_en": "Newly put."})

    assert response.status_code == 302
    category.refresh_from_db()
    assert category.summary_en == "Newly put."


@pytest.mark.django_db
def test_the_triggers_are_put_back_as_often_as_one_likes():
    for _n in range(2):
        slugs.start_refusing("default")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM sqlite_master WHERE name LIKE '%keeps_names_apart'"
            if connection.vendor == "sqlite"
            else "SELECT COUNT(*) FROM pg_trigger WHERE tgname LIKE '%keeps_names_apart'"
        )
        assert cursor.fetchone() == (12,)
