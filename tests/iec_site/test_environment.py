"""Wrong settings: one line names each, and nothing starts."""

import importlib.util
import os
import re
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection
from django.http.request import validate_host

from iec_site.environment import Environment
from quotas.management.database_file import existing_only

from .test_settings import PROJECT, SECRET

NAMES = re.findall(r"^(\w+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE)


@pytest.fixture
def read(monkeypatch):
    """Read the settings anew, with no other variables of ours than those given."""

    def read(**environment):
        for name in NAMES:
            monkeypatch.setenv(name, environment.pop(name, SECRET if name == "SECRET_KEY" else ""))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        path = PROJECT / "iec_site/settings.py"
        spec = importlib.util.spec_from_file_location("iec_site.settings_read_anew", path)
        settings = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(settings)
        return settings

    return read


WRONG = [
    ("SECRET_KEY", ["x", "changeme"]),
    ("DEBUG", ["maybe", "-1"]),
    ("REQUIRE_SECOND_FACTOR", ["publishers"]),
    ("ALLOWED_HOSTS", ["https://quotas.example", "quotas.example:443", "quotas.example/", "*.a.b"]),
    ("ALLOWED_HOSTS", ["quotas.example www.quotas.example"]),
    ("CSRF_TRUSTED_ORIGINS", ["quotas.example", "https://", "https://quotas.example/admin/"]),
    ("SITE_URL", ["quotas.example", "//quotas.example", "ftp://quotas.example", "https://"]),
    ("SITE_URL", ["https://quotas.example/iec", "https://quotas.example?a=b", "https:/quotas.ca"]),
    ("SITE_URL", ["https://me@quotas.example", "https://a b.example", "https://a.example:99999"]),
    ("DATABASE_URL", ["db.sqlite3", "sqlite:db.sqlite3", "sqlite://db.sqlite3", "sqlite://"]),
    ("DATABASE_URL", ["sqlite:////no/such/folder/db.sqlite3", "sqlite:////tmp", "slqite:///db"]),
    ("DATABASE_URL", ["mysql://a@b/c", "oracle://a@b/c", "postgres://", "postgres://a@b:99999/c"]),
    ("DATABASE_URL", ["postgres://a@b/c?sslmod=require", "postgres://a@b/c?pool=true"]),
    ("REDIS_URL", ["127.0.0.1:6379", "http://127.0.0.1", "redis://a:b/0", "redis://a/cache"]),
    ("CONTACT_EMAIL", ["me", "me@", "https://quotas.example"]),
    ("TRUSTED_PROXIES", ["-1", "one", "1.5", "10.0.0.1"]),
    ("FIGURES_STALE_AFTER_DAYS", ["-1", "a week"]),
    ("HOST", ["http://127.0.0.1", "127.0.0.1:8000", "two words"]),
    ("PORT", ["0", "65536", "http", "-1"]),
    ("WEB_CONCURRENCY", ["0", "-1", "two", "1.5"]),
]


@pytest.mark.parametrize(("name", "value"), [(name, v) for name, values in WRONG for v in values])
def test_a_wrong_value_ends_in_one_line_that_names_it_and_does_not_show_it(read, name, value):
    with pytest.raises(SystemExit) as refused:
        read(**{name: value})

    line = str(refused.value)
    assert line.startswith(f"Settings: {name} ")
    assert "\n" not in line
    assert name != "SECRET_KEY" or value not in line.split()


RIGHT = [
    ("ALLOWED_HOSTS", "quotas.example, .quotas.ca,10.0.0.1,[2001:db8::1]"),
    ("CSRF_TRUSTED_ORIGINS", "https://quotas.example/,https://*.quotas.example:8443"),
    ("SITE_URL", "HTTPS://Quotas.example:8443/"),
    ("DATABASE_URL", "sqlite:///other.sqlite3"),
    ("DATABASE_URL", "sqlite://:memory:"),
    ("DATABASE_URL", "postgres://quotas@/quotas?host=/tmp/socket"),
    ("DATABASE_URL", "postgresql://a:b%40c@[::1]:5432/d?sslmode=require&connect_timeout=9"),
    ("REDIS_URL", "redis://127.0.0.1:6379/0"),
    ("REDIS_URL", "rediss://user:password@cache.example"),
    ("CONTACT_EMAIL", "hello@quotas.example"),
    ("HOST", "::1"),
    ("HOST", "10.1.2.3"),
    ("WEB_CONCURRENCY", "1"),
]


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_a_right_value_is_taken_without_a_word(read, capsys, name, value):
    read(**{name: value})

    assert capsys.readouterr().err == ""


def test_every_wrong_value_has_a_line_of_its_own(read):
    with pytest.raises(SystemExit) as refused:
        read(SECRET_KEY="", PORT="0", SITE_URL="quotas.example")

    assert [line.split()[1] for line in str(refused.value).splitlines()] == [
        "SECRET_KEY",
        "SITE_URL",
        "PORT",
    ]


def test_the_host_of_the_site_may_always_be_asked_for(read):
    settings = read(SITE_URL="https://quotas.example:8443", ALLOWED_HOSTS="origin.example")

    assert settings.ALLOWED_HOSTS == ["origin.example", "quotas.example"]
    assert not validate_host("127.0.0.1", settings.ALLOWED_HOSTS)


def test_any_host_at_all_is_a_warning(read, capsys):
    read(ALLOWED_HOSTS="*")

    assert capsys.readouterr().err.startswith("Settings: ALLOWED_HOSTS=*")


def test_a_slash_at_the_end_of_an_origin_or_an_address_means_nothing(read):
    settings = read(SITE_URL="https://Quotas.example/", CSRF_TRUSTED_ORIGINS="https://a.example/")

    assert settings.SITE_URL == "https://quotas.example"
    assert settings.CSRF_TRUSTED_ORIGINS == ["https://a.example"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("SECRTE_KEY=a", ": SECRET_KEY is"),
        ("secret_key=a", ": SECRET_KEY is"),
        ("REQUIRE_SECOND_FACTR", ": REQUIRE_SECOND_FACTOR is"),
        ("SOMETHING_ELSE=a", ""),
    ],
)
def test_an_unknown_name_in_the_file_ends_in_one_line_that_names_it(tmp_path, line, meant):
    file = tmp_path / ".env"
    file.write_text(f"SECRET_KEY={SECRET}\n{line}\n")
    env = Environment(file)
    env.str("SECRET_KEY")
    env.flag("REQUIRE_SECOND_FACTOR")

    with pytest.raises(SystemExit) as refused:
        env.refuse()

    name = line.partition("=")[0]
    assert str(refused.value) == f"Settings: '{name}' in .env is not read by anything{meant}"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["folder", "not text"])
