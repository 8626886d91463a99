"""Changing one quota: found, previewed, explained, checked for slips."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import Country, Quota, Season
from quotas.plausibility.quotas import quota_doubts

from ..pages import asked, parse, text, ticks
from .test_base import change, form_data

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def quota(shipped):
    return Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )


def figure(state="limited", places=None, as_of=datetime.date(2026, 3, 1)):
    return Quota(state=state, places=places, as_of=as_of)


def places(quota):
    return Quota.objects.values_list("places", flat=True).get(pk=quota.pk)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (figure(places=4000), figure(places=8001), ["8,001 is more than double 4,000."]),
        (figure(places=4000), figure(places=1999), ["1,999 is less than half of 4,000."]),
        (figure(places=0), figure(places=46), ["46 is more than double 0."]),
        (figure(places=1), figure(places=0), ["0 is less than half of 1."]),
        (figure(places=2), figure(places=20), ["20 is more than double 2."]),
        (figure(places=4000), figure("unlimited"), ["It was 4,000 and becomes unlimited."]),
        (figure(places=40), figure("to_be_announced"), ["It was 40 and becomes to be announced"]),
        (figure("not_offered"), figure(places=40), ["It was not offered: readers will think"]),
        (figure(places=4000), figure("not_offered"), ["It was 4,000 and becomes not offered"]),
        (figure("unlimited"), figure("not_offered"), ["It was Unlimited and becomes not offered"]),
        (None, figure(places=5, as_of=datetime.date(2026, 11, 24)), ["is in the future"]),
        (
            figure(places=5),
            figure(places=5, as_of=datetime.date(2026, 2, 28)),
            ["February 28, 2026 is before March 1, 2026"],
        ),
        (
            figure(places=5),
            figure(places=500, as_of=datetime.date(2027, 1, 1)),
            ["in the future", "more than double"],
        ),
        (figure(places=4000), figure(places=8000), []),
        (figure(places=4000), figure(places=2000), []),
        (figure("to_be_announced"), figure(places=90000), []),
        (figure("to_be_announced"), figure("not_offered"), []),
        (None, figure(places=1), []),
        (figure(places=0), figure(places=45), []),
        (figure(places=20), figure(places=65), []),
        (figure(places=20), figure(places=66), ["66 is more than double 20."]),
        (figure("unlimited"), figure(places=40), []),
    ],
)
def test_what_looks_like_a_slip(before, after, words):
    found = quota_doubts(before, after, today=TODAY)

    assert len(found) == len(words)
    assert all(word in doubt.sentence for word, doubt in zip(words, found, strict=True))


def test_a_suspicious_figure_is_saved_once_its_sentence_is_ticked(desk, quota):
    data = form_data(quota, places=40000)

    refused = parse(desk.post(change(quota), data))

    assert "This looks like a mistake." in text(refused)
    assert asked(refused)[0] == "40,000 is more than double 4,000."
    assert places(quota) == 4000

    desk.post(change(quota), data | {"checked": ticks(refused)})

    assert places(quota) == 40000


def test_what_was_ticked_for_one_figure_does_not_let_another_pass(desk, quota):
    asked_before = ticks(parse(desk.post(change(quota), form_data(quota, places=40000))))
    data = form_data(quota, places=400000, checked=asked_before)

    response = desk.post(change(quota), data)

    assert "400,000 is more than double 4,000." in text(parse(response))
    assert places(quota) == 4000


def test_several_suspicions_are_all_ticked(desk, quota):
    data = form_data(quota, places=1, as_of="2021-02-01")
    page = parse(desk.post(change(quota), data))
    assert len(ticks(page)) == 2

    desk.post(change(quota), data | {"checked": ticks(page)[:1]})
    assert places(quota) == 4000

    desk.post(change(quota), data | {"checked": ticks(page)})
    assert places(quota) == 1


def test_a_changed_figure_needs_a_reason(desk, quota):
    response = desk.post(change(quota), form_data(quota, places=4100, reason=" "))

    assert "Say why the published figure changes" in text(parse(response))
    assert places(quota) == 4000


def test_a_new_day_alone_needs_no_reason(desk, quota):
    desk.post(change(quota), form_data(quota, as_of="2021-05-01", reason=""))

    quota.refresh_from_db()
    assert quota.as_of == datetime.date(2021, 5, 1)


def test_the_form_shows_the_public_row_in_both_languages(desk, quota):
    page = parse(desk.get(change(quota)))

    english, french = page.xpath("//section[@class='public-row']")
    assert "South Korea 4,000" in text(english)
    assert "As of March 1, 2021" in text(english)
    assert "Corée du Sud 4\u00a0000" in french.text_content().replace("\n", " ") or (
        "4\u00a0000" in french.text_content()
    )
    assert french.get("lang") == "fr"
    assert not page.xpath("//p[@class='public-change']")


def test_the_preview_shows_what_was_typed_and_saves_nothing(desk, quota):
    address = reverse("admin:quotas_quota_preview")

    fragment = desk.post(f"{address}?fragment", form_data(quota, places=6500)).content.decode()
    page = parse(desk.post(address, form_data(quota, places=6500)))

    assert "6,500" in fragment
    assert "6\u00a0500" in fragment
    assert "<html" not in fragment
    assert "6,500" in text(page)
    assert places(quota) == 4000


@pytest.mark.parametrize(
    "typed", [{}, {"places": "many"}, {"state": "unlimited", "season": "x"}, {"as_of": ""}]
)
def test_the_preview_of_what_is_not_whole_says_what_it_waits_for(desk, quota, typed):
    data = form_data(quota, **typed) if typed else {}

    response = desk.post(f"{reverse('admin:quotas_quota_preview')}?fragment", data)

    assert response.status_code == 200
    assert "you see here what readers will see" in response.content.decode()


def test_the_preview_is_for_staff_and_by_post(client, desk, quota):
    assert desk.get(reverse("admin:quotas_quota_preview")).status_code == 405
    client.logout()
    assert client.post(reverse("admin:quotas_quota_preview")).status_code == 302


@pytest.mark.parametrize(
    "words", ["korea working", "South Korea, Working Holiday", "corée vacances", "KR  holiday"]
)
def test_the_desk_finds_the_one_quota_that_the_words_name(desk, words):
    quota = Quota.objects.get(
        season__is_current=True, country__code="KR", category__slug="working-holiday"
    )

    response = desk.get(reverse("admin:quotas_quota_find"), {"q": words})

    assert response.headers["Location"] == change(quota)


@pytest.mark.parametrize("words", ["korea", "", "zzz", "%", "<script>"])
def test_words_that_name_none_or_several_lead_to_a_list(desk, words):
    response = desk.get(reverse("admin:quotas_quota_find"), {"q": words}, follow=True)

    assert response.status_code == 200
    assert response.request["PATH_INFO"] == reverse("admin:quotas_quota_changelist")


@pytest.mark.parametrize(
    "address",
    [
        "/en/pools/2021/kr/working-holiday/",
        "https://quotas.example/fr/bassins/2021/kr/vacances-travail/?x=1#top",
        "https://quotas.example/admin/read/en/pools/2021/kr/working-holiday/",
    ],
)
def test_the_address_of_a_public_page_leads_to_its_form(desk, quota, address):
    response = desk.get(reverse("admin:quotas_quota_find"), {"q": address})

    assert response.headers["Location"] == change(quota)


def test_the_address_of_a_pool_without_a_figure_leads_to_a_form_for_it(desk):
    response = desk.get(
        reverse("admin:quotas_quota_find"), {"q": "/en/pools/2019/kr/international-coop/"}
    )

    assert response.headers["Location"].startswith(reverse("admin:quotas_quota_add"))


@pytest.mark.parametrize(
    "address", ["/en/about/", "/en/pools/1999/kr/working-holiday/", "//", "/admin/", "http://["]
)
def test_an_address_with_no_form_behind_it_says_so(desk, address):
    response = desk.get(reverse("admin:quotas_quota_find"), {"q": address}, follow=True)

    assert "There is no form for that address." in text(parse(response))


def test_both_versions_are_shown_and_nothing_typed_is_lost_when_two_change_one_record(
    client, desk, quota, publisher
):
    seen = parse(desk.get(change(quota))).xpath("//input[@name='seen']/@value")[0]
    client.force_login(publisher)
    client.post(change(quota), form_data(quota, places=4200, seen=seen))

    response = client.post(change(quota), form_data(quota, places=4300, seen=seen))

    page = parse(response)
    assert "publius changed this record while you were editing it" in text(page)
    rows = [[text(cell) for cell in row] for row in page.xpath("//table[caption]/tbody/tr")]
    assert ["Places", "4,200", "4,300"] in rows
    assert page.xpath("//input[@name='places']/@value") == ["4300"]
    assert places(quota) == 4200


def test_what_was_typed_survives_that_the_record_was_deleted_meanwhile(client, shipped, publisher):
    quota = Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )
    client.force_login(publisher)
    seen = parse(client.get(change(quota))).xpath("//input[@name='seen']/@value")[0]
    address, data = change(quota), form_data(quota, places=4300, seen=seen)
    Quota.objects.get(pk=quota.pk).delete()

    page = parse(client.post(address, data))
    assert "Somebody deleted this record while you were editing it." in text(page)
    assert page.xpath("//input[@name='places']/@value") == ["4300"]
    seen = page.xpath("//input[@name='seen']/@value")

    client.post(address, data | {"seen": seen[0] if seen else ""})

    assert Quota.objects.get(season=quota.season, country=quota.country, places=4300)


@pytest.mark.parametrize("typed", ["4100", " 4,100 ", "4 100", "4\u00a0100", "4\u202f100"])
def test_a_number_is_taken_as_people_write_it(desk, quota, typed):
    desk.post(change(quota), form_data(quota, places=typed))

    assert places(quota) == 4100


@pytest.mark.parametrize(
    "typed",
    ["4.100", "4,10", "41 00", "4100.0", "٤١٠٠", "1e3", "😀", "4,1,00", "4 1000", "4\t100"],
)
def test_what_is_no_number_is_refused_and_stays_in_its_field(desk, quota, typed):
    page = parse(desk.post(change(quota), form_data(quota, places=typed)))

    assert "Enter a whole number." in text(page)
    assert page.get_element_by_id("id_places").get("value") == typed
    assert places(quota) == 4000


def test_more_places_than_there_can_be_are_refused(desk, quota):
    page = parse(desk.post(change(quota), form_data(quota, places="9" * 30)))

    assert "less than or equal to 1000000" in text(page)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("day", ["03/04/2021", "4 March 2021", "2021-02-30", "20210304"])
def test_a_day_that_can_be_read_in_two_ways_is_refused(desk, quota, day, language):
    desk.post(change(quota), form_data(quota, as_of=day), headers={"accept-language": language})

    quota.refresh_from_db()
    assert str(quota.as_of) == "2021-03-01"


def test_a_figure_that_moves_to_another_country_needs_a_reason_too(desk, quota):
    finland = Country.objects.get(code="FI")

    page = parse(desk.post(change(quota), form_data(quota, country=finland.pk, reason="")))

    assert "Say why the published figure changes" in text(page)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"places": 4500, "as_of": "2021-04-01"}, "“What changed” will say: 4,000 → 4,500."),
        (
            {"places": 4500, "as_of": "2021-04-01", "is_correction": "on"},
            "4,000 → 4,500, marked as a correction.",
        ),
        ({"places": 4500}, "marked as a correction, because the day is not later."),
    ],
)
def test_the_form_says_whether_readers_will_be_told_of_news_or_of_a_correction(
    desk, quota, facts, words
):
    address = reverse("admin:quotas_quota_preview")

    fragment = desk.post(f"{address}?fragment", form_data(quota, **facts)).content.decode()

    assert words in fragment


@pytest.mark.parametrize("facts", [{}, {"as_of": "2021-04-01"}, {"source": ""}])
def test_the_form_promises_no_change_where_the_figure_stays(desk, quota, facts):
    address = reverse("admin:quotas_quota_preview")

    fragment = desk.post(f"{address}?fragment", form_data(quota, **facts)).content.decode()

    assert "“What changed” will say" not in fragment


def test_the_form_promises_nothing_of_a_season_that_readers_do_not_see(desk, quota):
    Season.objects.filter(pk=quota.season_id).update(is_current=False, is_published=False)
    address = reverse("admin:quotas_quota_preview")

    fragment = desk.post(f"{address}?fragment", form_data(quota, places=4500)).content.decode()

    assert "“What changed” will say" not in fragment
