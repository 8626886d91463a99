"""Two people on one record, with scripts on: both versions are shown, and saving again replaces."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from quotas.models import (
    Category,
    Country,
    Draft,
    Note,
    Notice,
    Question,
    Quota,
    Season,
    Source,
    Step,
    Term,
)
from tests.browser.admin import quota_of
from tests.browser.test_desk import cell, sheet
from tests.browser.test_kept import form_of, log_in_again

pytestmark = [pytest.mark.saves, pytest.mark.usefixtures("article_on_home")]


def save(page, name="_save"):
    page.locator(f"[name={name}]").first.click()
    page.wait_for_load_state()


def is_looked_at(page):
    """Wait for the script that keeps what is typed, which comes after all others."""
    page.wait_for_load_state()
    page.evaluate("new Promise((done) => setTimeout(done, 50))")


def is_shown(page, *, theirs, mine):
    """Both versions are there, and nothing else differs."""
    expect(page.locator(".differences tbody td")).to_have_text([theirs, mine])
    is_looked_at(page)


def change_meanwhile(record, **facts):
    """Save a change as a colleague, while somebody has the form open."""
    fresh = type(record).objects.get(pk=record.pk)
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.save()


@pytest.fixture
def korea(desk, site):
    """The quota of South Korea, open in a form with another number and a reason typed."""
    quota = quota_of("KR")
    desk.goto(site + form_of(quota))
    desk.locator("#id_places").fill("4200")
    desk.locator("#id_reason").fill("New.")
    return quota


def test_saving_a_quota_again_replaces_what_was_shown_and_nothing_newer(desk, korea):
    change_meanwhile(korea, places=4100)
    save(desk)
    is_shown(desk, theirs="4,100", mine="4,200")
    change_meanwhile(korea, places=4150)

    save(desk)
    is_shown(desk, theirs="4,150", mine="4,200")
    assert quota_of("KR").places == 4150
    save(desk)

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").places == 4200


def test_a_form_that_was_refused_for_another_reason_first_is_replaced_too(desk, korea):
    desk.locator("#id_reason").fill("")
    save(desk)
    expect(desk.get_by_text("Say why the published figure changes")).to_be_visible()
    change_meanwhile(korea, places=4100)
    desk.locator("#id_reason").fill("New.")
    desk.locator("#id_places").fill("42000")

    save(desk)
    is_shown(desk, theirs="4,100", mine="42,000")
    save(desk)
    for box in desk.locator("[name=checked]").all():
        box.check()
    save(desk)

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").places == 42000


def test_what_the_browser_fills_in_again_is_not_saved_over_a_newer_change(publisher_desk, site):
    page, term = publisher_desk, Term.objects.first()
    page.goto(site + form_of(term))
    page.locator("#id_term_en").fill("Mine")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(site + reverse("admin:help"))
    change_meanwhile(term, term_en="Theirs")
    page.go_back()
    is_looked_at(page)
    expect(page.locator("#id_term_en")).to_have_value("Mine")

    save(page)
    is_shown(page, theirs="Theirs", mine="Mine")
    save(page)

    term.refresh_from_db()
    assert term.term_en == "Mine"


def test_what_is_brought_back_after_logging_in_is_saved_at_the_second_time(desk, korea):
    Session.objects.all().delete()
    save(desk)
    change_meanwhile(korea, places=4100)
    log_in_again(desk)
    desk.get_by_role("button", name="Bring it back").click()

    save(desk)
    is_shown(desk, theirs="4,100", mine="4,200")
    Session.objects.all().delete()
    save(desk)
    log_in_again(desk)
    desk.get_by_role("button", name="Bring it back").click()
    save(desk)

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").places == 4200


def test_going_back_to_a_form_that_was_saved_goes_on_from_there(desk, korea):
    save(desk)
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    desk.go_back()
    expect(desk.locator("#id_places")).to_have_value("4200")
    is_looked_at(desk)
    desk.locator("#id_places").fill("4300")
    desk.locator("#id_reason").fill("Newer.")

    save(desk)

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").places == 4300


TEXTS = (
    (Notice, "title_en"),
    (Note, "text_en"),
    (Category, "summary_en"),
    (Question, "question_en"),
    (Term, "meaning_en"),
    (Step, "name_en"),
    (Season, "introduction_en"),
    (Country, "name_en"),
    (Source, "title_en"),
)


def test_the_forms_of_texts_are_replaced_at_the_second_time_too(publisher_desk, site):
    page, failed = publisher_desk, []
    for model, name in TEXTS:
        record = model.objects.exclude(**{name: ""}).first()
        page.goto(site + form_of(record))
        page.locator(f"#id_{name}").fill("Mine")
        change_meanwhile(record, **{name: "Theirs"})
        save(page)
        is_shown(page, theirs="Theirs", mine="Mine")

        save(page)

        record.refresh_from_db()
        if getattr(record, name) != "Mine":
            failed.append(model.__name__)

    assert failed == []


def test_a_cell_of_a_sheet_is_replaced_at_the_second_time(desk, site):
    desk.goto(site + sheet())
    desk.locator("#id_as_of").fill("2021-06-01")
    desk.locator("#id_source").select_option(index=1)
    desk.locator("#id_reason").fill("New.")
    desk.locator(cell("KR")).fill("4200")
    change_meanwhile(quota_of("KR"), places=4100)
    change_meanwhile(quota_of("JP"), places=6600)

    save(desk, "_differences")
    expect(desk.locator("#differences")).to_contain_text("it now says 4,100")
    save(desk, "_differences")
    save(desk, "_publish")

    expect(desk.get_by_text("1 figure was changed.")).to_be_visible()
    assert (quota_of("KR").places, quota_of("JP").places) == (4200, 6600)


def test_a_draft_is_replaced_at_the_second_time_and_never_by_itself(desk, site):
    desk.goto(site + reverse("admin:quotas_notice_add"))
    desk.locator("#id_title_en").fill("First")
    save(desk, "_draft")
    desk.locator("#id_title_en").fill("Mine")
    draft = Draft.objects.get()
    draft.data["title_en"] = ["Theirs"]
    draft.save()

    save(desk, "_draft")
    is_shown(desk, theirs="Theirs", mine="Mine")
    save(desk, "_preview")
    expect(desk.get_by_text("A draft, which readers do not see.")).to_be_visible()
    assert Draft.objects.get().title == "Mine"

    desk.go_back()
    is_looked_at(desk)
    desk.locator("#id_title_en").fill("Mine again")
    save(desk, "_draft")

    assert Draft.objects.get().title == "Mine again"


def test_a_quota_that_was_deleted_meanwhile_is_made_anew_at_the_second_time(publisher_desk, site):
    quota = quota_of("KR")
    publisher_desk.goto(site + form_of(quota))
    publisher_desk.locator("#id_places").fill("4200")
    publisher_desk.locator("#id_reason").fill("New.")
    Quota.objects.get(pk=quota.pk).delete()

    save(publisher_desk)
    expect(publisher_desk.get_by_text("Somebody deleted this record")).to_be_visible()
    save(publisher_desk)

    assert quota_of("KR").places == 4200
