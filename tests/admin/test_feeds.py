"""The import of the official feed in the admin."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quotas.admin import feeds
from quotas.models import Quota, WeeklyFigures
from quotas.rounds.feed import read_feed

from ..feeds import grown, of
from ..files.copies import HEAD, confirm, refusals
from ..pages import parse, text


@pytest.fixture
def desk(client, shipped, publisher):
    client.force_login(publisher)
    return client


def feed(client, content=None, **choices):
    files = {"file": SimpleUploadedFile("selections.xml", content)} if content else {}
    return client.post(reverse("admin:quotas_feedimport_import"), files | choices, follow=True)


def test_the_official_feed_is_shown_and_then_imported(desk):
    content = grown(of("March", 3)).encode()
    assert read_feed(content, today=datetime.date(2026, 1, 1)).as_of.month == 3

    seen = feed(desk, content)

    assert "season 2023: " in text(parse(seen))
    assert not WeeklyFigures.objects.filter(as_of="2023-03-03").exists()
    confirm(desk, seen)
    assert WeeklyFigures.objects.filter(as_of="2023-03-03").count() == 91


def test_the_feed_is_shown_anew_if_the_data_changed_meanwhile(desk):
    content = grown(of("March", 3)).encode()
    seen = feed(desk, content)
    italy = Quota.objects.filter(season__year=2023, country__code="IT")
    italy.filter(category__slug="working-holiday").update(places=1_500)

    stopped = confirm(desk, seen)

    assert "The data changed meanwhile" in text(parse(stopped))
    assert not WeeklyFigures.objects.filter(as_of="2023-03-03").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("content", [b"<temp/>", b"no feed", b"\0", HEAD.encode()])
def test_what_is_no_feed_is_refused_in_a_sentence(desk, content, language):
    file = SimpleUploadedFile("selections.xml", content)

    response = desk.post(
        reverse("admin:quotas_feedimport_import"),
        {"file": file},
        headers={"accept-language": language},
    )

    assert response.status_code == 200
    assert refusals(response)


def test_the_report_of_the_feed_is_in_the_language_of_its_reader(desk):
    novel = grown(of("March", 3)).replace("<spots>", "<novelty/><spots>", 1)

    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    seen = feed(desk, novel.encode())

    words = text(parse(seen))
    assert "Andorra, wh : <novelty> : un élément inconnu" in words
    assert "chiffres hebdomadaires" in words
    assert "weekly" not in words


def test_a_bad_feed_is_refused_in_the_language_of_its_reader(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"

    seen = feed(desk, b"<temp>" + b"<country/>" * 2_000 + b"</temp>")

    assert refusals(seen) == ["Il a plus de 1 000 lignes."]


def test_one_button_fetches_the_feed_from_its_address(desk, monkeypatch):
    content = grown(of("March", 3)).encode()
    came = ("https://feed.example/", content, {"ETag": '"1"'})
    monkeypatch.setattr(feeds, "fetch_official", lambda: came)

    seen = feed(desk)

    assert "What https://feed.example/ would change" in text(parse(seen))
