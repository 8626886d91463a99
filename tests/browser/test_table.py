"""The quota table as people use it: filtered, sorted, gone back to, in both languages."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

HOME = {"en": "/en/", "fr": "/fr/"}
COUNTRIES = "#quota-table tbody th > a:not(.note-mark)"

pytestmark = pytest.mark.usefixtures("site")


def asked(address):
    """The filters in an address, without those that are empty."""
    return parse_qs(urlsplit(address).query)


def chosen(page):
    """The filters in the form, in the shape of `asked`."""
    query = page.locator("#quota-filter").evaluate(
        "form => new URLSearchParams(new FormData(form)).toString()"
    )
    return parse_qs(query)


def unfold(page):
    """Show the filters that the form folds away."""
    if page.locator("details.more-filters:not([open])").count():
        page.get_by_text(re.compile("^(More filters|Plus de filtres)$")).click()


def tick(page, label):
    unfold(page)
    page.get_by_role("checkbox", name=label, exact=True).check()


def expect_countries(page, *names):
    """The table has these rows and no other."""
    expect(page.locator(COUNTRIES)).to_have_text(list(names))


def expect_first_countries(page, *names):
    """The table begins with these rows."""
    for row, name in enumerate(names):
        expect(page.locator(COUNTRIES).nth(row)).to_have_text(name)


def columns(page):
    return page.locator("#quota-table thead th")


def go_back(page):
    page.go_back(wait_until="commit")


def go_forward(page):
    page.go_forward(wait_until="commit")


def until(page, truth):
    """Waits for what only the test can see."""
    for _ in range(160):
        if truth():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It has not come true.")


@pytest.fixture
def no_reload(page):
    """Marks the page of now, and answers whether it is still there."""

    def mark():
        page.evaluate("window.isTheSame = true")
        return lambda: page.evaluate("window.isTheSame === true")

    return mark


# Filtering


@pytest.mark.parametrize(
    ("label", "countries"),
    [
        ("Unlimited", ["Australia"]),
        ("To be announced", ["Luxembourg"]),
        ("Japan", ["Japan"]),
    ],
)
def test_ticking_a_filter_leaves_the_rows_that_match_without_a_reload(
    page, site, no_reload, label, countries
):
    page.goto(site + "/en/")
    still_there = no_reload()

    tick(page, label)

    expect_countries(page, *countries)
    assert still_there()


def test_ticking_a_category_leaves_its_column_alone_without_a_reload(page, site, no_reload):
    page.goto(site + "/en/")
    still_there = no_reload()

    tick(page, "Young Professionals")

    expect(columns(page)).to_have_text(["Country or territory", "Young Professionals"])
    assert still_there()


def test_giving_a_number_of_places_leaves_the_rows_that_have_them_without_a_reload(
    page, site, no_reload
):
    page.goto(site + "/en/?category=working-holiday")
    still_there = no_reload()

    unfold(page)
    page.get_by_label("At least this many places").fill("7000")
    page.keyboard.press("Tab")

    expect_countries(page, "Australia", "France", "Ireland")
    assert still_there()


def test_filters_of_several_kinds_are_combined(page, site):
    page.goto(site + "/en/")

    tick(page, "International Co-op")
    expect(columns(page)).to_have_count(2)
    tick(page, "Not offered")
    expect(page.locator("#summary")).to_have_text("8 of 23 countries and territories")
    page.get_by_label("Country or territory", exact=True).press_sequentially("king")

    expect_countries(page, "United Kingdom")
    assert asked(page.url) == {
        "q": ["king"],
        "category": ["international-coop"],
        "availability": ["not_offered"],
    }


def test_a_filter_that_is_ticked_stands_in_the_address(page, site):
    page.goto(site + "/en/")

    tick(page, "Unlimited")
    expect_countries(page, "Australia")

    assert asked(page.url) == {"availability": ["unlimited"]}


def test_a_filter_that_is_ticked_is_told_by_the_title(page, site):
    page.goto(site + "/en/")
    of_all = page.title()

    tick(page, "Unlimited")
    expect_countries(page, "Australia")
    filtered = page.title()
    page.reload()

    assert filtered != of_all
    assert filtered == page.title()


@pytest.mark.parametrize(
    ("language", "label", "words"),
    [
        ("en", "Unlimited", "1 of 23 countries and territories"),
        ("en", "To be announced", "1 of 23 countries and territories"),
        ("en", "Not offered", "9 of 23 countries and territories"),
        ("fr", "Non offert", "9 pays et territoires sur 23"),
        ("fr", "Illimité", "1 pays ou territoire sur 23"),
    ],
)
def test_what_is_left_is_counted_in_words(page, site, language, label, words):
    page.goto(site + HOME[language])

    tick(page, label)

    expect(page.locator("#summary")).to_have_text(words)


def test_the_language_switch_follows_a_filter_that_is_ticked(page, site):
    page.goto(site + "/en/")

    tick(page, "Unlimited")
    expect_countries(page, "Australia")
    page.get_by_role("link", name="Français").click()

    expect_countries(page, "Australie")
    assert urlsplit(page.url).path == "/fr/"
    assert asked(page.url) == {"availability": ["unlimited"]}


def test_a_screen_reader_is_told_the_new_count(page, site):
    page.goto(site + "/en/")
    announcer = page.locator("[role=status]")
    expect(announcer).to_have_text("")

    tick(page, "Unlimited")

    expect(announcer).to_have_text("1 of 23 countries and territories")


def test_a_box_that_is_ticked_keeps_the_focus(page, site):
    page.goto(site + "/en/")

    tick(page, "Unlimited")
    expect_countries(page, "Australia")

    expect(page.get_by_role("checkbox", name="Unlimited")).to_be_focused()


# Typing


@pytest.fixture
def held_back(page):
    """The requests of the table, each waiting for the test to let it go on."""
    routes = []
    page.route(re.compile(r"/en/\?"), lambda route: routes.append(route))
    return routes


def name_asked(route):
    return asked(route.request.url).get("q")


def test_typing_a_name_filters_without_a_reload(page, site, no_reload):
    page.goto(site + "/en/")
    still_there = no_reload()

    page.get_by_role("searchbox").press_sequentially("kor")

    expect_countries(page, "South Korea")
    assert asked(page.url) == {"q": ["kor"]}
    assert still_there()


def test_a_french_name_without_accents_finds_its_country_in_english(page, site):
    page.goto(site + "/en/")

    page.get_by_role("searchbox").press_sequentially("coree")

    expect_countries(page, "South Korea")


def test_a_name_is_asked_for_once_when_the_hand_rests(page, site):
    names = []
    page.on("request", lambda request: names.extend(asked(request.url).get("q", [])))
    page.clock.install(time=0)
    page.goto(site + "/en/")
    page.clock.pause_at(3600)

    page.get_by_role("searchbox").press_sequentially("sweden")
    page.clock.run_for(200)
    names_before_the_pause = list(names)
    page.clock.run_for(400)
    page.clock.resume()
    expect_countries(page, "Sweden")

    assert names_before_the_pause == []
    assert names == ["sweden"]


def test_typing_keeps_the_focus_and_the_caret(page, site):
    page.goto(site + "/en/")
    search = page.get_by_role("searchbox")
    search.press_sequentially("jpan")
    expect(page.locator(".nothing")).to_be_visible()

    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("a")
    expect_countries(page, "Japan")

    expect(search).to_be_focused()
    expect(search).to_have_value("japan")
    assert search.evaluate("field => [field.selectionStart, field.selectionEnd]") == [2, 2]


def test_no_letter_is_lost_that_is_typed_while_a_slow_answer_is_on_its_way(page, site, held_back):
    page.goto(site + "/en/")
    search = page.get_by_role("searchbox")
    search.press_sequentially("sw")
    until(page, lambda: held_back)

    search.press_sequentially("ed")
    held_back[0].continue_()
    search.press_sequentially("en")
    until(page, lambda: name_asked(held_back[-1]) == ["sweden"])
    held_back[-1].continue_()
    expect_countries(page, "Sweden")

    expect(search).to_be_focused()
    expect(search).to_have_value("sweden")
    assert asked(page.url) == {"q": ["sweden"]}


def test_an_answer_that_comes_too_late_does_not_replace_a_newer_one(page, site, held_back):
    page.goto(site + "/en/")
    search = page.get_by_role("searchbox")
    search.press_sequentially("sw")
    until(page, lambda: held_back)

    search.press_sequentially("eden")
    until(page, lambda: name_asked(held_back[-1]) == ["sweden"])
    held_back[-1].continue_()
    expect_countries(page, "Sweden")
    held_back[0].continue_()
    page.wait_for_timeout(300)

    expect_countries(page, "Sweden")
    assert asked(page.url) == {"q": ["sweden"]}


def test_no_letter_is_lost_that_is_typed_while_the_table_is_being_sorted(page, site):
    sorting = []
    page.goto(site + "/en/")
    page.route(re.compile(r"\?sort=-working-holiday$"), lambda route: sorting.append(route))
    page.locator("#sort-working-holiday").press("Enter")
    until(page, lambda: sorting)
    search = page.get_by_role("searchbox")

    search.press_sequentially("sw")
    sorting[0].continue_()

    expect(page.locator("#summary")).to_have_text("2 of 23 countries and territories")
    expect(search).to_have_value("sw")


@pytest.mark.parametrize("key", ["Tab", "Enter"])
def test_one_press_of_back_undoes_a_name_that_was_typed(page, site, key):
    page.goto(site + "/en/")
    page.get_by_role("searchbox").press_sequentially("kor")
    expect_countries(page, "South Korea")
    page.keyboard.press(key)
    page.wait_for_timeout(400)

    go_back(page)

    expect(page.locator(COUNTRIES)).to_have_count(23)


@pytest.mark.parametrize(
    ("field", "words", "left"), [("#id_q", "sw", 2), ("#id_min_places", "7000", 3)]
)
def test_a_press_that_leaves_a_field_counts(page, site, field, words, left):
    page.goto(site + "/en/")
    unfold(page)
    page.locator(field).press_sequentially(words)
    expect(page.locator(COUNTRIES)).to_have_count(left)

    page.locator("#sort-working-holiday").hover()
    page.mouse.down()
    page.wait_for_timeout(300)  # as long as a finger stays down
    page.mouse.up()

    expect(page.locator("[aria-sort=descending]")).to_have_text("Working Holiday")
    expect(page.locator(COUNTRIES)).to_have_count(left)


# Sorting


BY_PLACES = ["Australia", "Ireland", "France", "Japan", "United Kingdom", "South Korea"]
NOT_ALL_BY_PLACES = ["Japan", "United Kingdom", "South Korea", "Italy", "Belgium"]
BY_PLACES_UP = ["San Marino", "Costa Rica", "Luxembourg", "Norway", "Greece", "Hong Kong"]


@pytest.mark.parametrize(
    ("column", "presses", "direction", "countries"),
    [
        ("working-holiday", 1, "descending", BY_PLACES),
        ("working-holiday", 2, "ascending", BY_PLACES_UP),
        (
            "country",
            1,
            "descending",
            ["United Kingdom", "Taiwan", "Switzerland", "Sweden", "Spain"],
        ),
    ],
)
def test_a_header_sorts_the_table_without_a_reload(
    page, site, no_reload, column, presses, direction, countries
):
    page.goto(site + "/en/")
    still_there = no_reload()

    for press in range(1, presses + 1):
        page.locator(f"#sort-{column}").click()
        wanted = direction if press == presses else "descending"
        expect(columns(page).locator(f"xpath=self::*[a/@id='sort-{column}']")).to_have_attribute(
            "aria-sort", wanted
        )

    expect_first_countries(page, *countries)
    expect(page.locator("[aria-sort]")).to_have_count(1)
    assert still_there()


def test_a_header_keeps_the_focus_when_it_has_sorted_the_table(page, site):
    page.goto(site + "/en/")
    header = page.locator("#sort-working-holiday")
    header.focus()

    page.keyboard.press("Enter")
    expect_first_countries(page, *BY_PLACES)
    expect(header).to_be_focused()
    page.keyboard.press("Enter")
    expect_first_countries(page, *BY_PLACES_UP)

    expect(header).to_be_focused()


def test_the_order_stays_when_a_filter_is_ticked(page, site):
    page.goto(site + "/en/")
    page.locator("#sort-working-holiday").click()
    expect_first_countries(page, *BY_PLACES)

    tick(page, "Not offered")

    expect_first_countries(page, *NOT_ALL_BY_PLACES)
    assert asked(page.url) == {"sort": ["-working-holiday"], "availability": ["not_offered"]}


def test_the_filters_stay_when_a_header_sorts_the_table(page, site):
    page.goto(site + "/en/")
    tick(page, "Not offered")
    expect(page.locator(COUNTRIES)).to_have_count(9)

    page.locator("#sort-working-holiday").click()

    expect_first_countries(page, *NOT_ALL_BY_PLACES)
    assert chosen(page) == asked(page.url)
    assert asked(page.url) == {"sort": ["-working-holiday"], "availability": ["not_offered"]}


# Going back


@pytest.fixture
def been_through(page, site):
    """A page on which the table was filtered by a box, then by a number, then sorted."""
    page.goto(site + "/en/")
    tick(page, "Not offered")
    expect(page.locator(COUNTRIES)).to_have_count(9)
    page.get_by_label("At least this many places").fill("1000")
    page.keyboard.press("Tab")
    expect(page.locator(COUNTRIES)).to_have_count(4)
    page.locator("#sort-working-holiday").click()
    expect_countries(page, "Japan", "United Kingdom", "South Korea", "Italy")
    return page


AFTER = [
    ({}, 23, "Australia"),
    ({"availability": ["not_offered"]}, 9, "Belgium"),
    ({"availability": ["not_offered"], "min_places": ["1000"]}, 4, "Italy"),
    (
        {"availability": ["not_offered"], "min_places": ["1000"], "sort": ["-working-holiday"]},
        4,
        "Japan",
    ),
]


def expect_moment(page, filters, count, first):
    """The table, the address and the form all say the same."""
    expect(page.locator(COUNTRIES)).to_have_count(count)
    expect(page.locator(COUNTRIES).first).to_have_text(first)
    assert asked(page.url) == filters
    assert chosen(page) == filters


def test_back_leads_through_the_tables_that_were_seen(been_through):
    for moment in reversed(AFTER[:-1]):
        go_back(been_through)

        expect_moment(been_through, *moment)


def test_forward_leads_through_them_again(been_through):
    for moment in reversed(AFTER[:-1]):
        go_back(been_through)
        expect_moment(been_through, *moment)

    for moment in AFTER[1:]:
        go_forward(been_through)

        expect_moment(been_through, *moment)


def test_back_from_a_country_leads_to_the_table_as_it_was_left(been_through):
    been_through.locator(COUNTRIES).first.click()
    expect(been_through.locator("h1")).to_have_text("Japan")

    go_back(been_through)

    expect_moment(been_through, *AFTER[-1])


def test_back_empties_the_search_field_and_forward_fills_it_again(page, site):
    page.goto(site + "/en/")
    page.get_by_role("searchbox").press_sequentially("swe")
    expect_countries(page, "Sweden")

    go_back(page)
    expect(page.get_by_role("searchbox")).to_have_value("")
    go_forward(page)

    expect(page.get_by_role("searchbox")).to_have_value("swe")
    expect_countries(page, "Sweden")


def test_filtering_goes_on_working_after_back(been_through, no_reload):
    go_back(been_through)
    expect(been_through.locator(COUNTRIES).first).to_have_text("Italy")
    still_there = no_reload()

    been_through.get_by_role("searchbox").press_sequentially("jap")

    expect_countries(been_through, "Japan")
    assert still_there()


# Taking filters off


def test_one_filter_is_taken_off_by_its_link_without_a_reload(page, site, no_reload):
    page.goto(site + "/en/?availability=not_offered&min_places=1000")
    still_there = no_reload()

    page.get_by_role("link", name="at least 1,000 places").click()

    expect_moment(page, {"availability": ["not_offered"]}, 9, "Belgium")
    assert still_there()


def test_a_name_taken_off_right_after_it_was_typed_stays_off(page, site):
    held = []
    page.goto(site + "/en/")
    page.get_by_role("searchbox").press_sequentially("jap")
    expect_countries(page, "Japan")
    page.route(re.compile(r"/en/\?"), lambda route: held.append(route))

    page.locator("#without-1").click()
    page.wait_for_timeout(400)
    for route in reversed(held):
        route.continue_()
        page.wait_for_timeout(200)

    expect_moment(page, {}, 23, "Australia")


def test_all_filters_are_taken_off_by_one_link_and_the_order_stays(page, site):
    page.goto(site + "/en/?availability=not_offered&min_places=1000&sort=-working-holiday")

    page.get_by_role("link", name="Take all off").click()

    expect_moment(page, {"sort": ["-working-holiday"]}, 23, "Australia")


def test_the_keyboard_is_at_the_table_after_its_link_has_gone(page, site):
    page.goto(site + "/en/?availability=unlimited")

    page.locator("#without-1").press("Enter")
    expect(page.locator(COUNTRIES)).to_have_count(23)

    expect(page.locator("#results")).to_be_focused()


@pytest.mark.parametrize(
    ("address", "offer", "countries"),
    [
        ("/en/?q=japan&availability=unlimited", "without Unlimited", ["Japan"]),
        ("/en/?q=japan&availability=unlimited", "without name contains", ["Australia"]),
        ("/fr/?q=japon&availability=unlimited", "sans Illimité", ["Japon"]),
    ],
)
def test_nothing_matching_offers_a_filter_to_leave_out(
    page, site, no_reload, address, offer, countries
):
    page.goto(site + address)
    expect(page.locator("#quota-table")).to_have_count(0)
    still_there = no_reload()

    page.get_by_role("link", name=offer).click()

    expect_countries(page, *countries)
    assert still_there()


def test_nothing_matching_is_told_to_a_screen_reader(page, site):
    page.goto(site + "/en/?availability=unlimited")

    page.get_by_role("searchbox").press_sequentially("japan")

    expect(page.locator("[role=status]")).to_have_text("0 of 23 countries and territories")


# Wrong values


@pytest.mark.parametrize(
    ("address", "field", "sentence"),
    [
        ("/en/?min_places=-3", "#id_min_places", "Places are 0 or more"),
        ("/en/?min_places=many", "#id_min_places", "Places are a whole number"),
        ("/fr/?min_places=-3", "#id_min_places", "Le nombre de places est de 0 ou plus"),
        (f"/en/?q={'a' * 101}", "#id_q", "A name has at most 100 letters"),
    ],
)
def test_a_wrong_value_in_the_address_is_told_beside_its_field(
    page, site, address, field, sentence
):
    page.goto(site + address)

    field = page.locator(field)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(field).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(sentence))
    expect(page.locator(COUNTRIES)).to_have_count(23)


def test_a_wrong_box_in_the_address_is_told_beside_its_group(page, site):
    page.goto(site + "/en/?availability=sometimes")

    group = page.get_by_role("group", name="Availability")
    expect(group).to_have_accessible_description(re.compile("“sometimes” is not a state"))
    expect(group.get_by_text("“sometimes” is not a state")).to_be_visible()


def test_a_wrong_number_that_is_typed_is_told_beside_its_field(page, site):
    page.goto(site + "/en/")
    unfold(page)
    field = page.get_by_label("At least this many places")

    field.fill("-3")
    page.keyboard.press("Tab")

    expect(page.get_by_text("Places are 0 or more")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_name_too_long_that_is_typed_is_announced_as_invalid(page, site):
    page.goto(site + "/en/")
    search = page.get_by_role("searchbox")

    search.fill("a" * 101)
    expect(page.get_by_text("A name has at most 100 letters")).to_be_visible()

    expect(search).to_have_attribute("aria-invalid", "true")


def test_a_value_put_right_is_no_longer_announced_as_invalid(page, site):
    page.goto(site + "/en/?min_places=-3")
    field = page.get_by_label("At least this many places")

    field.fill("7000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Places are 0 or more")).to_have_count(0)

    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_other_filters_work_beside_a_wrong_number(page, site):
    page.goto(site + "/en/")
    unfold(page)
    page.get_by_label("At least this many places").fill("-3")

    tick(page, "Unlimited")

    expect_countries(page, "Australia")


# Without scripts


def test_a_name_filters_the_table_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/")

    plain_page.get_by_role("searchbox").fill("coree")
    plain_page.get_by_role("button", name="Filter").first.click()

    expect_countries(plain_page, "South Korea")
    expect(plain_page.locator("#summary")).to_have_text("1 of 23 countries and territories")
    expect(plain_page.get_by_role("searchbox")).to_have_value("coree")


def test_a_box_filters_the_table_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/")

    tick(plain_page, "Unlimited")
    plain_page.get_by_role("button", name="Filter").last.click()

    expect_countries(plain_page, "Australia")
    expect(plain_page.locator("[name=availability][value=unlimited]")).to_be_checked()


def test_a_header_sorts_the_filtered_table_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?availability=not_offered")

    plain_page.locator("#sort-working-holiday").click()

    expect_first_countries(plain_page, *NOT_ALL_BY_PLACES)
    expect(plain_page.locator("[aria-sort=descending]")).to_have_text("Working Holiday")


def test_the_order_stays_when_filtering_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?sort=-working-holiday")

    plain_page.get_by_role("searchbox").fill("sw")
    plain_page.get_by_role("button", name="Filter").first.click()

    expect_countries(plain_page, "Sweden", "Switzerland")
    assert asked(plain_page.url) == {"q": ["sw"], "sort": ["-working-holiday"]}


def test_one_filter_is_taken_off_by_its_link_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?availability=not_offered&min_places=1000")

    plain_page.get_by_role("link", name="at least 1,000 places").click()

    expect(plain_page.locator(COUNTRIES)).to_have_count(9)
    assert asked(plain_page.url) == {"availability": ["not_offered"]}


def test_nothing_matching_offers_a_filter_to_leave_out_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?q=japan&availability=unlimited")

    plain_page.get_by_role("link", name="without Unlimited").click()

    expect_countries(plain_page, "Japan")


# The other language


@pytest.mark.parametrize(
    ("scripts", "here", "switch", "there", "countries"),
    [
        (True, "/en/?availability=unlimited", "Français", "/fr/", ["Australie"]),
        (True, "/fr/?availability=unlimited", "English", "/en/", ["Australia"]),
        (False, "/en/seasons/2021/?q=swe", "Français", "/fr/saisons/2021/", ["Suède"]),
        (
            False,
            "/fr/saisons/2021/?category=working-holiday&min_places=7000&sort=-working-holiday",
            "English",
            "/en/seasons/2021/",
            ["Australia", "Ireland", "France"],
        ),
    ],
)
def test_the_language_switch_leads_to_the_same_table_with_the_same_filters(
    new_context, site, scripts, here, switch, there, countries
):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(site + here)

    page.get_by_role("link", name=switch).click()

    expect_countries(page, *countries)
    assert urlsplit(page.url).path == there
    assert asked(page.url) == asked(here)


def test_the_table_is_in_the_language_of_its_address(page, site):
    page.goto(site + "/fr/?availability=unlimited")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#quota-table tbody td")).to_have_text(["Illimité"] * 3)


# Keyboard, narrow screens, paper


def test_the_first_tab_and_enter_skip_to_the_content(page, site):
    page.goto(site + "/en/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_the_table_is_filtered_with_the_keyboard_alone(page, site):
    page.goto(site + "/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    for name in ("More filters", "Unlimited"):
        for _ in range(20):
            page.keyboard.press("Tab")
            if name in page.evaluate(
                "document.activeElement.closest('label, summary')?.innerText ?? ''"
            ):
                break
        page.keyboard.press("Space")

    expect_countries(page, "Australia")
    expect(page.get_by_role("checkbox", name="Unlimited")).to_be_focused()


NARROW = {
    "en": [
        "/en/",
        "/en/?availability=not_offered&min_places=-3",
        "/en/countries/fr/",
        "/en/categories/working-holiday/",
        "/en/categories/",
    ],
    "fr": [
        "/fr/",
        "/fr/?availability=not_offered&min_places=-3",
        "/fr/pays/fr/",
        "/fr/categories/vacances-travail/",
        "/fr/categories/",
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_fit_a_screen_320_pixels_wide(page, site, language):
    page.set_viewport_size({"width": 320, "height": 640})

    widths = {}
    for address in NARROW[language]:
        page.goto(site + address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")

    assert {address: width for address, width in widths.items() if width > 320} == {}


def test_the_table_fits_its_place_on_a_screen_320_pixels_wide(page, site):
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(site + "/fr/")

    box = page.locator(".table-scroll")
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_paper_shows_the_table_without_form_and_navigation(page, site):
    page.goto(site + "/en/")

    page.emulate_media(media="print")

    expect(page.locator("#quota-table")).to_be_visible()
    expect(page.get_by_role("row", name="Japan")).to_be_visible()
    expect(page.locator("#quota-filter")).to_be_hidden()
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("#language-switch")).to_be_hidden()
