"""Imports of staff, after a look at every difference."""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quotas.history.versions import entries_of
from quotas.models import Quota, QuotaValue, Upload, WeeklyFigures

from ..factories import make_source
from ..pages import parse, text, ticks
from .copies import (
    ELIGIBILITY,
    GRANTED,
    HEAD,
    HEADINGS,
    SOURCE,
    WEEKLY,
    confirm,
    line,
    upload,
    workbook,
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("..\\..\\boot.csv", "boot.csv"),
        ("\u202evsc.exe.csv", "vsc.exe.csv"),
        ("<b>bold</b>.csv", "b>.csv"),
        ("é" * 300 + ".csv", "é" * 196 + ".csv"),
    ],
)
def test_a_file_is_known_by_the_plain_end_of_its_name(desk, korea, name, shown):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"), name)
    confirm(desk, seen)

    assert entries_of(Quota, korea.pk).first().history_change_reason == shown


@pytest.mark.parametrize("kind", ["text/html", "application/zip", "image/svg+xml", "x"])
def test_what_a_browser_calls_a_file_does_not_matter(desk, korea, kind):
    content = (HEAD + line(korea, places=4100, as_of="2021-06-01")).encode()
    file = SimpleUploadedFile("week.csv", content, content_type=kind)

    seen = desk.post(reverse("admin:quotas_quota_import"), {"file": file}, follow=True)

    assert "Places: 4,000 → 4,100" in text(parse(seen))


def test_an_import_shows_every_difference_and_then_makes_exactly_those(desk, korea):
    source = make_source(slug="ministry", title_en="Ministry")
    content = (
        HEAD
        + line(korea, places=4100, as_of="2021-06-01", source=source.slug)
        + f"2021,FI,working-holiday,limited,200,2021-06-01,{source.slug}\n"
        + "2021,JP,working-holiday,limited,6500,{0.as_of},{0.source.slug}\n".format(
            Quota.objects.get(
                season__year=2021, country__code="JP", category__slug="working-holiday"
            )
        )
    )

    seen = upload(desk, content, "june.csv")

    page = parse(seen)
    assert "1 new, 1 changed, 1 unchanged, 0 refused." in text(page)
    assert "Places: 4,000 → 4,100" in text(page)
    assert Quota.objects.get(pk=korea.pk).places == 4000

    done = confirm(desk, seen)

    assert ": 1 new, 1 changed, 1 unchanged." in text(parse(done))
    assert Quota.objects.get(pk=korea.pk).places == 4100
    entry = entries_of(Quota, korea.pk).first()
    assert (entry.history_change_reason, entry.history_user.username) == ("june.csv", "publius")
    assert QuotaValue.objects.filter(places=4100).exists()
    assert not Upload.objects.exists()
    assert "4,100" in desk.get("/en/seasons/2021/").content.decode()


def test_the_same_file_twice_changes_nothing_the_second_time(desk, korea):
    content = HEAD + line(korea, places=4100, as_of="2021-06-01")
    confirm(desk, upload(desk, content))

    again = parse(upload(desk, content))

    assert "There is nothing to change." in text(again)
    assert not again.xpath("//input[@name='digest']")


def test_what_changed_between_the_preview_and_the_confirmation_stops_the_import(desk, korea):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    Quota.objects.filter(pk=korea.pk).update(places=4050)

    stopped = confirm(desk, seen)

    assert "The data changed meanwhile" in text(parse(stopped))
    assert "Places: 4,050 → 4,100" in text(parse(stopped))
    assert Quota.objects.get(pk=korea.pk).places == 4050
    confirm(desk, stopped)
    assert Quota.objects.get(pk=korea.pk).places == 4100


def test_of_two_imports_of_the_same_quota_the_second_is_shown_anew(desk, korea):
    first = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"), "a.csv")
    second = upload(desk, HEAD + line(korea, places=4200, as_of="2021-06-01"), "b.csv")
    confirm(desk, first)

    stopped = confirm(desk, second)

    assert "The data changed meanwhile" in text(parse(stopped))
    assert Quota.objects.get(pk=korea.pk).places == 4100


def test_one_refused_row_and_nothing_can_be_imported(desk, korea):
    content = HEAD + line(korea, places=4100, as_of="2021-06-01") + line(korea, places="x")

    page = parse(upload(desk, content))

    assert "The file cannot be imported while a row is refused." in text(page)
    assert not page.xpath("//input[@name='digest']")


