"""Texts that no spreadsheet may take for formulas, whatever its list separator."""

import csv
import io
import re
import zipfile

import pytest
from django.urls import reverse
from hypothesis import example, given, strategies as st

from quotas.files.formulas import escape, unescape
from quotas.files.record_files import RecordFile
from quotas.files.writing import csv_text
from quotas.models import Country, Eligibility, Quota, Source, WeeklyFigures
from quotas.open_data.tables import TABLES

from ..factories import make_quota, make_season, make_source

SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
SEPARATORS = ",;\t"  # of lists, in the settings of a spreadsheet
HOSTILE = (
    "=1+1",
    "'=1+1",
    '"=1+1',
    "x;=1+1",
    "x; +1",
    "x;'=1+1",
    'x;"=1+1',
    'x;""=1+1',
    "x;\N{NO-BREAK SPACE}@SUM(A1)",
    "x;=1+1;y",
    "x;;-1-1;",
    "x\t=1+1",
    "x;\t=1+1",
    "x\n=1+1",
    "x\r\n\t=1+1",
    "x\n;=1+1",
    "x;\uff1d1+1",
    "x;",
    'x;"',
    "x\n",
)


def formulas(content, separator):
    """Return the cells that a spreadsheet with this list separator takes for formulas."""
    rows = csv.reader(io.StringIO(content.lstrip("\ufeff"), newline=""), delimiter=separator)
    cells = [cell for row in rows for cell in row]
    return [
        cell for cell in cells if cell.lstrip(" ").startswith(SIGNS) and not NUMBER.fullmatch(cell)
    ]


@pytest.mark.parametrize("separator", SEPARATORS)
@given(
    rows=st.lists(
        st.lists(
            st.one_of(
                st.sampled_from(HOSTILE),
                st.text(alphabet="x ;,\"'=+-@\t\r\n\uff1d", max_size=12),
                st.integers(0, 9),
                st.none(),
            ),
            min_size=1,
            max_size=4,
        ),
        max_size=4,
    )
)
def test_no_separator_makes_a_formula_of_a_text(separator, rows):
    given = [[escape(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]

    content = csv_text(given)

    assert not formulas(content, separator)
    assert list(csv.reader(io.StringIO(content, newline=""))) == [
        ["" if cell is None else str(cell) for cell in row] if row != [None] and row != [""] else []
        for row in given
    ]


@given(st.text(alphabet="x ;,\"'=-\t\r\n\uff1d", max_size=20))
@example("\t=1")
@example(";'")
@example("'\t'=")
def test_what_is_given_out_is_taken_in_unchanged(cell):
    assert unescape(escape(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("x;=1+1", "x;'=1+1"),
        ('x; "=1', "x;' \"=1"),
        ("One.\n\n- two\n- three", "One.\n\n'- two\n'- three"),
        ("One;\nTwo: a-b; c = d", "One;\nTwo: a-b; c = d"),
        ("a;b\tc\n\nd, -1", "a;b\tc\n\nd, -1"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_only_before_what_begins_like_a_formula(cell, said):
    assert escape(cell) == said


def test_every_text_is_quoted_and_numbers_and_empty_cells_are_not(client, db):
    source = make_source(slug="a", title_en='The "source"', publisher="P")
    season = make_season(is_current=True)
    quota = make_quota(season=season, source=source, places=5)
    quota.country.name_en = "Land; or sea"
    quota.country.save()

    content = client.get("/en/quotas.csv").content.decode("utf-8-sig")

    heading, row = content.split("\r\n")[:2]
    assert heading.startswith('"season","country","country_name",')
    assert row.startswith(f'2021,"{quota.country.code}","Land; or sea","{quota.category.slug}",')
    assert ',"limited",5,"2021-03-01",' in row
    assert ',"The ""source""","P",,' in row


@pytest.fixture
def hostile(shipped):
    """Write texts like formulas into every table, as staff could."""
    for model, names in (
        (Source, ("title_en", "title_fr", "publisher")),
        (Country, ("name_en", "name_fr")),
        (Eligibility, ("conditions_en", "conditions_fr")),
    ):
        for record, words in zip(model.objects.order_by("pk"), HOSTILE, strict=False):
            model.objects.filter(pk=record.pk).update(**dict.fromkeys(names, words))
    inside = WeeklyFigures.objects.exclude(subpool="").first()
    WeeklyFigures.objects.filter(pk=inside.pk).update(subpool="x;=1+1")


def test_no_public_file_has_a_formula_whatever_staff_wrote(client, hostile):
    addresses = [f"/en/data/{table.name}.csv" for table in TABLES]

    files = {address: client.get(address).content.decode() for address in addresses}
    archive = zipfile.ZipFile(io.BytesIO(client.get("/fr/donnees/eic-quotas.zip").content))
    files |= {
        name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")
    }

    assert len(files) == 2 * len(TABLES)
    for name, content in files.items():
        for separator in SEPARATORS:
            assert not formulas(content, separator), (name, separator)


def test_no_export_for_staff_has_a_formula_and_all_come_back_unchanged(client, hostile, publisher):
    client.force_login(publisher)

    for model in (Quota, WeeklyFigures, Eligibility):
        name = model._meta.model_name
        content = client.get(reverse(f"admin:quotas_{name}_export")).content

        for separator in SEPARATORS:
            assert not formulas(content.decode(), separator), (name, separator)
        file = type("File", (RecordFile,), {"model": model})()
        rows = file.read_table("all.csv", content).rows
        assert len(rows) == model.objects.count()
        if model is Eligibility:
            words = {words.replace("\r\n", "\n").strip() for words in HOSTILE}
            assert words <= {row["conditions_en"] for row in rows}
