"""The columns of the glossary."""

from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from .shared import COPY_ON, PAGE, SOURCE, Column, field, variant

TERMS = (
    Column(
        "term",
        "terme",
        str,
        _("Its short name, the same in both languages; pages link to the term by it."),
        "invitation-to-apply",
        field("slug"),
    ),
    Column(
        "official_english",
        "officiel_anglais",
        str,
        _("The official term in English."),
        "Invitation to apply",
        field("term_en"),
    ),
    Column(
        "official_french",
        "officiel_francais",
        str,
        _("The official term in French."),
        "Invitation à présenter une demande",
        field("term_fr"),
    ),
    Column(
        "is_french_verified",
        "francais_verifie",
        bool,
        _(
            "Whether the French term was seen in a text of the Government of Canada or in one that "
            "quotes it: the source."
        ),
        True,
        field("is_french_verified"),
    ),
    Column(
        "everyday_english",
        "courant_anglais",
        str,
        _("What people say in English, separated by commas."),
        "ITA",
        field("everyday_en"),
        may_be_empty=True,
    ),
    Column(
        "everyday_french",
        "courant_francais",
        str,
        _("What people say in French, separated by commas."),
        "IPD",
        field("everyday_fr"),
        may_be_empty=True,
    ),
    Column(
        "meaning",
        "sens",
        str,
        _("What it means, in the language of the file."),
        "IRCC’s message that lets a candidate apply for the work permit.",
        field("meaning"),
    ),
    *(variant(column, may_be_empty=True) for column in SOURCE),
    variant(
        PAGE,
        example="https://quotas.example/en/glossary/#invitation-to-apply",
        value=lambda term: absolute(term.get_absolute_url()),
    ),
    COPY_ON,
)
