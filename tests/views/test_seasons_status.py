"""The status of a season, its introduction and its notes, on the pages where they stand."""

import datetime

import pytest

from quotas.models import Note, Season

from ..caching.test_pages import weight
from ..factories import make_country, make_note, make_quota, make_season
from ..pages import key_figure, parse, text

pytestmark = pytest.mark.once

YEARS = [2021, 2023, 2025, 2026]
OVER = {
    "en": "The 2025 season is over: it closed on October 20, 2025.",
    "fr": "La saison 2025 est terminée : elle a fermé le 20 octobre 2025.",
}
OF_2025 = {
    "en": ["/en/seasons/2025/", "/en/pools/2025/fr/working-holiday/", "/en/map/?season=2025"],
    "fr": ["/fr/saisons/2025/", "/fr/bassins/2025/fr/vacances-travail/", "/fr/carte/?season=2025"],
}


@pytest.fixture
def today(monkeypatch):
    """A function that moves the clock of the site to a day."""

    def move(*day):
        on = datetime.date(*day)
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: on)

    return move


def status(response):
    return text(parse(response).xpath("//p[@class='season-status']")[0])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_of_a_season_says_its_status_in_one_line(client, shipped, language):
    for address in OF_2025[language]:
        assert status(client.get(address)) == OVER[language]


@pytest.mark.parametrize(
    ("address", "words"),
    [("/embed/en/seasons/2025/", OVER["en"]), ("/embed/fr/saisons/2025/", OVER["fr"])],
)
def test_a_frame_says_the_status_of_its_season(client, shipped, address, words):
    assert words in text(parse(client.get(address)).xpath("//p[@class='about']")[0])


NEXT = (
    "2027: not announced, as far as we know; the last three opened between December 11 and "
    "December 19."
)


@pytest.mark.parametrize(
    ("day", "sentence", "ends"),
    [
        ((2026, 2, 15), "The 2026 season has been open since December 19, 2025.", ""),
        ((2026, 11, 26), "The 2026 season is over; we do not know its closing day.", NEXT),
        ((2027, 1, 10), "The 2026 season is over; we do not know its closing day.", NEXT),
    ],
)
def test_home_says_the_status_of_the_day_and_what_is_known_of_the_next(
    client, shipped, today, day, sentence, ends
):
    today(*day)

    assert status(client.get("/en/")) == f"{sentence} {ends}".strip()


def test_a_corrected_status_is_the_one_that_is_said(client, shipped):
    Season.objects.filter(year=2026).update(corrected_status="open")

    assert status(client.get("/en/")).startswith("The 2026 season has been open")


# The introduction


def test_the_season_of_the_article_is_named_for_what_it_is(client, shipped):
    page = parse(client.get("/en/seasons/2021/"))

    assert text(page.xpath("//h1")[0]) == "The 2021 season, as the article published it"
    assert "as the article published it" in page.xpath("//title/text()")[0]
    assert text(page.xpath("//caption")[0]) == (
        "Quotas by country and category, 2021 season, as the article published it"
    )
    file = client.get("/fr/saisons/2021/quotas.json").json()
    assert file["title"].endswith("saison 2021, telle que l’article l’a publiée")


@pytest.mark.parametrize("year", YEARS)
def test_an_introduction_by_hand_carries_its_day(client, shipped, year):
    lead = parse(client.get(f"/en/seasons/{year}/")).xpath("//div[@class='lead']")

    assert len(lead) == (year != 2026)
    for introduction in lead:
        assert text(introduction).endswith("Written on November 27, 2026")


@pytest.mark.parametrize(("year", "count"), [(2021, 0), (2023, 20), (2025, 0), (2026, 18)])
def test_what_is_inferred_is_said_to_be_our_reading(client, shipped, year, count):
    states = text(parse(client.get(f"/en/seasons/{year}/")).xpath("//section[@class='states']")[0])

    assert (f"in {count} cells is our reading of the feed" in states) == bool(count)
    assert ("our reading" in states) == bool(count)


def test_a_source_that_is_an_inference_is_no_figure(client, shipped):
    page = parse(client.get("/en/pools/2026/be/young-professionals/"))

    (said,) = key_figure(page, "Quota").xpath(".//span[@class='source']")
    assert text(said) == "As of October 9, 2026, our reading: the feed does not list it"


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_recognized_organizations_take_a_line(client, shipped, year):
    for section in parse(client.get(f"/en/seasons/{year}/")).xpath(
        "//section[@aria-labelledby='organizations']"
    ):
        assert len(section.xpath("./p")) == 2
        assert all(fold.get("open") is None for fold in section.xpath("./details"))


# Weight


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/en/seasons/2021/", "/fr/saisons/2021/"])
def test_a_page_and_its_style_sheets_weigh_at_most_14_kilobytes(client, shipped, address):
    assert weight(client, address) <= 14 * 1024


# Notes


@pytest.mark.parametrize("address", ["/en/seasons/2021/", "/fr/saisons/2021/"])
def test_every_note_of_a_season_is_in_a_folded_group_that_tells_its_number(
    client, shipped, address
):
    page = parse(client.get(address))

    groups = page.xpath("//section[@class='notes']/details")
    assert not any("open" in group.attrib for group in groups)
    numbers = [text(group.xpath("./summary/span")[0]) for group in groups]
    assert numbers == [f"({len(group.xpath('./ul/li'))})" for group in groups]
    listed = {item.get("id") for item in page.xpath("//section[@class='notes']//li")}
    expected = Note.objects.filter(season__year=2021)
    assert listed == {f"note-{note.slug}" for note in expected}


def test_a_note_opens_in_the_cell_of_its_figure(client, shipped):
    page = parse(client.get("/fr/saisons/2021/"))

    notes = {
        fold.xpath("./summary")[0].get("aria-label"): fold
        for fold in page.xpath("//table//details[@class='note']")
    }
    note = notes["Note, France, Jeunes professionnels"]
    assert "VIE" in text(note)
    assert text(note.getparent().xpath("./a")[0]) == "2 200"
    (link,) = note.xpath(".//a[starts-with(@href, '#note-')]/@href")
    assert "VIE" in text(page.get_element_by_id(link.removeprefix("#")))
    assert "Note, Chili" in notes


def test_all_notes_on_a_figure_open_together(client, db):
    quota = make_quota(season=make_season(is_current=True), country=make_country())
    about = {"season": quota.season, "country": quota.country, "category": quota.category}
    for words in ("First.", "Second."):
        make_note(text_en=words, **about)

    (fold,) = parse(client.get("/en/")).xpath("//table//details")

    assert [text(words) for words in fold.xpath("./div/p")] == ["First.", "Second."]


def test_a_pool_shows_the_notes_on_its_own_season_at_once(client, shipped):
    page = parse(client.get("/en/pools/2021/fr/young-professionals/"))

    groups = {
        text(group.xpath("./summary")[0]): group.get("open") is not None
        for group in page.xpath("//section[@class='notes']/details")
    }
    assert groups.pop("2021 season (1)")
    assert not any(groups.values())
