"""The pages of countries."""

from ..pages import parse, rows


def test_a_country_page_says_each_state_in_words_with_its_day_and_source(client, shipped):
    response = client.get("/en/countries/lu/")

    article = "As of March 1, 2021, Blank Slate Partners (reported)"
    copy = "IRCC’s feed, copy on GitHub (official)"
    newest, older = f"As of October 9, 2026, {copy}", f"As of February 17, 2023, {copy}"
    news = "As of February 1, 2025, CIC News (reported)"
    assert rows(response, "quota-list") == [
        ["2026", f"42 {newest}", f"3 {newest}", f"3 {newest}"],
        ["2025", f"80 {news}", f"10 {news}", f"10 {news}"],
        ["2023", f"80 {older}", f"10 {older}", f"10 {older}"],
        ["2021", f"80 {article}", f"10 {article}", f"To be announced {article}"],
    ]


def test_a_country_page_leads_to_the_official_eligibility_page(client, shipped):
    english = parse(client.get("/en/countries/jp/")).xpath("//main//a/@href")
    french = parse(client.get("/fr/pays/jp/")).xpath("//main//a/@href")

    assert any(href.startswith("https://www.canada.ca/en/") for href in english)
    assert any(href.startswith("https://www.canada.ca/fr/") for href in french)
