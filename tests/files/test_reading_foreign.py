"""Files as people have them: the same rows however they are spelled, and words about all others."""

from itertools import product

import pytest
from django.utils.translation import override

from quotas.files.importing import REFUSED as IS_REFUSED, preview
from quotas.files.limits import BadFile
from quotas.files.record_files import QuotaFile, WeeklyFiguresFile
from quotas.models import Quota, WeeklyFigures

from ..pages import parse, text, ticks
from .copies import SOURCE, confirm, upload
from .foreign import DAY, READ, with_cells
from .foreign_refused import ASKED, CERTAIN, OTHER_KINDS, REFUSED

pytestmark = pytest.mark.once

ONLY_NAMES = (
    ".ods",
    "macros",
    ".xlsb",
    "SQLite",
    "SYLK",
    "Strict Open XML",
    "Sheet, Copy",
    "Numbers",
)


def look_at(content, name="week.csv", file_class=QuotaFile, day_order=""):
    file = file_class(day_order)
    return preview(file, file.read_table(name, content))


def facts_of(preview):
    return [
        (
            record.season.year,
            record.country.code,
            record.category.slug,
            record.state,
            record.places,
            record.as_of,
            record.source.slug,
        )
        for record in (row.record for row in preview.rows)
    ]


@pytest.mark.parametrize("name", READ)
def test_the_same_rows_are_read_however_they_are_spelled(shipped, name):
    korea = (2021, "KR", "working-holiday", "limited", 7100, DAY, SOURCE)
    japan = (2021, "JP", "young-professionals", "unlimited", None, DAY, SOURCE)

    seen = look_at(READ[name], "week.dat")

    assert [row.errors for row in seen.rows if row.errors] == []
    assert facts_of(seen) == [korea, japan]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", OTHER_KINDS)
def test_a_file_of_another_kind_is_named_for_what_it_is(shipped, name, language):
    content, words = OTHER_KINDS[name]

    with override(language):
        with pytest.raises(BadFile) as refusal:
            look_at(content)
        (sentence,) = refusal.value.messages

    assert sentence.endswith(".")
    assert (words in sentence) == (language == "en" or words in ONLY_NAMES)


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_cannot_be_right_is_refused_with_its_number_and_column(shipped, name):
    content, sentences = REFUSED[name]

    seen = look_at(content)

    assert {row.number: row.errors[0] for row in seen.of(IS_REFUSED)} == sentences


@pytest.mark.parametrize("day", ASKED)
def test_a_doubtful_day_is_read_in_no_way_before_it_was_answered_in_which(shipped, day):
    seen = look_at(with_cells(as_of=day))

    assert [row.number for row in seen.of(IS_REFUSED)] == [2, 3]
    assert {order: str(found) for order, found in seen.doubtful_day.days.items()} == ASKED[day]
    for order, expected in ASKED[day].items():
        content = with_cells(season="2016", as_of=day).replace(b"JP", b"FR")
        answered = look_at(content, day_order=order)
        assert [str(row.record.as_of) for row in answered.rows] == [expected] * 2


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_what_is_answered_about_days_is_shown_and_imported(desk, order):
    seen = upload(desk, with_cells(as_of="11/12/2021"))
    (question,) = parse(seen).xpath("//form[@method='get']")
    assert "Which day is “11/12/2021”?" in text(question)
    assert question.xpath(".//input[@name='days']/@value") == ["dmy", "mdy"]
    assert not parse(seen).xpath("//input[@name='digest']")

    answered = desk.get(seen.request["PATH_INFO"], {"days": order})
    confirm(desk, answered, checked=ticks(parse(answered)))

    korea = Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )
    assert (korea.places, str(korea.as_of)) == (7100, ASKED["11/12/2021"][order])


@pytest.mark.parametrize("order", ["", "ymd", "x", "dmy' OR 1"])
def test_no_other_answer_about_days_imports_anything(desk, order):
    seen = upload(desk, with_cells(as_of="11/12/2021"))

    answered = desk.get(seen.request["PATH_INFO"], {"days": order})

    assert not parse(answered).xpath("//input[@name='digest']")


@pytest.mark.parametrize("day", CERTAIN)
def test_a_day_that_can_be_read_in_one_way_is_not_asked_about(shipped, day):
    seen = look_at(with_cells(as_of=day))

    assert seen.doubtful_day is None
    assert {str(row.record.as_of) for row in seen.rows} == {CERTAIN[day]}


def test_an_answer_that_a_row_contradicts_refuses_that_row(shipped):
    content = with_cells(as_of=("11/12/2021", "31/12/2021"))

    answered = look_at(content, day_order="mdy")

    assert [row.number for row in answered.of(IS_REFUSED)] == [3]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("a title", "Rows above the headings that were left out: Quotas of the 2021 season"),
        ("columns of others", "as they are not imported: Region, Remarks."),
        ("a column without a heading", "as they have no heading: C."),
        ("empty rows between", "Empty rows that were left out: 2."),
        ("other sheets", "Sheets that were left out: Notes, Pivot."),
        ("a hidden sheet", "Sheets that were left out: Old."),
        ("a hidden row", "Hidden rows that were read like the others: 1."),
        ("Windows-1252", "was read as Windows-1252"),
    ],
)
def test_what_is_left_out_of_a_file_or_supposed_of_it_stands_on_its_preview(desk, name, note):
    page = parse(upload(desk, READ[name]))

    assert note in text(page)


def test_nothing_is_said_of_a_file_of_which_nothing_is_left_out(shipped):
    for name in ("a workbook", "in utf-8-sig", "sep=;", "tabs in UTF-16"):
        assert look_at(READ[name]).notes == [], name


@pytest.mark.parametrize(
    ("kind", "address"),
    list(product(["csv", "xlsx"], ["/en/seasons/2021/quotas", "/fr/saisons/2026/quotas"])),
)
def test_a_public_file_of_quotas_is_read_again_without_a_difference(client, shipped, kind, address):
    content = client.get(f"{address}.{kind}").content

    seen = look_at(content, f"quotas.{kind}")

    assert seen.counts["unchanged"] == len(seen.rows) > 60


def test_a_public_file_of_weekly_figures_is_read_again_without_a_difference(client, shipped):
    for address in ("/en/data/weekly-figures.csv", "/fr/donnees/chiffres-hebdomadaires.csv"):
        content = client.get(address).content

        seen = look_at(content, file_class=WeeklyFiguresFile)

        assert seen.counts["unchanged"] == len(seen.rows) == WeeklyFigures.objects.count()
