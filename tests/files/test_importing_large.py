"""The import of a large file: few queries, little time, and nobody else has to wait."""

import csv
import datetime
import io
import itertools
import threading
import time

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotas.files import importing
from quotas.history.together import SavedTogether
from quotas.history.versions import entries_of, kept_models
from quotas.models import Notice, Quota, QuotaValue, WeeklyFigures

from ..factories import make_notice
from ..history.test_revision_two_at_once import at_once, logged_in, own_connections
from ..pages import parse, text, ticks
from .copies import HEAD, SOURCE, WEEKLY, confirm, upload

__all__ = ["own_connections"]


@pytest.fixture
def desk(client, shipped, publisher):
    client.force_login(publisher)
    return client


def weekly_rows(count, spots="7"):
    """Return a file with so many rows of weekly figures that are not held."""
    pools = WeeklyFigures.objects.of_main_pools().filter(season__year=2023)
    pools = sorted(set(pools.values_list("country__code", "category__slug")))
    first = datetime.date(2023, 6, 1)
    days = (first + datetime.timedelta(days=n) for n in itertools.count())
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for day, pool in itertools.islice(itertools.product(itertools.islice(days, 100), pools), count):
        writer.writerow(["2023", *pool, "", day, "", "", "", "", "", "", spots, *[""] * 7, SOURCE])
    return WEEKLY + out.getvalue()


def quota_rows(**facts):
    """Return a file of every quota of 2021, with other facts."""
    rows = [HEAD]
    for quota in Quota.objects.filter(season__year=2021).with_names().with_source():
        said = {"state": "limited", "places": 77, "as_of": "2021-06-01", "source": SOURCE} | facts
        facts_of = (quota.season.year, quota.country.code, quota.category.slug, *said.values())
        rows.append(",".join(map(str, facts_of)) + "\n")
    return "".join(rows)


def queries_to_confirm(desk, content, model="weeklyfigures"):
    seen = upload(desk, content, model=model)
    with CaptureQueriesContext(connection) as done:
        response = confirm(desk, seen, checked=ticks(parse(seen)))
    assert "What week.csv would change" not in text(parse(response))
    return len(done)


@pytest.mark.parametrize("spots", [("7", "7"), ("7", "8")], ids=["new", "changed"])
def test_an_import_is_confirmed_in_as_many_queries_however_many_rows(desk, spots):
    if spots[0] != spots[1]:
        queries_to_confirm(desk, weekly_rows(500, spots[0]))

    few = queries_to_confirm(desk, weekly_rows(50, spots[1]))
    many = queries_to_confirm(desk, weekly_rows(500, spots[1]))

    held = WeeklyFigures.objects.filter(season__year=2023, as_of__gte="2023-06-01")
    assert held.filter(spots=spots[1]).count() == 500
    assert many == few


def test_what_is_written_together_has_the_history_of_what_is_written_one_by_one(desk, publisher):
    before = {quota.pk: quota for quota in Quota.objects.filter(season__year=2021)}

    queries_to_confirm(desk, quota_rows(), "quota")
    queries_to_confirm(desk, weekly_rows(40, "7"))
    added = WeeklyFigures.objects.filter(season__year=2023, as_of="2023-06-01").first()
    queries_to_confirm(desk, weekly_rows(40, "8"))

    for quota in Quota.objects.filter(pk__in=before):
        newest, *older = entries_of(Quota, quota.pk)
        assert (quota.places, quota.as_of) == (77, datetime.date(2021, 6, 1))
        assert (newest.history_type, newest.history_user) == ("~", publisher)
        assert (newest.history_change_reason, newest.places) == ("week.csv", 77)
        assert older[0].places == before[quota.pk].places
        values = QuotaValue.objects.of_pool(quota.season, quota.country, quota.category)
        assert values.filter(as_of="2021-06-01", places=77).count() == 1
        assert values.filter(as_of=before[quota.pk].as_of).exists()
    changed, new = entries_of(WeeklyFigures, added.pk)
    assert [(each.history_type, each.spots) for each in (changed, new)] == [("~", 8), ("+", 7)]
    assert new.history_user == publisher
    assert WeeklyFigures.objects.get(pk=added.pk).recorded_at == added.recorded_at


def test_what_breaks_halfway_leaves_nothing_behind(desk, monkeypatch):
    seen = upload(desk, weekly_rows(60), model="weeklyfigures")
    count = WeeklyFigures.objects.count()

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(SavedTogether, "keep", broken)

    with pytest.raises(RuntimeError):
        confirm(desk, seen)

    assert WeeklyFigures.objects.count() == count


