"""The glossary."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from quotas.models import (
    Question,
    Step,
    Term,
)

from .. import PROJECT
from ..factories import (
    make_source,
    make_term,
)
from ..pages import parse, text

pytestmark = pytest.mark.once

TEMPLATES = PROJECT / "templates"


# The glossary


def test_the_glossary_has_both_official_terms_and_the_everyday_words(client, shipped):
    page = parse(client.get("/en/glossary/"))

    for slug, words in (
        (
            "invitation-to-apply",
            ("Invitation to apply", "Invitation à présenter une demande", "ITA", "IPD"),
        ),
        ("working-holiday", ("Working Holiday", "Vacances-travail", "WHV", "PVT")),
        (
            "recognized-organization",
            ("Recognized organization", "Organisation reconnue", "RO", "OR"),
        ),
    ):
        row = text(page.get_element_by_id(slug))
        assert all(word in row for word in words)


@pytest.mark.parametrize(
    ("address", "language"), [("/en/glossary/", "en"), ("/fr/glossaire/", "fr")]
)
def test_the_glossary_is_in_the_order_of_the_readers_language(client, shipped, address, language):
    rows = parse(client.get(address)).xpath("//table//tbody/tr")

    first = [row.xpath("./th")[0].text.strip() for row in rows]
    with override(language):
        assert first == [term.term for term in Term.objects.by_name()]
    assert first[0] == {"en": "Applicant", "fr": "À déterminer"}[language]
    assert {row.get("id") for row in rows} == set(Term.objects.values_list("slug", flat=True))


def test_french_that_no_official_text_was_seen_to_use_is_marked(client, db):
    make_term(slug="seen", is_french_verified=True, source=make_source(publisher="IRCC"))
    make_term(slug="unseen")

    page = parse(client.get("/en/glossary/"))

    assert "French term seen in: IRCC" in text(page.get_element_by_id("seen"))
    assert "we have not seen it in an official text" in text(page.get_element_by_id("unseen"))


def test_a_verified_french_term_names_its_source(db):
    with pytest.raises(ValidationError, match="Name the source"):
        Term(
            slug="x",
            term_en="X",
            term_fr="X",
            meaning_en="X",
            meaning_fr="X",
            is_french_verified=True,
        ).full_clean()


def test_the_glossary_is_a_file_too(client, shipped):
    page = parse(client.get("/fr/glossaire/"))

    rows = client.get("/en/data/terms.json").json()["rows"]

    links = page.xpath("//p[@class='files']//a/@href")
    assert links == [f"/fr/donnees/termes.{ending}" for ending in ("xlsx", "csv", "json")]
    assert len(rows) == Term.objects.count()
    (ita,) = [row for row in rows if row["term"] == "invitation-to-apply"]
    assert ita["official_french"] == "Invitation à présenter une demande"
    assert ita["everyday_french"] == "IPD"


def test_every_word_that_a_page_links_to_is_in_the_glossary(shipped):
    used = {
        slug
        for path in TEMPLATES.rglob("*.html")
        for slug in re.findall(r"""{% term "([^"]+)"|glossary }}#([\w-]+)""", path.read_text())
        for slug in slug
        if slug
    }
    in_texts = {
        slug
        for model, fields in (
            (Question, ("answer_en", "answer_fr")),
            (Step, ("text_en", "text_fr")),
        )
        for record in model.objects.all()
        for field in fields
        for slug in re.findall(r"/(?:glossary|glossaire)/#([\w-]+)", getattr(record, field))
    }

    assert len(used) > 10
    assert len(in_texts) > 10
    assert used | in_texts <= set(Term.objects.values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/en/pools/2026/gb/working-holiday/", "chance-rating"),
        ("/fr/bassins/2026/gb/vacances-travail/", "round-of-invitations"),
        ("/en/find/?citizenship=fr&age=27", "spots-available"),
        ("/en/find/?citizenship=us", "recognized-organization"),
        ("/en/categories/working-holiday/", "invitation-to-apply"),
        ("/en/countries/fr/", "participation"),
        ("/en/seasons/2023/", "recognized-organization"),
        ("/en/", "quota"),
        ("/fr/comment-ca-marche/", "pool"),
    ],
)
def test_words_lead_to_the_glossary_where_they_are_used(client, shipped, address, slug):
    glossary = "/fr/glossaire/" if address.startswith("/fr/") else "/en/glossary/"

    assert f"{glossary}#{slug}" in parse(client.get(address)).xpath("//main//a/@href")
