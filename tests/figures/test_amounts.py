"""Numbers of people and spots in words."""

import pytest
from django.utils import translation

from quotas.figures.amounts import ratio


@pytest.mark.parametrize(
    ("candidates", "spots", "english", "french"),
    [
        (4208, 108, "39 people per spot", "39 personnes par place"),
        (1000, 100, "10 people per spot", "10 personnes par place"),
        (999, 100, "10 people per spot", "10 personnes par place"),
        (1055, 100, "11 people per spot", "11 personnes par place"),
        (2071, 1000, "2.1 people per spot", "2,1 personnes par place"),
        (2000, 1000, "2 people per spot", "2 personnes par place"),
        (1500, 1000, "1.5 people per spot", "1,5 personne par place"),
        (1001, 1000, "1 person per spot", "1 personne par place"),
        (1, 1, "1 person per spot", "1 personne par place"),
        (1000, 1001, "1 spot for every candidate", "1 place pour chaque candidat"),
        (2, 3, "1.5 spots for every candidate", "1,5 place pour chaque candidat"),
        (2, 5, "2.5 spots for every candidate", "2,5 places pour chaque candidat"),
        (55, 1446, "26 spots for every candidate", "26 places pour chaque candidat"),
        (1, 1000, "1,000 spots for every candidate", "1 000 places pour chaque candidat"),
    ],
)
def test_whatever_there_is_more_of_is_told_for_one_of_the_other(candidates, spots, english, french):
    assert ratio(candidates, spots) == english
    with translation.override("fr"):
        assert ratio(candidates, spots).replace("\u00a0", " ") == french
