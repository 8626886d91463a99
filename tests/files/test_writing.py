"""Exports of staff, which come back without a difference."""

import csv
import io
from itertools import product

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from quotas.i18n.formats import grouped
from quotas.models import Eligibility, Quota, WeeklyFigures

from ..pages import parse, text
from .copies import (
    HEAD,
    upload,
)


@pytest.mark.parametrize(
    ("model", "kind", "language"),
    [
        *product([Quota, Eligibility], ["csv", "xlsx"], ["en", "fr"]),
        # Thousands of rows: once in each kind of file, and in each language.
        (WeeklyFigures, "csv", "en"),
        (WeeklyFigures, "xlsx", "fr"),
    ],
)
def test_what_is_exported_is_imported_again_without_a_difference(desk, model, kind, language):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    name = model._meta.model_name
    eligibility = Eligibility.objects.first()
    eligibility.conditions_en = '- "one"; two,\n=three\n'
    eligibility.conditions_fr = "=un;\r\n\uff1ddeux\t\r\n"  # as a browser sends lines
    eligibility.save()

    exported = desk.get(reverse(f"admin:quotas_{name}_export"), {"format": kind})
    page = parse(upload(desk, exported.content, f"all.{kind}", name))

    with override(language):
        count = grouped(model.objects.count()).replace("\u00a0", " ")
    said = {
        "en": f"0 new, 0 changed, {count} unchanged, 0 refused.",
        "fr": f"Nouveautés : 0; modifications : 0; sans changement : {count}; refus : 0.",
    }
    assert said[language] in text(page)


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_no_exported_cell_is_taken_for_a_formula(desk, sign):
    eligibility = Eligibility.objects.first()
    eligibility.conditions_en = f"{sign}HYPERLINK(1)"
    eligibility.conditions_fr = "'=already"
    eligibility.save()
    address = reverse("admin:quotas_eligibility_export")

    rows = list(csv.reader(io.StringIO(desk.get(address).content.decode("utf-8-sig"))))
    content = desk.get(address, {"format": "xlsx"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"]
    assert f"'{sign.strip()}HYPERLINK(1)" in cells
    assert "''=already" in cells
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


def test_what_no_workbook_can_hold_is_left_out_of_it(desk):
    Eligibility.objects.update(conditions_en="a\x0bb", conditions_fr="c\x01d")

    content = desk.get(reverse("admin:quotas_eligibility_export"), {"format": "xlsx"}).content

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert "ab" in {cell.value for row in sheet for cell in row}


def test_an_export_has_the_filters_of_its_list(desk):
    address = reverse("admin:quotas_quota_export")

    content = desk.get(address, {"q": "korea working", "format": "csv"}).content.decode("utf-8-sig")

    rows = content.splitlines()[1:]
    assert rows
    assert all(',"KR","working-holiday",' in row for row in rows)


@pytest.mark.parametrize("query", [{"format": "exe"}, {"format": ""}, {"o": "99"}, {"zzz": "1"}])
def test_an_export_that_is_asked_for_oddly_is_still_a_file_or_leads_to_the_list(desk, query):
    assert desk.get(reverse("admin:quotas_quota_export"), query).status_code in (200, 302)


def test_an_editor_can_export_and_not_import(client, shipped, editor):
    client.force_login(editor)

    for model in ("quota", "weeklyfigures", "eligibility"):
        assert client.get(reverse(f"admin:quotas_{model}_export")).status_code == 200
        assert upload(client, HEAD, model=model).status_code == 403
    assert client.post(reverse("admin:quotas_feedimport_import")).status_code == 403
