"""Two requests at the same moment, each with a connection of its own, on either database."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from quotas.history.revision import queue_to_write
from quotas.history.versions import entries_of
from quotas.models import Quota, Upload

from ..files.copies import HEAD, confirm, line, upload
from ..pages import parse, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_connections(transactional_db, load_shipped, tmp_path):
    """The shipped data where every thread has a connection of its own: SQLite’s on a disk."""
    load_shipped()
    if connection.vendor != "sqlite":
        yield
        return
    path = str(tmp_path / "site.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    in_memory, facts = connections["default"], connections.settings["default"]
    name, facts["NAME"] = facts["NAME"], path
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections["default"], facts["NAME"] = in_memory, name


@pytest.fixture
def korea(own_connections):
    return Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def at_once(*actions):
    """Return the answer of each of these, all called at the same moment."""
    start, answers = threading.Barrier(len(actions)), [None] * len(actions)

    def run(place, action):
        start.wait()
        try:
            answers[place] = action()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_two_files_about_one_quota_that_are_confirmed_at_once_one_is_imported(
    korea, publisher, administrator
):
    first, second = logged_in(publisher), logged_in(administrator)
    seen_first = upload(first, HEAD + line(korea, places=4100, as_of="2021-06-01"), "a.csv")
    seen_second = upload(second, HEAD + line(korea, places=4200, as_of="2021-06-01"), "b.csv")

    answers = at_once(lambda: confirm(first, seen_first), lambda: confirm(second, seen_second))

    stopped = [answer for answer in answers if "The data changed meanwhile" in text(parse(answer))]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(stopped) == 1
    assert entries_of(Quota, korea.pk).filter(history_type="~").count() == 1
    assert Upload.objects.count() == 1


def test_a_confirmation_that_is_sent_twice_imports_once_and_says_nothing_else(korea, publisher):
    client = logged_in(publisher)
    twin = logged_in(publisher)
    seen = upload(client, HEAD + line(korea, places=4100, as_of="2021-06-01"))

    answers = at_once(lambda: confirm(client, seen), lambda: confirm(twin, seen))

    assert {answer.status_code for answer in answers} <= {200, 404}
    assert entries_of(Quota, korea.pk).filter(history_type="~").count() == 1


def test_a_change_that_is_under_way_when_a_file_is_confirmed_stops_it(korea, publisher):
    client = logged_in(publisher)
    seen = upload(client, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    changing, confirming = threading.Event(), threading.Event()

    def change():
        with transaction.atomic():
            queue_to_write()
            changing.set()
            confirming.wait(5)
            Quota.objects.filter(pk=korea.pk).update(places=4050)

    def confirm_meanwhile():
        changing.wait(5)
        threading.Timer(0.3, confirming.set).start()
        return confirm(client, seen)

    _changed, answer = at_once(change, confirm_meanwhile)

    assert "The data changed meanwhile" in text(parse(answer))
    assert Quota.objects.get(pk=korea.pk).places == 4050


def test_a_code_that_is_sent_twice_at_once_lets_in_one(editor):
    key = "00" * 20
    TOTPDevice.objects.create(user=editor, key=key, name="app")
    code = f"{TOTP(bytes.fromhex(key)).token():06}"
    facts = {"username": "edith", "password": "maple-syrup", "code": code}

    answers = at_once(
        *[lambda: Client().post("/admin/login/?next=/admin/", facts) for _ in range(3)]
    )

    assert sorted(answer.status_code for answer in answers) == [200, 200, 302]
