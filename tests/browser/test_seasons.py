"""Other seasons, pools and changes in a browser: switching, narrow screens."""

import pytest
from playwright.sync_api import expect

from .table import COUNTRIES, asked, columns, expect_countries, tick, unfold

pytestmark = pytest.mark.usefixtures("article_on_home")


def season(page, year):
    return page.locator("#season-switch").get_by_role("link", name=year, exact=True)


# Switching


def test_another_season_keeps_a_filter_that_was_ticked_without_a_reload(page, site):
    page.goto(site + "/en/")
    tick(page, "Working Holiday")
    expect(columns(page)).to_have_count(2)
    page.locator("#id_q").press_sequentially("an")
    expect(page.locator("#summary")).to_have_text("7 of 23 countries and territories")

    season(page, "2023").click()

    expect(page.locator("h1")).to_have_text("The 2023 season")
    assert asked(page.url) == {"q": ["an"], "category": ["working-holiday"]}
    expect(columns(page)).to_have_text(["Country or territory", "Working Holiday"])
    expect(page.locator("#id_q")).to_have_value("an")


def test_another_season_keeps_the_order_that_was_clicked(page, site):
    page.goto(site + "/en/seasons/2021/")
    page.locator("#sort-working-holiday").click()
    expect(page.locator("[aria-sort=descending]")).to_have_text("Working Holiday")

    season(page, "2025").click()

    expect(page.locator("h1")).to_have_text("The 2025 season")
    expect(page.locator("[aria-sort=descending]")).to_have_text("Working Holiday")
    expect(page.locator(COUNTRIES).nth(2)).to_have_text("South Korea")


def test_another_season_forgets_a_filter_that_was_taken_off(page, site):
    page.goto(site + "/en/?q=japan&min_places=5")
    taken_off = page.get_by_role("link", name="at least 5 places")
    taken_off.click()
    expect(taken_off).to_have_count(0)

    season(page, "2023").click()

    expect_countries(page, "Japan")
    assert asked(page.url) == {"q": ["japan"]}


def test_back_from_another_season_leads_to_the_table_as_it_was_left(page, site):
    page.goto(site + "/en/")
    unfold(page)
    tick(page, "Unlimited")
    expect_countries(page, "Australia")
    season(page, "2026").click()
    expect(page.locator("h1")).to_have_text("The 2026 season")

    page.go_back()

    expect_countries(page, "Australia")


def test_seasons_are_switched_without_scripts(plain_page, site):
    plain_page.goto(site + "/fr/?availability=unlimited")

    plain_page.locator("#season-switch").get_by_role("link", name="2023").click()

    expect_countries(plain_page, "Australie")
    assert asked(plain_page.url) == {"availability": ["unlimited"]}


def test_filtering_goes_on_working_on_another_season(page, site, no_reload):
    page.goto(site + "/en/seasons/2026/")
    still_there = no_reload()

    tick(page, "Not offered")

    expect(page.locator("#summary")).to_have_text("10 of 36 countries and territories")
    assert still_there()


# Changes


def test_changes_are_filtered_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/changes/")

    plain_page.get_by_role("search").locator("summary").click()
    plain_page.get_by_role("checkbox", name="South Korea").check()
    plain_page.get_by_role("checkbox", name="Quota", exact=True).check()
    plain_page.get_by_role("button", name="Filter").click()

    expect(plain_page.locator(".changes li")).to_have_count(1)
    expect(plain_page.get_by_role("checkbox", name="South Korea")).to_be_checked()
    assert asked(plain_page.url) == {"country": ["KR"], "kind": ["quota"]}


def test_a_change_leads_to_its_place_on_the_page_of_its_pool(page, site):
    page.goto(site + "/en/changes/?country=it&kind=quota&season=2023")

    page.locator(".changes li a").first.click()

    expect(page.locator("h1")).to_have_text("Italy, Working Holiday, 2023 season")
    expect(page.locator("#change-2023-02-17-quota")).to_be_in_viewport()
