"""Cells of a spreadsheet on the clipboard: on the sheet side by side, never one number."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quotas.models import WeeklyFigures
from tests.browser.admin import quota_of
from tests.browser.test_desk import cell, sheet
from tests.browser.test_kept import form_of

pytestmark = [pytest.mark.saves, pytest.mark.usefixtures("article_on_home")]

LAST_CELL = "#sheet tbody tr:last-child td:last-child input[type=text]"


@pytest.fixture
def paste(site):
    """Pastes a text into a field by way of the browser's clipboard."""

    def paste_into(page, field, text):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        page.locator(field).focus()
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+v")

    return paste_into


def values(page, count):
    """Return the values of the first cells of the sheet."""
    cells = page.locator("#sheet tbody input[type=text]")
    return cells.evaluate_all(f"cells => cells.slice(0, {count}).map(cell => cell.value)")


def test_a_block_of_cells_is_spread_over_the_sheet_and_taken_back(desk, site, paste):
    desk.goto(site + sheet())
    before = values(desk, 9)
    first, told = "#sheet tbody input[type=text] >> nth=1", desk.locator("#sheet-paste")

    paste(desk, first, "25\t4 000\r\n\tU\r\n")

    filled = [before[0], "25", "4 000", before[3], "", "U", *before[6:]]
    assert values(desk, 9) == filled
    expect(told).to_contain_text("Cells filled from what was pasted: 4.")
    desk.keyboard.press("Control+z")
    assert values(desk, 9) == before
    expect(told).to_have_text("The paste is undone.")

    paste(desk, first, "25\n150")
    desk.locator("#sheet tbody input[type=text] >> nth=4").fill("151")
    desk.get_by_role("button", name="Undo the paste").click()

    assert values(desk, 9) == [*before[:4], "151", *before[5:]]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Cells filled from what was pasted: 1. Outside the sheet, so left out: 7, 8."),
        ("fr", "Cellules remplies avec ce qui a été collé : 1. Cellules hors de la feuille, donc"),
    ],
)
def test_what_does_not_fit_is_named_in_either_language(
    new_context, log_in, site, paste, language, words
):
    page = log_in(new_context(locale=f"{language}-CA"))
    page.goto(site + sheet())

    paste(page, LAST_CELL, "6\t7\n8\n")

    expect(page.locator("#sheet-paste")).to_contain_text(words)
    expect(page.locator(LAST_CELL)).to_have_value("6")


def test_one_cell_is_pasted_as_ever(desk, site, paste):
    desk.goto(site + sheet())

    paste(desk, cell("KR"), "4 100\r\n")

    expect(desk.locator(cell("KR"))).to_have_value("4 100")
    expect(desk.locator("#sheet-paste")).to_be_empty()


def test_several_cells_are_no_number_in_any_other_form(desk, site, paste):
    forms = {
        form_of(quota_of("KR")): "#id_places",
        form_of(WeeklyFigures.objects.first()): "#id_candidates",
        reverse("admin:quotas_eligibility_add"): "#id_youngest",
    }
    for address, field in forms.items():
        desk.goto(site + address)
        held = desk.locator(field).input_value()

        for block in ("25\t150", "25\n150\n", "25\r\n150"):
            paste(desk, field, block)
            expect(desk.get_by_role("alert")).to_have_text(
                "You copied several cells, but this field takes one number. Nothing was pasted."
            )
            expect(desk.locator(field)).to_have_value(held)

            desk.locator(field).fill("25")
            expect(desk.get_by_role("alert")).to_have_count(0)
            desk.locator(field).fill(held)
