"""Numbers and words of drawings."""

from hypothesis import given, strategies as st

from quotas.charts.drawing import scale, width_of, wrapped


@given(st.integers(0, 10_000_000))
def test_a_scale_has_three_to_five_numbers_from_zero_and_holds_the_largest(largest):
    numbers = scale(largest)

    assert numbers[0] == 0
    assert numbers[-1] >= largest
    assert 3 <= len(numbers) <= 5


@given(st.integers(0, 10_000_000))
def test_a_short_scale_has_three_numbers(largest):
    numbers = scale(largest, 2)

    assert numbers[-1] >= largest
    assert len(numbers) == 3


def test_long_french_names_are_wrapped_and_lose_nothing():
    name = "Expérience internationale en stage coopératif (étudiants seulement)"

    lines = wrapped(name, 92)

    assert " ".join(lines) == name
    assert all(width_of(line) <= 92 for line in lines)


def test_bold_words_are_wider():
    assert width_of("Candidates", bold=True) > width_of("Candidates")
    assert wrapped("Spots available", 105) == ["Spots available"]
    assert wrapped("Spots available", 105, bold=True) == ["Spots", "available"]


def test_a_hyphen_ends_a_line_before_a_word_is_cut():
    assert wrapped("Vacances-travail", 94) == ["Vacances-", "travail"]
    assert wrapped("Vacances-travail", 200) == ["Vacances-travail"]


def test_a_hyphen_ends_no_line_that_the_whole_word_can_begin():
    assert wrapped("Japon, Nouvelle-Zélande", 140) == ["Japon,", "Nouvelle-Zélande"]


@given(st.text("ab-  é", max_size=40), st.integers(1, 200))
def test_wrapping_loses_no_letter(text, width):
    assert "".join(wrapped(text, width)).replace(" ", "") == text.replace(" ", "")
