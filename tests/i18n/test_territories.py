"""Names of the world, found by what people type."""

import pytest

from quotas.i18n.territories import codes_like


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("brazil", ["BR"]),
        ("BRÉSIL", ["BR"]),
        ("reunion", ["RE"]),
        ("united states", ["US"]),
        ("etats-unis", ["US"]),
        ("niger", ["NE"]),
        ("oman", ["OM"]),
        ("liecht", ["LI"]),
        ("narnia", []),
    ],
)
def test_a_name_in_either_language_finds_its_code(text, codes):
    assert codes_like(text, most=5) == codes


def test_the_beginning_of_a_word_finds_at_most_so_many():
    assert set(codes_like("ind", most=5)) >= {"IN", "ID"}
    assert len(codes_like("saint", most=3)) == 3
