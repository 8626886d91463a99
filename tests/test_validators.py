"""Characters that nobody sees: refused in forms, and left out where a feed cannot carry them."""

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse
from lxml import etree

from quotas.models import Country, Eligibility
from quotas.validators import find_invisible

from .pages import parse, text


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Côte d’Ivoire", None),
        ("10\u00a0000 places\tor\nmore", None),
        ("می\u200cخواهم", None),
        ("a\x0bb", "U+000B"),
        ("abc\u202edef", "U+202E"),
        ("\ufeffabc", "U+FEFF"),
        ("a\u2066b", "U+2066"),
    ],
)
def test_what_nobody_sees_is_told_from_what_is_meant(typed, found):
    assert find_invisible(typed) == found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This text has an invisible character: U+202E. Type it again."),
        ("fr", "Il y a ici un caractère invisible : U+202E. Tapez le texte à nouveau."),
    ],
)
def test_a_form_refuses_what_nobody_sees(desk, language, sentence):
    country = Country.objects.get(code="KR")

    response = desk.post(
        reverse("admin:quotas_country_change", args=[country.pk]),
        {"code": "KR", "name_en": "South\u202e Korea", "name_fr": "Corée du Sud"},
        headers={"accept-language": language},
    )

    assert sentence in text(parse(response))
    assert Country.objects.get(code="KR").name_en == "South Korea"


@pytest.mark.parametrize("address", ["/en/changes/feed.atom", "/fr/changements/fil.atom"])
def test_a_feed_can_be_read_whatever_a_name_holds(client, shipped, address):
    Country.objects.update(
        name_en=Concat("name_en", Value("\x0b")), name_fr=Concat("name_fr", Value("\x01"))
    )

    response = client.get(address)

    assert etree.fromstring(response.content) is not None


def test_conditions_are_in_both_languages_or_in_none(desk):
    row = Eligibility.objects.select_related("country").first()
    facts = {name: getattr(row, f"{name}_id") for name in ("country", "category", "source")}
    names = ("youngest", "oldest", "longest_stay", "participations", "as_of")
    facts |= {name: getattr(row, name) for name in names}

    response = desk.post(
        reverse("admin:quotas_eligibility_change", args=[row.pk]),
        facts | {"conditions_en": "Words", "conditions_fr": ""},
    )

    assert "Write both languages, or neither." in text(
        parse(response).xpath("//*[contains(@class, 'field-conditions_en')]")[0]
    )
