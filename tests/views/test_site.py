"""Every public page, in both languages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Category, Country, Notice, Quota, Season

from ..factories import make_notice
from ..pages import parse, rows, text

ENGLISH = [
    "/en/",
    "/en/seasons/",
    "/en/seasons/2021/",
    "/en/seasons/2023/",
    "/en/seasons/2025/",
    "/en/seasons/2026/",
    "/en/seasons/2023/weeks/",
    "/en/seasons/2026/weeks/",
    "/en/pools/2026/gb/working-holiday/",
    "/en/pools/2026/is/working-holiday/",
    "/en/pools/2021/jp/young-professionals/",
    "/en/pools/2023/fr/young-professionals/",
    "/en/changes/",
    "/en/data/",
    "/en/find/",
    "/en/compare/",
    "/en/map/",
    "/en/ratings/",
    "/en/how-it-works/",
    "/en/questions/",
    "/en/questions/my-chances/",
    "/en/questions/going-twice/",
    "/en/glossary/",
    "/en/sources/",
    "/en/data/api/",
    "/en/data/embed/",
    "/en/data/feeds/",
    "/en/countries/",
    "/en/countries/jp/",
    "/en/countries/fr/",
    "/en/categories/",
    "/en/categories/working-holiday/",
    "/en/categories/young-professionals/",
    "/en/categories/international-coop/",
    "/en/about/",
    "/en/accessibility/",
    "/en/privacy/",
]


FRENCH = [
    "/fr/",
    "/fr/saisons/",
    "/fr/saisons/2021/",
    "/fr/saisons/2023/",
    "/fr/saisons/2025/",
    "/fr/saisons/2026/",
    "/fr/saisons/2023/semaines/",
    "/fr/saisons/2026/semaines/",
    "/fr/bassins/2026/gb/vacances-travail/",
    "/fr/bassins/2026/is/vacances-travail/",
    "/fr/bassins/2021/jp/jeunes-professionnels/",
    "/fr/bassins/2023/fr/jeunes-professionnels/",
    "/fr/changements/",
    "/fr/donnees/",
    "/fr/trouver/",
    "/fr/comparer/",
    "/fr/carte/",
    "/fr/cotes/",
    "/fr/comment-ca-marche/",
    "/fr/questions/",
    "/fr/questions/mes-chances/",
    "/fr/questions/participer-deux-fois/",
    "/fr/glossaire/",
    "/fr/sources/",
    "/fr/donnees/api/",
    "/fr/donnees/integrer/",
    "/fr/donnees/flux/",
    "/fr/pays/",
    "/fr/pays/jp/",
    "/fr/pays/fr/",
    "/fr/categories/",
    "/fr/categories/vacances-travail/",
    "/fr/categories/jeunes-professionnels/",
    "/fr/categories/stage-coop-international/",
    "/fr/a-propos/",
    "/fr/accessibilite/",
    "/fr/confidentialite/",
]


ENGLISH_WORDS = (
    "Countries|Source:|As of|Unlimited|Total of|Not known to us|Spots|Candidates|Invitations issued"
    "|Chance rating|What changed|Who can apply|Not given|First figure|week of|since"
)


both = pytest.mark.parametrize("address", ENGLISH + FRENCH)


@both
def test_a_page_has_one_heading_a_title_a_description_and_its_language(document, address):
    assert len(document.xpath("//h1")) == 1
    assert text(document.xpath("//title")[0])
    assert 50 <= len(document.xpath("//meta[@name='description']/@content")[0].strip()) <= 160
    assert document.get("lang") == address[1:3]


def test_titles_and_descriptions_are_all_different(page_at):
    pages = [page_at(address) for address in ENGLISH + FRENCH]

    assert len({text(page.xpath("//title")[0]) for page in pages}) == len(pages)
    assert len({page.xpath("//meta[@name='description']/@content")[0] for page in pages}) == len(
        pages
    )


@pytest.mark.parametrize(("english", "french"), list(zip(ENGLISH, FRENCH, strict=True)))
def test_a_page_and_its_translation_know_each_other(page_at, settings, english, french):
    for address in (english, french):
        page = page_at(address)

        alternates = {
            link.get("hreflang"): link.get("href").removeprefix(settings.SITE_URL)
            for link in page.xpath("//link[@rel='alternate'][@hreflang]")
        }
        canonical = page.xpath("//link[@rel='canonical']/@href")
        switch = page.xpath("//*[@id='language-switch']//a/@href")
        assert alternates == {"en": english, "fr": french, "x-default": english}
        assert canonical == [settings.SITE_URL + address]
        assert switch == [french if address == english else english]


def test_the_language_switch_keeps_the_filters(client, shipped):
    page = parse(client.get("/en/seasons/2021/?q=an&category=working-holiday"))

    assert page.xpath("//*[@id='language-switch']//a/@href") == [
        "/fr/saisons/2021/?q=an&category=working-holiday"
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/en/countries/JP/", "/en/countries/jp/"),
        ("/fr/countries/jp/", "/fr/pays/jp/"),
        ("/en/pays/jp/", "/en/countries/jp/"),
        ("/fr/seasons/2021/", "/fr/saisons/2021/"),
        ("/fr/categories/working-holiday/", "/fr/categories/vacances-travail/"),
        ("/fr/questions/my-chances/", "/fr/questions/mes-chances/"),
        ("/en/questions/mes-chances/", "/en/questions/my-chances/"),
        ("/fr/glossary/", "/fr/glossaire/"),
        ("/en/comment-ca-marche/", "/en/how-it-works/"),
        ("/en/categories/vacances-travail/", "/en/categories/working-holiday/"),
        ("/en/seasons/2021", "/en/seasons/2021/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_right_one(client, shipped, asked, found):
    response = client.get(asked)

    assert response.status_code == 301
    assert response.headers["Location"] == found


@pytest.mark.parametrize(
    "address",
    [
        "/en/seasons/1999/",
        "/en/seasons/99999999999999999999999999/",
        "/fr/saisons/0/",
        "/en/countries/zz/",
        "/en/countries/jpn/",
        "/en/categories/visitor/",
        "/en/questions/what-is-love/",
        "/fr/nulle-part/",
        "/nowhere",
        "/en/%00/",
        "/en/countries/%F0%9F%8D%81/",
        "/en/" + "a/" * 300,
    ],
)
def test_a_wrong_address_gets_a_helpful_page(client, shipped, address):
    response = client.get(address)

    page = parse(response)
    assert response.status_code == 404
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//main//form[@role='search']")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical']")


@pytest.mark.parametrize(
    ("accepts", "home"),
    [
        ("fr-CA,fr;q=0.9", "/fr/"),
        ("en-GB", "/en/"),
        ("de", "/en/"),
        ("de, fr;q=0.5", "/fr/"),
        ("", "/en/"),
    ],
)
def test_the_front_door_leads_to_the_readers_language(client, shipped, accepts, home):
    response = client.get("/", headers={"accept-language": accepts})

    assert response.headers["Location"] == home
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies


def test_home_says_so_when_no_season_is_current(client, shipped):
    Season.objects.update(is_current=False)

    response = client.get("/en/")

    assert response.status_code == 200
    assert "No season is current" in text(parse(response).xpath("//h1")[0])
    assert client.get("/en/categories/working-holiday/").status_code == 200


def test_pages_stand_up_in_an_empty_database(client, db):
    for address in (
        "/en/",
        "/fr/saisons/",
        "/en/countries/",
        "/fr/categories/",
        "/en/about/",
        "/en/how-it-works/",
        "/fr/questions/",
        "/en/glossary/",
    ):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("/en/", False),
        ("/en/seasons/2021/", True),
        ("/fr/saisons/2021/", True),
        ("/en/categories/working-holiday/", True),
        ("/fr/categories/vacances-travail/", True),
        ("/en/categories/young-professionals/", False),
        ("/en/countries/jp/", False),
    ],
)
def test_the_travel_notice_shows_on_the_2021_season_and_on_working_holiday(
    client, shipped, address, shows
):
    notices = parse(client.get(address)).xpath("//details[@class='notice']")

    assert [notice.get("id") for notice in notices] == (["notice-travel-2021"] if shows else [])


def test_the_travel_notice_says_what_the_article_said(client, shipped):
    notice = Notice.objects.get(slug="travel-2021")

    assert "letter of introduction" in notice.text_en
    assert "valid job offer" in notice.text_en
    assert "Flying to Canada” checklist" in notice.text_en
    assert "lettre d’introduction" in notice.text_fr


def test_an_urgent_notice_is_unfolded(client, shipped):
    make_notice(slug="closed", level=3)

    page = parse(client.get("/en/"))
    assert page.get_element_by_id("notice-closed").get("open") is not None


@pytest.mark.parametrize("slug", ["working-holiday", "young-professionals", "international-coop"])
def test_a_category_page_explains_and_lists_its_quotas_from_the_largest(client, shipped, slug):
    response = client.get(f"/en/categories/{slug}/")

    page = text(parse(response))
    for topic in ("Who it is for", "What you need", "work permit", "Job offer", "chosen", "2026"):
        assert topic in page
    quotas = Quota.objects.filter(category__slug=slug, season__year=2026).largest_first()
    assert rows(response, "quota-list") == [[q.country.name, q.label] for q in quotas]


def test_the_comparison_has_each_category_side_by_side(client, shipped):
    page = parse(client.get("/fr/categories/"))

    heads = [text(head) for head in page.xpath("//table//thead//th")]
    permits = [text(cell) for cell in page.xpath("//tbody/tr[2]/td")]
    assert heads == ["Vacances-travail", "Jeunes professionnels", "Stage coop international"]
    assert permits[0] == "Permis de travail ouvert"
    assert permits[1] == permits[2] == "Permis de travail lié à un employeur donné"


def test_a_note_is_marked_beside_what_it_concerns_and_the_mark_leads_to_it(client, shipped):
    page = parse(client.get("/fr/saisons/2021/"))

    marks = {
        note.find("summary").get("aria-label"): note
        for note in page.xpath("//td/details[@class='note'] | //th/details[@class='note']")
    }
    mark = marks["Note, France, Jeunes professionnels"]
    note = page.get_element_by_id(mark.xpath(".//a/@href")[-1].removeprefix("#"))
    assert "VIE" in text(mark)
    assert "VIE" in text(note)
    assert text(mark.getparent().find("a")) == "2 200"
    assert "Note, Chili" in marks


def test_every_state_is_explained_in_one_line_under_the_table(client, shipped):
    page = parse(client.get("/en/"))

    states = [text(term) for term in page.xpath("//section[@class='states']//dt")]
    assert states == ["1,000", "Unlimited", "Not offered", "To be announced"]


@both
def test_every_page_says_that_the_site_is_independent(document, address):
    words = "independent" if address.startswith("/en/") else "indépendant"

    assert words in text(document.xpath("//footer")[0])


@both
def test_no_page_mentions_the_wrong_language_or_leaves_a_template_tag(document, address):
    body = text(document.xpath("//body")[0])
    marked = [text(words) for words in document.xpath("//code | //body//*[@lang='en']")]

    assert "{{" not in body
    assert "{%" not in body
    if address.startswith("/fr/"):
        for words in sorted(marked, key=len, reverse=True):
            body = body.replace(words, "")
        assert not re.search(rf"\b({ENGLISH_WORDS})\b", body)


def test_staff_words_are_escaped_and_cleaned(client, shipped):
    hostile = "<script>alert(1)</script>"
    Country.objects.filter(code="JP").update(name_en=hostile)
    Category.objects.filter(slug="working-holiday").update(
        summary_en=f'">{hostile}', explanation_en=hostile
    )

    for address in ("/en/", "/en/countries/jp/", "/en/categories/working-holiday/"):
        assert hostile not in client.get(address).content.decode()


def test_the_500_page_needs_no_database(client, db, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    client.raise_request_exception = False
    monkeypatch.setattr("quotas.views.seasons.SeasonsView.get", broken)
    with CaptureQueriesContext(connection) as queries:
        english, french = client.get("/en/seasons/"), client.get("/fr/saisons/")

    assert (english.status_code, french.status_code) == (500, 500)
    assert "That is our fault, not yours" in english.content.decode()
    assert parse(french).get("lang") == "fr"
    assert all("quotas_revision" in query["sql"] for query in queries)