def test_a_file_that_cannot_be_read_ends_in_one_line(tmp_path, content):
    file = tmp_path / ".env"
    file.write_bytes(content) if content else file.mkdir()

    with pytest.raises(SystemExit) as refused:
        Environment(file)

    assert str(refused.value).startswith("Settings: .env cannot be read: ")


def test_a_name_in_the_environment_that_looks_like_ours_is_named_and_others_are_not(read, capsys):
    read(TRUSTED_PROXY="1", HOSTNAME="here", EDITOR="vi")

    assert capsys.readouterr().err == (
        "Settings: TRUSTED_PROXY is not read by anything: TRUSTED_PROXIES is\n"
    )


GUNICORN = ["-m", "gunicorn", "--config", "iec_site/gunicorn.conf.py"]


@pytest.mark.parametrize(
    "arguments",
    [["manage.py", "migrate"], GUNICORN, ["-c", "import iec_site.wsgi"]],
    ids=["manage.py", "gunicorn", "wsgi"],
)
def test_whoever_starts_it_gets_that_line_and_a_status_that_is_not_zero(arguments):
    done = run(arguments, WEB_CONCURRENCY="0")

    assert done.returncode == 1
    assert done.stderr.startswith("Settings: WEB_CONCURRENCY must be a whole number from 1")
    assert done.stderr.count("\n") == 1


def run(arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": SECRET} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("secret", ["for tests", "x" * 60, "abcd" * 20])
def test_no_server_signs_with_a_secret_that_can_be_guessed(secret):
    done = run(GUNICORN, SECRET_KEY=secret)

    assert done.returncode == 1
    assert done.stderr.startswith("Settings: SECRET_KEY must be at least 32 random characters")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["manage.py", "unlock", "a"], GUNICORN], ids=["unlock", "server"]
)
def test_a_misspelt_file_of_sqlite_is_named_and_no_empty_one_is_made(tmp_path, arguments):
    file = tmp_path / "misspelt.sqlite3"

    done = run(arguments, DATABASE_URL=f"sqlite:///{file}")

    assert (done.returncode, file.exists()) == (1, False)
    assert f"(DATABASE_URL) cannot answer: there is no file {file}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def file(tmp_path, settings):
    """A file of SQLite that an operator chose, and that is not there."""
    file = tmp_path / "new.sqlite3"
    settings.DATABASE_IS_CHOSEN = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", existing_only(file))
        patch.setattr(migrate.Command, "check", lambda self, **options: None)
        patch.setattr(migrate.Command, "handle", lambda self, **options: None)
        yield file


def test_migrate_alone_makes_a_new_file_and_says_so(file, capsys):
    call_command("migrate", check_unapplied=True)
    call_command("migrate", plan=True)
    assert not file.exists()

    call_command("migrate")

    assert file.exists()
    assert capsys.readouterr().err == f"DATABASE_URL: making the new file {file}\n"


def test_a_new_file_that_cannot_be_made_is_said_in_one_line(file):
    file.parent.rmdir()

    with pytest.raises(CommandError, match="DATABASE_URL: .*No such file"):
        call_command("migrate")


def test_a_server_of_databases_that_does_not_answer_is_said_in_one_line():
    done = run(["manage.py", "unlock", "a"], DATABASE_URL="postgres://a@127.0.0.1:1/b")

    assert done.returncode == 1
    assert done.stderr.startswith("The database (DATABASE_URL) cannot answer: connection failed")
    assert done.stderr.count("\n") == 1
