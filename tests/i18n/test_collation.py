import datetime

import pytest
from django.utils.translation import override

from quotas.i18n.collation import fold, sort_key
from quotas.i18n.formats import long_date


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("République tchèque", "republique tcheque"),
        ("CŒUR", "coeur"),
        ("  Côte   d’Ivoire ", "cote d’ivoire"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_folding_drops_case_accents_and_extra_spaces(text, folded):
    assert fold(text) == folded


def test_a_sort_key_holds_letters_alone():
    assert sort_key("Saint-Marin (Rép.)") == "saintmarinrep"


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("en", 1, "March 1, 2021"),
        ("fr", 1, "1er mars 2021"),
        ("fr", 21, "21 mars 2021"),
    ],
)
def test_days_are_written_out_as_people_write_them(language, day, written):
    with override(language):
        assert long_date(datetime.date(2021, 3, day)) == written
