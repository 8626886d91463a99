"""The answer to a search for the words of a question."""

import pytest

from .factories import make_question
from .pages import parse, text


@pytest.fixture
def found(client, shipped):
    """A function that returns the titles of the questions that a page of results leads to."""

    def get(address):
        links = parse(client.get(address)).xpath("//section[@id='results']//li/a")
        return [text(link) for link in links if "/questions/" in link.get("href")]

    return get


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/en/?q=job offer", "Do I need a job offer?"),
        ("/en/seasons/2021/?q=emploi", "Do I need a job offer?"),
        ("/fr/?q=job", "Ai-je besoin d’une offre d’emploi?"),
        ("/fr/?q=%C3%A9value", "À quelle date mon âge est-il évalué?"),
        ("/fr/?q=EVALUE", "À quelle date mon âge est-il évalué?"),
        ("/en/?q=fees", "What does it cost in total: fees, funds and insurance?"),
    ],
)
def test_a_search_finds_questions_by_their_words_in_either_language(found, address, title):
    assert found(address)[0] == title


@pytest.mark.parametrize("words", ["an", "france", "chi", "zzz", ""])
def test_none_is_found_for_a_country_or_for_less_than_three_letters(found, words):
    assert found(f"/en/?q={words}") == []


def test_no_more_than_five_are_shown(found):
    for _number in range(6):
        make_question()

    assert len(found("/en/?q=question")) == 5


def test_the_home_page_leads_to_the_five_first_and_to_all(client, shipped):
    page = parse(client.get("/en/"))

    (asked,) = page.xpath("//section[@aria-labelledby='most-asked']")
    links = asked.xpath(".//a/@href")
    assert links[0] == "/en/questions/my-chances/"
    assert len(links) == 6
    assert links[-1] == "/en/questions/"
    assert not parse(client.get("/en/seasons/2021/")).xpath("//*[@id='most-asked']")
