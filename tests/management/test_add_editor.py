"""The command that makes the account of an editor."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse

pytestmark = pytest.mark.django_db


def add(*arguments):
    out = io.StringIO()
    call_command("add_editor", *arguments, stdout=out)
    return out.getvalue()


def test_a_new_editor_logs_in_with_the_password_that_is_printed_and_can_edit(client):
    password = add("edith", "--email", "edith@quotas.example").split()[-1]

    response = client.post("/admin/login/", {"username": "edith", "password": password})

    assert response.status_code == 302
    assert client.get(reverse("admin:quotas_quota_changelist")).status_code == 200
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("edith",), "A user with that username already exists."),
        (("not a name",), "Enter a valid username."),
        (("Edith",), "Edith is too much like edith, which there is."),
        (("\uff25\uff24\uff29\uff34\uff28",), "EDITH is too much like edith, which there is."),
        (("",), "This field cannot be blank."),
        (("emil", "--email", "nowhere"), "Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_makes_no_account(arguments, sentence):
    add("edith")

    with pytest.raises(CommandError, match=sentence):
        add(*arguments)

    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize("typed", ["Zoe\u0301", "\uff3ao\u00e9"])
def test_a_name_is_kept_as_the_log_in_will_read_it(client, typed):
    password = add(typed).split()[-1]

    response = client.post("/admin/login/", {"username": typed, "password": password})

    assert response.status_code == 302
    assert get_user_model().objects.get().username == "Zo\u00e9"