@pytest.mark.parametrize("digest", ["", "x", "abc:def"])
def test_a_confirmation_of_something_else_imports_nothing(desk, korea, digest):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))

    desk.post(seen.request["PATH_INFO"], {"digest": digest})

    assert Quota.objects.get(pk=korea.pk).places == 4000


def test_what_looks_like_a_slip_needs_a_tick(desk, korea):
    seen = upload(desk, HEAD + line(korea, places=40000, as_of="2021-06-01"))
    assert "40,000 is more than double 4,000." in text(parse(seen))

    confirm(desk, seen)
    assert Quota.objects.get(pk=korea.pk).places == 4000

    confirm(desk, seen, checked=ticks(parse(seen)))
    assert Quota.objects.get(pk=korea.pk).places == 40000


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_from_any_excel_is_read(desk, korea, separator, mark):
    content = HEAD + line(korea, places=4100, as_of="2021-06-01")

    seen = upload(desk, mark + content.replace(",", separator).replace("\n", "\r\n"))

    assert "Places: 4,000 → 4,100" in text(parse(seen))


def test_days_and_whole_numbers_of_a_workbook_are_read_as_what_they_are(desk, korea):
    row = [2021.0, "KR", "working-holiday", "limited", 4100.0, datetime.date(2021, 6, 1)]

    seen = upload(desk, workbook([HEADINGS, [*row, korea.source.slug]]), "week.xlsx")

    assert "Places: 4,000 → 4,100" in text(parse(seen))
    assert "As of: March 1, 2021 → June 1, 2021" in text(parse(seen))


@pytest.mark.parametrize(
    ("model", "row"),
    [
        ("eligibility", f"{GRANTED},,,2099-12-01,{SOURCE}"),
        ("weeklyfigures", f"2023,KR,working-holiday,,2099-03-03,5{',' * 14}{SOURCE}"),
    ],
)
def test_a_day_in_the_future_is_asked_about_whatever_hides_the_question(desk, model, row):
    head = {"eligibility": ELIGIBILITY, "weeklyfigures": WEEKLY}[model]
    seen = upload(desk, head + row + "\n", model=model)
    assert "2099 is in the future." in text(parse(seen))

    refused = confirm(desk, seen)

    assert "Tick that you have checked what looks like a mistake." in text(parse(refused))
    assert Upload.objects.exists()
    confirm(desk, seen, checked=ticks(parse(seen)))
    assert not Upload.objects.exists()


def test_blanks_around_the_name_of_a_pool_make_no_second_pool(desk):
    held = WeeklyFigures.objects.exclude(subpool="").first()
    content = desk.get(reverse("admin:quotas_weeklyfigures_export")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    column = rows[0].index("subpool")
    mine = [row for row in rows[1:] if row[column] == held.subpool][:1]
    mine[0][column] = f" {held.subpool} "
    out = io.StringIO(newline="")
    csv.writer(out).writerows([rows[0], *mine])

    page = parse(upload(desk, out.getvalue(), model="weeklyfigures"))

    assert "0 new, 0 changed, 1 unchanged, 0 refused." in text(page)


def test_an_import_costs_the_same_queries_however_many_rows(desk, django_assert_max_num_queries):
    exported = desk.get(reverse("admin:quotas_weeklyfigures_export")).content

    with django_assert_max_num_queries(40):
        upload(desk, exported, "all.csv", "weeklyfigures")


def test_nobody_sees_or_confirms_the_upload_of_another(desk, korea, administrator):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    desk.force_login(administrator)

    assert confirm(desk, seen).status_code == 404
    assert desk.get(seen.request["PATH_INFO"]).status_code == 404


def test_uploads_that_nobody_came_back_for_go_after_a_day(desk, korea):
    upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    Upload.objects.update(created_at="2020-01-01T00:00:00Z")

    upload(desk, HEAD + line(korea, places=4200, as_of="2021-06-01"))

    assert Upload.objects.count() == 1


def test_stored_script_in_a_file_is_words_on_every_page(desk, korea):
    page = upload(desk, HEAD + line(korea, source="<script>alert(1)</script>")).content.decode()

    assert "<script>alert" not in page
