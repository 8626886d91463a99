"""Files of quotas and other records, their upload and their confirmation."""

import io
import zipfile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ..pages import parse, text

HEAD = "season,country,category,state,places,as_of,source\n"
SOURCE = "ircc-eligibility-by-country"
END = f"2021-06-01,{SOURCE}\n"
KOREA = "2021,KR,working-holiday,limited,{places},{as_of},{source}\n"


def line(quota, **facts):
    known = {
        "places": quota.places,
        "as_of": quota.as_of.isoformat(),
        "source": quota.source.slug,
    }
    return KOREA.format(**known | facts)


def upload(client, content, name="week.csv", model="quota", **headers):
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse(f"admin:quotas_{model}_import"), {"file": file}, follow=True, headers=headers
    )


def confirm(client, response, **more):
    page = parse(response)
    fields = {
        field.get("name"): field.get("value")
        for field in page.xpath("//form[@method='post']//input[@type='hidden']")
    }
    return client.post(response.request["PATH_INFO"], fields | more, follow=True)


def workbook(rows, change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


HEADINGS = HEAD.strip().split(",")
ROW = [2021, "KR", "working-holiday", "limited", 4100, "2021-06-01", SOURCE]


def repacked(content, replace=None, add=None):
    """Return a workbook with parts replaced, by a function of name and bytes, or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, replace(name, part) if replace else part)
        for name, part in (add or {}).items():
            after.writestr(name, part)
    return out.getvalue()


def in_sheet(old, new):
    return lambda name, part: part.replace(old, new) if "sheet1.xml" in name else part


def refusals(response):
    """Return the sentences of a page about a file or its rows that are refused."""
    page = parse(response)
    of_rows = page.xpath("//tr[.//strong[.='Refused' or .='Refusé']]//li")
    return [
        text(item) for item in [*page.xpath("//ul[contains(@class, 'errorlist')]/li"), *of_rows]
    ]


ELIGIBILITY = (
    "country,category,youngest,oldest,longest_stay,participations,participations_here,residence,"
    "must_study_there,takes_non_students,must_match_field,needs_certain_employer,must_be_paid,"
    "only_from,conditions_en,conditions_fr,as_of,source\n"
)
GRANTED = "KR,working-holiday,18,35,24,2,,none,no,no,no,no,no,"  # up to only_from
WEEKLY = (
    "season,country,category,subpool,as_of,quota,quota_word,invitations,invitations_word,"
    "candidates,candidates_word,spots,spots_word,rating,first_round_on,first_round_word,"
    "final_round_on,final_round_word,is_open,source\n"
)
