"""The pages of countries."""

from ..pages import parse, rows


def test_a_country_page_says_each_state_in_words_with_its_day_and_source(client, shipped):
    response = client.get("/en/countries/lu/")

    article = "As of March 1, 2021, Blank Slate Partners (reported)"
    copy = "IRCC’s feed, copy on GitHub (official)"
    newest, older = f"As of October 9, 2026, {copy}", f"As of February 17, 2023, {copy}"
    news = "As of February 1, 2025, CIC News (reported)"
    assert rows(response, "quota-list") == [
        [f"2026 {newest}", "42", "3", "3"],
        [f"2025 {news}", "80", "10", "10"],
        [f"2023 {older}", "80", "10", "10"],
        [f"2021 {article}", "80", "10", "To be announced"],
    ]


def test_a_country_page_leads_to_the_official_eligibility_page(client, shipped):
    english = parse(client.get("/en/countries/jp/")).xpath("//main//a/@href")
    french = parse(client.get("/fr/pays/jp/")).xpath("//main//a/@href")

    assert any(href.startswith("https://www.canada.ca/en/") for href in english)
    assert any(href.startswith("https://www.canada.ca/fr/") for href in french)
