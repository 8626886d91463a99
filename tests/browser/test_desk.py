"""An editor's working day in the browser: few clicks, by keyboard too, nothing inline."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quotas.models import Category, Notice, Season
from tests.browser.admin import quota_of

pytestmark = [pytest.mark.saves, pytest.mark.usefixtures("article_on_home")]


def sheet():
    return reverse("admin:quotas_season_sheet", args=(Season.objects.current().pk,))


def cell(code, slug="working-holiday"):
    return f"#cell-{code}-{Category.objects.get(slug=slug).pk}"


def test_a_quota_is_changed_in_four_clicks_from_the_desk(desk, site):
    clicks = []
    desk.expose_function("clicked", lambda: clicks.append(1))
    desk.add_init_script("document.addEventListener('click', () => window.clicked(), true)")
    desk.goto(site + "/admin/")

    desk.keyboard.type("korea working")
    desk.get_by_role("button", name="Find it").click()
    desk.get_by_label("Places:").click()
    desk.get_by_label("Places:").fill("4321")
    desk.get_by_label("Reason:").fill("The ministry says so.")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert len(clicks) <= 4
    desk.goto(site + "/en/")
    expect(desk.get_by_role("row", name="South Korea")).to_contain_text("4,321")


def test_a_quota_is_changed_by_keyboard_alone(desk, site):
    desk.goto(site + "/admin/")

    desk.keyboard.type("korea working")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Places:")).to_be_focused()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("4,321")
    for _field in range(15):
        desk.keyboard.press("Tab")
        if desk.evaluate("document.activeElement.id") == "id_reason":
            break
    desk.keyboard.type("The ministry says so.")
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").places == 4321


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_quota_is_changed_on_a_phone(new_context, log_in, site, language):
    page = log_in(new_context(locale=f"{language}-CA", viewport={"width": 390, "height": 844}))
    page.goto(site + "/admin/")

    page.locator("#find-quota").fill("corée vacances")
    page.keyboard.press("Enter")
    page.locator("#id_places").fill("4321")
    page.locator("#id_reason").fill("Note")
    page.locator("[name=_save]").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert quota_of("KR").places == 4321
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_public_row_follows_what_is_typed_in_both_languages(desk, site):
    desk.goto(site + reverse("admin:quotas_quota_change", args=(quota_of("KR").pk,)))
    rows = desk.locator("#public-rows")
    expect(rows).to_contain_text("4,000")

    desk.get_by_label("Places:").fill("6500")

    expect(rows).to_contain_text("6,500")
    expect(rows).to_contain_text("6\xa0500")
    desk.get_by_label("State:").select_option("Unlimited")
    expect(rows).to_contain_text("Illimité")


def test_what_looks_like_a_slip_is_asked_about_in_words(desk, site):
    desk.goto(site + reverse("admin:quotas_quota_change", args=(quota_of("KR").pk,)))
    desk.get_by_label("Places:").fill("40000")
    desk.get_by_label("Reason:").fill("Many more.")
    desk.get_by_role("button", name="Save", exact=True).click()

    desk.get_by_label("40,000 is more than double 4,000.").check()
    desk.get_by_label("40,000 is more than any country has had in this category").check()
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text("was changed successfully")).to_be_visible()


def test_two_editors_on_one_record_see_both_versions(new_context, log_in, site):
    address = site + reverse("admin:quotas_quota_change", args=(quota_of("KR").pk,))
    first, second = log_in(new_context()), log_in(new_context())
    first.goto(address)
    second.goto(address)
    for page, places in ((first, "4100"), (second, "4200")):
        page.get_by_label("Places:").fill(places)
        page.get_by_label("Reason:").fill("New.")
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_load_state()

    expect(second.get_by_text("changed this record while you were editing it")).to_be_visible()
    expect(second.get_by_role("row", name="Places")).to_contain_text("4,100")
    expect(second.get_by_label("Places:")).to_have_value("4200")
    assert quota_of("KR").places == 4100


def test_cells_of_the_sheet_are_reached_by_arrows_and_restored_by_escape(desk, site):
    desk.goto(site + sheet())
    count = desk.locator("#sheet-count")
    expect(count).to_have_text("Nothing is changed yet.")
    desk.locator(cell("AU")).focus()

    desk.keyboard.press("ArrowRight")
    assert desk.evaluate("document.activeElement.id") == cell("AU", "young-professionals")[1:]
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") != cell("AU")[1:]
    desk.keyboard.type("55")
    expect(count).to_have_text("Changed cells: 1")
    desk.keyboard.press("Escape")

    expect(count).to_have_text("Nothing is changed yet.")


def test_a_sheet_is_filled_in_and_confirmed(desk, site):
    desk.goto(site + sheet())
    desk.get_by_label("As of:").fill("2021-06-01")
    desk.get_by_label("Source:").select_option(index=1)
    desk.get_by_label("Reason:").fill("The ministry says so.")
    desk.locator(cell("KR")).fill("4500")
    desk.locator(cell("JP")).fill("u")

    desk.get_by_role("button", name="Show the differences").click()
    expect(desk.locator("#differences")).to_contain_text("4,500")
    desk.get_by_label("It was 6,500 and becomes unlimited.").check()
    desk.get_by_role("button", name="Save these 2 changes").click()

    expect(desk.get_by_text("2 figures were changed.")).to_be_visible()
    desk.goto(site + "/fr/")
    expect(desk.get_by_role("row", name="Corée du Sud")).to_contain_text("4\xa0500")


def test_a_figure_is_gone_back_to_in_two_clicks(desk, site):
    quota = quota_of("KR")
    quota.save()
    quota.places = 9999
    quota.save()
    desk.goto(site + reverse("admin:quotas_quota_history", args=(quota.pk,)))

    desk.get_by_role("link", name="Go back to this").first.click()
    desk.get_by_role("button", name="Go back to what it said then").click()

    expect(desk.get_by_text("says again what it said before")).to_be_visible()
    assert quota_of("KR").places == 4000


def test_a_file_is_imported_after_a_look_at_its_differences(publisher_desk, site):
    source = quota_of("KR").source.slug
    content = (
        "season,country,category,state,places,as_of,source\n"
        f"2021,KR,working-holiday,limited,4100,2021-06-01,{source}\n"
    )
    publisher_desk.goto(site + "/admin/")
    publisher_desk.get_by_role("link", name="Import a file").click()
    publisher_desk.get_by_label("File:").set_input_files(
        {"name": "june.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )

    publisher_desk.get_by_role("button", name="Show what it would change").click()
    expect(publisher_desk.get_by_text("4,000 → 4,100")).to_be_visible()
    publisher_desk.get_by_role("button", name="Import exactly this").click()

    expect(publisher_desk.locator(".messagelist")).to_contain_text("1 changed")
    assert quota_of("KR").places == 4100


def test_a_notice_is_seen_while_it_is_typed_and_kept_as_a_draft(desk, site):
    desk.goto(site + reverse("admin:quotas_notice_add"))
    desk.get_by_label("Title in English:").press_sequentially("Rounds are late")
    desk.get_by_label("Text in English:").fill("They come **later**.")
    expect(desk.locator(".markdown-shown strong")).to_have_text("later")

    desk.get_by_role("button", name="Save as a draft and see it").click()

    expect(desk.get_by_text("A draft, which readers do not see.")).to_be_visible()
    expect(desk.get_by_text("Rounds are late")).to_be_visible()
    assert not Notice.objects.filter(title_en="Rounds are late").exists()


def test_the_way_from_a_public_page_to_its_form(desk, site):
    desk.goto(site + "/admin/")
    desk.get_by_role("link", name="Read the site, with a link to each form").click()
    desk.get_by_role("row", name="South Korea").get_by_role("link", name="4,000").click()
    desk.get_by_role("link", name="Edit what this page shows").click()

    expect(desk.get_by_label("Places:")).to_have_value("4000")


def test_filtering_while_reading_leads_to_pages_that_can_be_edited(desk, site):
    desk.goto(site + "/admin/read/en/")

    desk.get_by_label("Country or territory").press_sequentially("korea")
    expect(desk.locator("#summary")).to_have_text("1 of 23 countries and territories")
    desk.get_by_role("row", name="South Korea").get_by_role("link", name="4,000").click()

    expect(desk.get_by_role("link", name="Edit what this page shows")).to_be_visible()
