"""French texts are kept as French sets them, and slips in pages are found."""

import json

import pytest
from django.apps import apps
from hypothesis import given, strategies as st
from lxml import html

from quotas.i18n.fields import translated_fields
from quotas.i18n.typography import in_french
from quotas.models import Source

from .. import PROJECT
from ..factories import make_source
from ..typography import slips_in

TYPED = {
    "Prix: 12 000$ (50%)": "Prix\xa0: 12\xa0000\xa0$ (50\xa0%)",
    "Prix : 1 234 567 $ et 5 %": "Prix\xa0: 1\xa0234\xa0567\xa0$ et 5\xa0%",
    "« oui » ou «non»": "«\xa0oui\xa0» ou «\xa0non\xa0»",
    "l'été ? Oui ! Bien ; merci": "l’été? Oui! Bien; merci",
    "**Note :** à 12:30": "**Note\xa0:** à 12:30",
    "en 2026 127 pays": "en 2026 127 pays",
    "| :--- | ---: |": "| :--- | ---: |",
    "[Qui : quoi](/fr/a : b 'c')": "[Qui\xa0: quoi](/fr/a : b 'c')",
    "https://iec.example/l'a?b=5%20c : `d : e`": "https://iec.example/l'a?b=5%20c\xa0: `d : e`",
    "": "",
}
MARKS = st.text(alphabet="aé1 \xa0:;?!%$«»'`[]()/-\n", max_size=25)


@pytest.mark.parametrize(("typed", "kept"), TYPED.items())
def test_a_text_is_set_as_french_is(typed, kept):
    assert in_french(typed) == kept


@given(MARKS)
def test_a_text_that_is_set_stays_as_it_is(text):
    assert in_french(in_french(text)) == in_french(text)


@given(MARKS)
def test_only_blanks_and_apostrophes_change(text):
    def letters(text):
        return "".join(text.replace("’", "'").split())

    assert letters(in_french(text)) == letters(text)


@pytest.mark.parametrize("way", ["save", "bulk_create", "update"])
def test_a_french_text_is_set_by_whatever_way_it_comes(db, way):
    facts = {"title_en": "A: b", "title_fr": "A : b", "publisher": "C", "confidence": "reported"}
    source = Source(slug="a", **facts)

    if way == "save":
        source.save()
    elif way == "bulk_create":
        Source.objects.bulk_create([source])
    else:
        make_source(slug="a")
        Source.objects.filter(slug="a").update(**facts)

    held = Source.objects.get(slug="a")
    assert (held.title_en, held.title_fr) == ("A: b", "A\xa0: b")


def test_a_text_that_is_checked_is_set_before_it_is_compared(db):
    source = make_source(title_fr="Avis : reçu")

    source.full_clean()

    assert source.title_fr == "Avis\xa0: reçu"


def test_every_french_text_of_every_model_is_set_so():
    names = [
        (model, french)
        for model in apps.get_app_config("quotas").get_models()
        for _english, french in translated_fields(model)
    ]

    kept = {model._meta.get_field(name).get_prep_value("a : b") for model, name in names}
    assert len(names) > 20
    assert kept == {"a\xa0: b"}


def test_the_shipped_texts_are_set_as_they_are_kept():
    records = [
        record
        for path in PROJECT.glob("fixtures/*.json")
        for record in json.loads(path.read_text())
    ]

    wrong = [
        (record["model"], text)
        for record in records
        for name, text in record["fields"].items()
        if name.endswith("_fr") and isinstance(text, str) and text != in_french(text)
    ]
    assert len(records) > 4000
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "block"),
    [
        ("fr", "Prix : 5"),
        ("fr", "<b>Prix</b> : 5"),
        ("fr", "Prix: 5"),
        ("fr", "50 %"),
        ("fr", "50%"),
        ("fr", "5 $"),
        ("fr", "« non\xa0»"),
        ("fr", "«non»"),
        ("fr", "Quoi ?"),
        ("fr", "1 000"),
        ("fr", "1,000"),
        ("fr", "l'été"),
        ("fr", '<a title="Prix : 5">x</a>'),
        ("fr", '<span lang="en">50 %</span>'),
        ("en", "Price : 5"),
        ("en", "50 %"),
        ("en", "1 000"),
        ("en", "CAD 5"),
        ("en", "it's"),
        ("en", "«\xa0no\xa0»"),
    ],
)
def test_a_slip_in_a_page_is_found(language, block):
    page = html.fromstring(f'<html lang="{language}"><body><p>{block}</p></body></html>')

    assert slips_in(page)


@pytest.mark.parametrize(
    ("language", "block"),
    [
        ("fr", "Prix\xa0: 1\xa0000,50\xa0$, «\xa0non\xa0»? Oui!"),
        ("fr", '<p>2026</p> <p>127</p> <code>a : b</code> <span lang="en">1,000: it’s 5%</span>'),
        ("fr", "à 12:30, le 1er mars 2026"),
        ("en", "Price: CAD\xa01,000.50, 5%? It’s “no”."),
    ],
)
def test_what_is_set_right_is_no_slip(language, block):
    page = html.fromstring(f'<html lang="{language}"><body><p>{block}</p></body></html>')

    assert slips_in(page) == []
