"""Decisions of staff about a feed that is held."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quotas.models import KeptFeed, WeeklyFigures
from quotas.models.kept_feed import Outcome
from quotas.rounds.importing import Choices
from quotas.rounds.receiving import receive

from ..pages import parse, text
from ..rounds.mutated_feeds import MUTATIONS, copy_of, with_stamp

FEED = with_stamp(MUTATIONS["quota a row down"](copy_of("2026-10-09")), "October 16, 2026")
HELD = FEED.encode()
DOUBT = "The quota: each seems to stand in the row beside its own."


@pytest.fixture
def kept(shipped):
    return receive(HELD, Choices(), address="https://feed.example/").kept


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def page_of(kept):
    return reverse("admin:quotas_keptfeed_change", args=(kept.pk,))


def decide(client, kept, **typed):
    """Send the form of a held feed as its page has it."""
    form = parse(client.get(page_of(kept))).forms[-1]
    return client.post(page_of(kept), {"digest": form.fields["digest"]} | typed, follow=True)


def october():
    return WeeklyFigures.objects.filter(as_of="2026-10-16")


def test_the_desk_names_a_held_feed_first_and_leads_to_it(desk, kept):
    home = parse(desk.get(reverse("admin:index")))

    first = home.xpath("//ul[@class='desk-attention']/li[1]/a")[0]
    assert first.text.startswith("The official feed of October 16, 2026 is held, for ")
    assert first.get("href") == page_of(kept)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", [DOUBT, "Import it all the same", "Throw it away", "Why it is doubted"]),
        ("fr", ["semble se trouver dans la ligne voisine", "L’importer quand même", "Le jeter"]),
    ],
)
def test_its_page_says_why_it_is_doubted_and_what_it_would_change(desk, kept, language, words):
    page = desk.get(page_of(kept), headers={"accept-language": language})

    for each in (*words, kept.sha256):
        assert each in page.content.decode()
    assert len(parse(page).xpath("//tbody/tr")) > 90
    assert not october().exists()


def test_it_is_imported_all_the_same_with_a_reason(desk, kept, publisher):
    refused = decide(desk, kept, **{"import": "1"})
    assert "Say why it is right all the same." in text(parse(refused))
    assert not october().exists()

    decide(desk, kept, **{"import": "1"}, reason="IRCC says so on its page.")

    assert october().count() == 93
    kept.refresh_from_db()
    assert (kept.outcome, kept.reason) == (Outcome.IMPORTED, "IRCC says so on its page.")
    assert kept.decided_by == publisher


def test_it_is_thrown_away_without_a_reason(desk, kept):
    decide(desk, kept, throw_away="1")

    kept.refresh_from_db()
    assert kept.outcome == Outcome.THROWN_AWAY
    assert not october().exists()
    assert "is held" not in text(parse(desk.get(reverse("admin:index"))))


@pytest.mark.parametrize("pressed", [{"throw_away": "1"}, {}])
def test_a_copy_that_a_colleague_threw_away_first_is_not_imported(desk, kept, pressed):
    form = parse(desk.get(page_of(kept))).forms[-1]
    decide(desk, kept, throw_away="1")

    page = desk.post(page_of(kept), {"digest": form.fields["digest"]} | pressed)

    assert "changed" in text(parse(page))
    kept.refresh_from_db()
    assert kept.outcome == Outcome.THROWN_AWAY
    assert not october().exists()


def test_it_is_shown_anew_if_the_data_changed_meanwhile(desk, kept):
    form = parse(desk.get(page_of(kept))).forms[-1]
    WeeklyFigures.objects.filter(as_of="2026-10-09", country__code="FR").update(quota=1)

    typed = {"digest": form.fields["digest"], "import": "1", "reason": "Seen."}
    answer = desk.post(page_of(kept), typed)

    assert "The data changed meanwhile" in text(parse(answer))
    assert not october().exists()


def test_its_bytes_can_be_had_and_are_never_shown(desk, kept):
    answer = desk.get(reverse("admin:quotas_keptfeed_original", args=(kept.pk,)))

    assert answer.content == HELD
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_editors_read_it_and_decide_nothing(client, kept, editor):
    client.force_login(editor)

    page = parse(client.get(page_of(kept)))

    assert DOUBT in text(page)
    assert not page.xpath("//input[@name='import' or @name='throw_away']")
    answer = client.post(page_of(kept), {"throw_away": "1"})
    assert answer.status_code == 403
    kept.refresh_from_db()
    assert kept.is_held


def test_strangers_and_unknown_copies_get_nothing(client, kept, editor):
    assert client.get(page_of(kept)).status_code == 302

    client.force_login(editor)
    for unknown in (999_999, "x"):
        address = reverse("admin:quotas_keptfeed_change", args=(unknown,))
        assert client.get(address).status_code == 404


def test_a_doubtful_feed_that_is_uploaded_is_held_as_well(desk, shipped):
    file = SimpleUploadedFile("selections.xml", HELD)

    answer = desk.post(reverse("admin:quotas_feedimport_import"), {"file": file}, follow=True)

    kept = KeptFeed.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(kept)
    assert (kept.outcome, kept.address) == (Outcome.HELD, "selections.xml")
    assert DOUBT in text(parse(answer))


def test_a_copy_that_was_thrown_away_can_still_be_imported(desk, kept):
    kept.decide(Outcome.THROWN_AWAY)
    file = SimpleUploadedFile("selections.xml", HELD)
    desk.post(reverse("admin:quotas_feedimport_import"), {"file": file})

    decide(desk, kept, **{"import": "1"}, reason="It was right.")

    assert october().exists()


def test_the_list_of_copies_says_what_became_of_each(desk, kept):
    listed = text(parse(desk.get(reverse("admin:quotas_keptfeed_changelist"))))

    assert "Held, waiting for a decision" in listed
    assert "October 16, 2026" in listed
