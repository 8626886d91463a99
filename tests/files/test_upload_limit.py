"""The limit on the length of a request, by its sender."""

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile

from ..pages import parse, text

LIMIT = 64 * 1024
STAFF_LIMIT = 6_000_000
FORM = "multipart/form-data; boundary=b"


class Unread:
    """A body that nobody may read."""

    def read(self, *args):
        raise AssertionError("it was read")

    readline = read


def post(client, address, length, **more):
    facts = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": FORM, "wsgi.input": Unread()}
    return client.generic("POST", address, **facts | more)


@pytest.mark.parametrize(
    "address",
    ["/admin/login/", "/admin/", "/admin/language/", "/en/", "/preview/en/a/", "/embed/en/", "/no"],
)
@pytest.mark.parametrize("cookie", ["", "a" * 32])
def test_nobody_in_particular_may_send_64_kilobytes_and_no_more(client, db, address, cookie):
    if cookie:
        client.cookies["sessionid"] = cookie

    response = post(client, address, LIMIT + 1)

    said = text(parse(response))
    assert response.status_code == 413
    assert "it was not read" in said
    assert "Il n’a donc pas été lu" in said
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_api_says_it_as_a_problem(client, db):
    response = post(client, "/api/v1/quotas", LIMIT + 1)

    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"


def test_up_to_the_limit_a_body_is_read_and_nobody_is_asked_who_it_is(client, db, monkeypatch):
    monkeypatch.delattr("quotas.files.upload_limit.most_bytes")

    response = client.post("/admin/login/", {"username": "x" * (LIMIT - 1000)})

    assert response.status_code == 200


def test_staff_may_send_what_the_largest_file_takes(client, publisher):
    client.force_login(publisher)

    with pytest.raises(AssertionError, match="it was read"):
        post(client, "/admin/quotas/feedimport/import/", STAFF_LIMIT)

    assert post(client, "/admin/quotas/feedimport/import/", STAFF_LIMIT + 1).status_code == 413
    assert post(client, "/en/", LIMIT + 1).status_code == 413


def test_who_is_logged_in_and_not_staff_is_nobody_in_particular(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))

    assert post(client, "/admin/login/", LIMIT + 1).status_code == 413


def test_whose_second_factor_is_still_to_come_is_nobody_in_particular(client, publisher):
    publisher.totpdevice_set.create(name="app", confirmed=True)
    client.force_login(publisher)

    assert post(client, "/admin/", LIMIT + 1).status_code == 413


def test_what_staff_send_stays_in_memory(rf):
    request = rf.post("/", {"file": SimpleUploadedFile("feed.xml", b"x" * 5_000_000)})

    assert isinstance(request.FILES["file"], InMemoryUploadedFile)


@pytest.mark.parametrize("address", ["/admin/login/", "/en/", "/api/v1/quotas"])
def test_a_body_without_a_length_is_refused(client, db, address):
    response = post(client, address, "", HTTP_TRANSFER_ENCODING="chunked")

    assert response.status_code == 411


@pytest.mark.parametrize("length", ["", "many"])
def test_a_length_that_is_none_is_no_length(client, db, length):
    assert post(client, "/admin/login/", length).status_code == 200