def test_what_changes_between_the_check_and_the_lock_is_looked_at_again(desk, monkeypatch):
    quota = Quota.objects.filter(season__year=2021, state="limited").first()
    seen = upload(desk, quota_rows(), model="quota")
    queue, turns = importing.queue_to_write, iter([True])

    def queue_behind_another():
        if next(turns, False):
            Quota.objects.filter(pk=quota.pk).update(places=55)
        return queue()

    monkeypatch.setattr(importing, "queue_to_write", queue_behind_another)

    response = confirm(desk, seen, checked=ticks(parse(seen)))

    assert "The data changed meanwhile" in text(parse(response))
    assert Quota.objects.get(pk=quota.pk).places == 55


def interrupted(monkeypatch, change):
    """Make `change` happen before each time that an import waits for its turn; count its checks."""
    queue, check, checks = importing.queue_to_write, importing.preview, []

    def queue_behind_another():
        change()
        return queue()

    def counted(*args):
        checks.append(args)
        return check(*args)

    monkeypatch.setattr(importing, "queue_to_write", queue_behind_another)
    monkeypatch.setattr(importing, "preview", counted)
    return checks


def test_what_others_save_elsewhere_makes_no_import_check_again(desk, monkeypatch):
    notice = make_notice()
    seen = upload(desk, quota_rows(), model="quota")
    checks = interrupted(monkeypatch, lambda: Notice.objects.filter(pk=notice.pk).update(level=2))

    confirm(desk, seen, checked=ticks(parse(seen)))

    assert len(checks) == 1
    assert not Quota.objects.filter(season__year=2021).exclude(places=77).exists()


def test_an_import_comes_to_its_end_however_often_others_save_beside_it(desk, monkeypatch):
    other = Quota.objects.filter(season__year=2026, state="limited").first()
    seen = upload(desk, quota_rows(), model="quota")

    def save_another():
        Quota.objects.filter(pk=other.pk).update(places=F("places") + 1)

    checks = interrupted(monkeypatch, save_another)

    confirm(desk, seen, checked=ticks(parse(seen)))

    assert len(checks) == importing.MOST_ATTEMPTS + 1
    assert not Quota.objects.filter(season__year=2021).exclude(places=77).exists()
    assert Quota.objects.get(pk=other.pk).places == other.places + len(checks)


@pytest.mark.django_db(transaction=True)
def test_while_a_large_file_is_imported_others_log_in_read_and_save(
    own_connections, publisher, editor, administrator, monkeypatch
):
    importer = logged_in(publisher)
    seen = upload(importer, weekly_rows(5000), model="weeklyfigures")
    writing, took = threading.Event(), []
    write, notices = SavedTogether.write, [make_notice() for _n in range(4)]

    def write_and_tell(*args):
        writing.set()
        began = time.thread_time()
        write(*args)
        took.append(time.thread_time() - began)

    monkeypatch.setattr(SavedTogether, "write", write_and_tell)

    def others(client, notice):
        writing.wait(60)
        name = {"username": "edith", "password": "maple-syrup"}
        form = reverse("admin:quotas_notice_change", args=(notice.pk,))
        facts = {"slug": notice.slug, "level": "1", "title_en": "new", "title_fr": "neuf"}
        facts |= {"text_en": "new", "text_fr": "neuf"}
        answers = [Client().post("/admin/login/?next=/admin/", name)]
        answers += [client.get(address) for address in ("/admin/", "/admin/quotas/quota/", form)]
        answers += [client.post(form, facts)]
        return [answer.status_code for answer in answers]

    imported, *answers = at_once(
        lambda: confirm(importer, seen),
        *(lambda n=n: others(logged_in(administrator), notices[n]) for n in range(4)),
    )

    assert ": 5,000 new" in text(parse(imported))
    assert answers == [[302, 200, 200, 200, 302]] * 4
    assert Notice.objects.filter(title_en="new").count() == 4
    assert took[0] < 1  # seconds of a processor, while others wait


def test_who_only_reads_begins_no_transaction(desk):
    addresses = [
        reverse("admin:index"),
        reverse("admin:quotas_quota_changelist"),
        *(reverse(f"admin:quotas_{model._meta.model_name}_add") for model in kept_models()[:3]),
        reverse("admin:quotas_season_new"),
    ]
    desk.get(addresses[0])

    for address in addresses:
        with CaptureQueriesContext(connection) as done:
            desk.get(address)

        wrote = ("BEGIN", "SAVEPOINT", "INSERT", "UPDATE", "DELETE")
        assert [query["sql"] for query in done if query["sql"].startswith(wrote)] == [], address
