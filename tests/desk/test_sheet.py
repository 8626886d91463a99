"""A season's table as one sheet, and a new season from the last one."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from quotas.desk.sheet import cell_text, read_figure
from quotas.models import Category, Country, Eligibility, Quota, QuotaValue, Season, Source
from quotas.models.quota import QuotaState

from ..pages import parse, text, ticks


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def season(shipped):
    return Season.objects.get(year=2021)


@pytest.fixture
def sheet(season):
    return reverse("admin:quotas_season_sheet", args=(season.pk,))


def cell(code, slug="working-holiday"):
    return f"cell-{code}-{Category.objects.get(slug=slug).pk}"


def quota(code, slug="working-holiday", year=2021):
    return Quota.objects.filter(season__year=year, country__code=code, category__slug=slug).first()


def filled(client, sheet, **cells):
    """Return what the form of the sheet sends with these cells typed."""
    form = dict(parse(client.get(sheet)).get_element_by_id("sheet_form").form_values())
    facts = {
        "as_of": "2021-06-01",
        "source": Source.objects.first().pk,
        "reason": "The ministry says so.",
    }
    return form | facts | cells


def differences(page):
    rows = page.xpath("//section[@id='differences']//tbody/tr")
    return [[text(cell) for cell in row.xpath("./*")] for row in rows]


def confirm(client, sheet, data, **more):
    page = parse(client.post(sheet, data | {"_differences": "1"}))
    digest = page.xpath("//input[@name='digest']/@value")
    return client.post(
        sheet, data | more | {"digest": digest[0] if digest else "", "_publish": "1"}
    )


@pytest.mark.parametrize(
    ("typed", "state", "places"),
    [
        ("4000", "limited", 4000),
        (" 4,000 ", "limited", 4000),
        ("4\u00a0000", "limited", 4000),
        ("4\u202f000", "limited", 4000),
        ("25 150", "limited", 25150),
        ("1,000,000", "limited", 1_000_000),
        ("0", "limited", 0),
        ("u", "unlimited", None),
        ("I", "unlimited", None),
        ("X", "not_offered", None),
        ("n", "not_offered", None),
        ("t", "to_be_announced", None),
        ("D", "to_be_announced", None),
    ],
)
def test_a_cell_takes_a_number_or_a_letter_of_either_language(typed, state, places):
    assert read_figure(typed) == (state, places)


@pytest.mark.parametrize(
    "typed",
    [
        "-5",
        "12.5",
        "1e308",
        "many",
        "4,00",
        "=1+1",
        "<script>",
        "99999999999999999999999",
        "٣",
        "½",
        "25\n150",
        "25\r\n150",
        "25\t150",
        "25\u2028150",
        "25  150",
        "25 15",
        "2 5150",
        "0 150",
        "1,234 567",
        "1,23",
        "1.234",
    ],
)
def test_a_cell_refuses_what_is_neither(typed):
    with pytest.raises(ValidationError):
        read_figure(typed)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_stands_in_a_cell_is_read_back_as_it_is(language):
    quotas = [Quota(state=state, places=5 if state == "limited" else None) for state in QuotaState]

    with override(language):
        assert [read_figure(cell_text(quota)) for quota in quotas] == [
            (quota.state, quota.places) for quota in quotas
        ]


def test_the_sheet_shows_every_quota_of_the_season_and_every_arrangement(desk, sheet, season):
    page = parse(desk.get(sheet))

    values = {
        field.get("name"): field.get("value")
        for field in page.xpath("//table[@id='sheet']//input[@type='text']")
    }
    assert values[cell("KR")] == "4000"
    assert values[cell("AU")] == "U"
    held = [value for value in values.values() if value]
    assert len(held) == season.quotas.count()
    assert len(values) == 3 * Country.objects.filter(eligibility__isnull=False).distinct().count()


def test_changes_are_shown_before_they_are_saved(desk, sheet):
    typed = {cell("KR"): "4,500", cell("JP"): "u", cell("CH"): "T"}

    page = parse(desk.post(sheet, filled(desk, sheet, **typed)))

    assert sorted(row[0] for row in differences(page)) == ["Japan", "South Korea", "Switzerland"]
    assert ["South Korea", "Working Holiday", "4,000", "4,500"] in differences(page)
    assert quota("KR").places == 4000


def test_confirmed_changes_are_public_at_once_each_with_its_history(desk, sheet):
    data = filled(desk, sheet, **{cell("KR"): "4500", cell("JP"): "u"})
    desk.get("/en/seasons/2021/")
    asked = ticks(parse(confirm(desk, sheet, data)))

    response = confirm(desk, sheet, data, checked=asked)

    assert response.status_code == 302
    assert "4,500" in desk.get("/en/seasons/2021/").content.decode()
    for address in ("/en/changes/", "/en/changes/feed.atom"):
        assert "4,500" in desk.get(address, {"season": 2021}).content.decode()
    entry = quota("KR").history.first()
    assert (entry.history_user.username, entry.history_change_reason) == (
        "edith",
        "The ministry says so.",
    )
    assert str(quota("KR").as_of) == "2021-06-01"


def test_cells_that_are_not_touched_keep_their_day_and_source(desk, sheet):
    before = Quota.objects.values_list("as_of", "source").get(pk=quota("AU").pk)

    confirm(desk, sheet, filled(desk, sheet, **{cell("KR"): "4500"}))

    assert Quota.objects.values_list("as_of", "source").get(pk=quota("AU").pk) == before


def test_one_wrong_cell_and_nothing_is_saved_or_lost(desk, sheet):
    data = filled(desk, sheet, **{cell("KR"): "4500", cell("JP"): "=6500"})

    response = confirm(desk, sheet, data)

    page = parse(response)
    assert "neither a number nor one of the letters" in text(page)
    wrong = page.get_element_by_id(cell("JP"))
    assert (wrong.get("value"), wrong.get("aria-invalid")) == ("=6500", "true")
    assert page.get_element_by_id(cell("KR")).get("value") == "4500"
    assert quota("KR").places == 4000


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"as_of": ""}, "This field is required."),
        ({"as_of": "soon"}, "Enter a valid date."),
        ({"source": ""}, "This field is required."),
        ({"source": "999999"}, "Select a valid choice."),
        ({"reason": ""}, "Say why the published figures change."),
        ({"as_of": "2020-01-01"}, "We have a newer figure, as of March 1, 2021."),
    ],
)
def test_what_is_missing_for_all_is_said_and_nothing_is_saved(desk, sheet, facts, sentence):
    response = confirm(desk, sheet, filled(desk, sheet, **{cell("KR"): "4500"} | facts))

    assert sentence in text(parse(response))
    assert quota("KR").places == 4000


def test_what_looks_like_a_slip_needs_a_tick(desk, sheet):
    data = filled(desk, sheet, **{cell("KR"): "40000"})

    page = parse(confirm(desk, sheet, data))
    assert "40,000 is more than double 4,000." in text(page)
    assert quota("KR").places == 4000

    confirm(desk, sheet, data, checked=ticks(page))
    assert quota("KR").places == 40000


def test_an_editor_cannot_take_a_figure_back_and_a_publisher_can(desk, sheet, publisher):
    data = filled(desk, sheet, **{cell("KR"): ""})

    assert "Only publishers can take a figure back." in text(parse(confirm(desk, sheet, data)))
    assert quota("KR")

    desk.force_login(publisher)
    confirm(desk, sheet, data)
    assert quota("KR") is None


def test_a_figure_where_none_was_held_is_added(desk, sheet):
    Eligibility.objects.get(country__code="FI", category__slug="working-holiday")
    assert quota("FI") is None

    confirm(desk, sheet, filled(desk, sheet, **{cell("FI"): "120"}))

    assert quota("FI").places == 120


def test_a_correction_is_told_as_one(desk, sheet):
    confirm(desk, sheet, filled(desk, sheet, **{cell("KR"): "4500", "is_correction": "on"}))

    assert QuotaValue.objects.get(places=4500).is_correction


def test_somebody_elses_newer_figure_is_not_overwritten_and_nothing_typed_is_lost(desk, sheet):
    data = filled(desk, sheet, **{cell("KR"): "4500", cell("JP"): "7000"})
    Quota.objects.filter(pk=quota("KR").pk).update(places=4321)

    page = parse(desk.post(sheet, data))

    assert "Somebody changed it meanwhile: it now says 4,321." in text(page)
    assert page.get_element_by_id(cell("KR")).get("value") == "4500"
    again = dict(page.get_element_by_id("sheet_form").form_values())
    confirm(desk, sheet, again)
    assert quota("KR").places == 4500


def test_a_change_between_the_differences_and_the_confirmation_stops_it(desk, sheet):
    data = filled(desk, sheet, **{cell("KR"): "4500"})
    page = parse(desk.post(sheet, data | {"_differences": "1"}))
    digest = page.xpath("//input[@name='digest']/@value")[0]
    Quota.objects.filter(pk=quota("KR").pk).update(places=4321)

    desk.post(sheet, data | {"digest": digest, "_publish": "1"})

    assert quota("KR").places == 4321


def test_what_was_shown_is_what_is_saved(desk, sheet):
    data = filled(desk, sheet, **{cell("KR"): "4500"})
    page = parse(desk.post(sheet, data | {"_differences": "1"}))
    digest = page.xpath("//input[@name='digest']/@value")[0]

    response = desk.post(sheet, data | {cell("KR"): "4600", "digest": digest, "_publish": "1"})

    assert "Look at the differences again." in text(parse(response))
    assert quota("KR").places == 4000


def test_a_sheet_without_a_change_says_so(desk, sheet):
    assert "There are none" in text(parse(desk.post(sheet, filled(desk, sheet))))


def test_the_sheet_costs_the_same_however_many_quotas(desk, sheet, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        desk.get(sheet)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_legend_is_in_the_language_of_the_editor(desk, sheet, language):
    page = parse(desk.get(sheet, headers={"accept-language": language}))

    letters = [text(key) for key in page.xpath("//p[@id='sheet-help']/kbd")]
    assert letters == {"en": ["U", "X", "T"], "fr": ["I", "N", "D"]}[language]


def test_the_sheet_and_new_seasons_are_for_staff_who_may(client, shipped, sheet, django_user_model):
    client.force_login(django_user_model.objects.create_user("vera", is_staff=True))

    assert client.get(sheet).status_code == 403
    assert client.post(reverse("admin:quotas_season_new")).status_code == 403


def test_a_season_that_is_not_there_has_no_sheet(desk):
    assert desk.get(reverse("admin:quotas_season_sheet", args=(999,))).status_code == 404


def make(client, **facts):
    source = Source.objects.first().pk
    data = {"year": "2027", "as_of": "2026-11-20", "source": source} | facts
    return client.post(reverse("admin:quotas_season_new"), data, follow=True)


def test_a_new_season_has_the_pools_of_the_last_one_and_is_not_public(desk):
    response = make(desk)

    season = Season.objects.get(year=2027)
    assert not season.is_published
    assert not season.is_current
    arranged = set(Eligibility.objects.values_list("country", "category"))
    made = {(q.country_id, q.category_id): q.state for q in season.quotas.all()}
    assert arranged <= set(made)
    assert set(made.values()) <= {"to_be_announced", "not_offered"}
    assert "It is not public yet." in text(parse(response))
    assert desk.get("/en/seasons/2027/").status_code == 404
    assert season.quotas.first().history.get().history_change_reason


def test_what_was_not_offered_stays_so(desk):
    last = Season.objects.with_table().first()
    country = Country.objects.get(code="JP")
    category = Category.objects.get(slug="international-coop")
    Quota.objects.update_or_create(
        season=last,
        country=country,
        category=category,
        defaults={
            "state": "not_offered",
            "places": None,
            "as_of": "2026-01-01",
            "source": Source.objects.first(),
        },
    )

    make(desk)

    assert quota("JP", "international-coop", 2027).state == "not_offered"
    assert quota("JP", "working-holiday", 2027).state == "to_be_announced"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"year": "2021"}, "There is a 2021 season already."),
        ({"year": "1066"}, "greater than or equal to 1967"),
        ({"year": "next"}, "Enter a whole number."),
        ({"as_of": ""}, "This field is required."),
    ],
)
def test_a_season_that_cannot_be_made_is_refused_in_words(desk, facts, sentence):
    count = Season.objects.count()

    assert sentence in text(parse(make(desk, **facts)))
    assert Season.objects.count() == count


def test_a_cell_that_was_not_touched_never_undoes_what_somebody_else_changed(desk, sheet):
    data = filled(desk, sheet, **{cell("JP"): "7000"})
    korea = quota("KR")
    korea.places = 4321
    korea.save()

    page = parse(desk.post(sheet, data | {"_differences": "1"}))

    assert [row[0] for row in differences(page)] == ["Japan"]
    assert page.get_element_by_id(cell("KR")).get("value") == "4321"
    confirm(desk, sheet, dict(page.get_element_by_id("sheet_form").form_values()))
    assert (quota("KR").places, quota("JP").places) == (4321, 7000)


@pytest.mark.parametrize(("code", "typed"), [("KR", "4,000"), ("KR", " 4 000 "), ("AU", "i")])
def test_a_figure_typed_in_another_way_is_no_change(desk, sheet, code, typed):
    page = parse(desk.post(sheet, filled(desk, sheet, **{cell(code): typed})))

    assert "There are none" in text(page)


@pytest.mark.parametrize(
    "seen", ["x", "limited", "limited " + "9" * 5000, "limited x", "limited \u0663 2021-03-01 5"]
)
def test_a_sheet_that_was_tampered_with_is_no_error(desk, sheet, seen):
    data = filled(desk, sheet, **{cell("KR"): "4500", f"seen-{cell('KR')}": seen})

    page = parse(desk.post(sheet, data))

    assert "Somebody changed it meanwhile" in text(page)
