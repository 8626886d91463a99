"""Safe by default: what a fresh machine runs with."""

import os
import subprocess
import sys

from quotas.caching.redis import ForgivingRedisCache

from .. import PROJECT

SECRET = "k3X9-" * 12


def manage(*arguments, **environment):
    """Run manage.py with no more environment than given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(names, **environment):
    """Return an expression of settings as a new process has it."""
    code = (
        f"from django.conf import settings; import sys; sys.stdout.write(repr((settings.{names})))"
    )
    return manage("shell", "--verbosity", "0", "--command", code, **environment).stdout


def test_settings_are_safe_unless_told_otherwise():
    both = setting("DEBUG, settings.ALLOWED_HOSTS", SECRET_KEY=SECRET)

    assert both == "(False, ['127.0.0.1', 'localhost', '[::1]'])"


def test_there_is_no_default_secret(tmp_path):
    done = manage("check", SECRET_KEY="")

    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_a_deployed_site_passes_djangos_check():
    done = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SECRET_KEY=SECRET,
        SITE_URL="https://quotas.example",
    )

    assert done.returncode == 0, done.stderr


def test_every_variable_that_is_read_is_in_the_example():
    import re

    settings = (PROJECT / "iec_site/settings.py").read_text()
    example = (PROJECT / ".env.example").read_text()

    for name in re.findall(r'env\.\w+\("(\w+)"', settings):
        assert f"\n{name}=" in example


def test_the_site_does_without_a_shared_cache_that_is_down(caplog):
    cache = ForgivingRedisCache("redis://127.0.0.1:1/0", {})

    cache.set("page", "held")

    assert cache.get("page") is None
    assert "does not answer" in caplog.text
