"""Names beside what people type."""

import pytest

from quotas.i18n.matching import Match, Names, words_of

NAMES = Names.of("New Zealand", "Nouvelle-Zélande", "---")


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("new zealand", Match.SAME),
        ("  NOUVELLE   zelande ", Match.SAME),
        ("Nouvelle-Zé", Match.BEGINNING),
        ("n", Match.BEGINNING),
        ("zealand", Match.WORDS),
        ("zea new", Match.WORDS),
        ("land", Match.INSIDE),
        ("la", Match.NONE),
        ("new zelande", Match.NONE),
        ("old zealand", Match.NONE),
        ("---", Match.NONE),
        ("", Match.NONE),
    ],
)
def test_names_match_by_their_words_and_the_best_way_counts(typed, match):
    assert NAMES.match(words_of(typed)) == match


def test_a_word_of_any_name_is_known_whole_or_by_its_beginning():
    assert NAMES.have("zealand")
    assert not NAMES.have("zea")
    assert NAMES.begin_with("zea")
    assert not NAMES.begin_with("land")
