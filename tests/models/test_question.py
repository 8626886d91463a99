"""Questions that people ask, found by their words."""

import pytest

from quotas.models import Question

from ..factories import make_question


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("cost", True),
        ("COSTS", False),
        ("pool cost", True),
        ("coû", True),
        ("cout", True),
        ("bassin cout", True),
        ("ool", False),
        ("pool coûte", False),
        ("gratuit", True),
        ("cost gratuit", False),
    ],
)
def test_a_question_is_found_by_its_words_in_either_language(db, text, is_found):
    question = make_question(
        question_en="What does the pool cost?",
        question_fr="Combien coûte le bassin?",
        summary_fr="C’est gratuit.",
    )

    assert Question.objects.about(text) == ([question] if is_found else [])


def test_those_with_the_words_in_their_title_come_first(db):
    answered = make_question(summary_en="The fees are low.")
    named = make_question(question_en="What are the fees?")

    assert Question.objects.about("fees") == [named, answered]
