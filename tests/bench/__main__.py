"""`make bench`: measures the home page and exits 1 if it is slower than it ought to be."""

import os
import platform
import signal
import sys
import tempfile
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles

import django
from django.apps import apps
from django.core.management import call_command

from .cases import (
    HOME,
    Case,
    ask,
    page_after_a_change,
    page_never_held,
    same_page,
    unchanged_page,
)
from .servers import APART, gunicorn, pin

ROUNDS, SECONDS = 20, 0.35
NOISE = 0.05  # two runs of the same code differ by this much

# What is compared with what, and the least that it may come to. "Nothing" is held of a page at an
# address that nobody asked for, but the parts that pages share may be; after a change none is.
RATIOS = (
    ("304", "bare", 1),
    ("held", "bare", 0.5),
    ("nothing", "plain", 1),
    ("after change", "plain", None),
)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave through every `finally`
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        make_data(folder)
        cases = start_servers(folder, stack)
        print_conditions()
        sys.stdout.flush()
        pin(1)
        for case in cases.values():
            case.burst(SECONDS)
            case.rates.clear()
        for _round in range(ROUNDS):
            for case in cases.values():
                case.burst(SECONDS)
    print_rates(cases)
    return print_ratios(cases)


def make_data(folder):
    """Set the site up as for readers, on a database of its own that holds the shipped data."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "iec_site.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "REDIS_URL": "",
        "DEBUG": "false",
        "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HOST": "127.0.0.1",
        "WEB_CONCURRENCY": "1",
        "GUNICORN_CMD_ARGS": "",
    }
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_shipped_data", verbosity=0)


def start_servers(folder, stack):
    """The cases by name, each with its server running."""

    def start(name, *arguments, **environment):
        return stack.enter_context(gunicorn(*arguments, log=folder / f"{name}.log", **environment))

    ours = start("ours")
    page = folder / "page.gz"
    with closing(HTTPConnection("127.0.0.1", ours)) as connection:
        page.write_bytes(ask(connection, HOME, {})[1])
    bare = start("bare", "tests.bench.bare_site", BENCH_PAGE=str(page))
    plain = start("plain", "tests.bench.plain_site")
    return {
        "304": Case("home page, not changed (304)", ours, unchanged_page, status=304),
        "held": Case("home page, held", ours, same_page(HOME)),
        "nothing": Case("home page, from nothing", ours, page_never_held),
        "after change": Case("home page, first after a change", ours, page_after_a_change),
        "bare": Case("bare Django view, same bytes", bare, same_page("/")),
        "plain": Case("plain django-tables2, same rows", plain, same_page("/")),
    }


def print_conditions():
    quotas = apps.get_model("quotas", "Quota").objects.filter(season__is_current=True)
    rows, columns = (quotas.values(name).distinct().count() for name in ("country", "category"))
    names = ("Django", "django-tables2", "gunicorn")
    print(f"Python {platform.python_version()},", ", ".join(f"{n} {version(n)}" for n in names))
    print(f"{rows} countries in {columns} categories; one worker on one core, asked ", end="")
    print("from another." if APART else "from the SAME, as there is ONE CORE.")
    print(
        f"{ROUNDS} rounds of {SECONDS} s: the median, and from where to where their middle half is."
    )


def print_rates(cases):
    """Print the median of each case, and between which rates the middle half of its rounds lay."""
    print(f"\n{'':34}{'per second':>10}{'from':>9}{'to':>9}{'ms':>9}{'bytes':>9}")
    for case in cases.values():
        low, rate, high = quantiles(case.rates)
        print(f"{case.name:34}{rate:10,.0f}{low:9,.0f}{high:9,.0f}{1000 / rate:9.3f}{case.size:9,}")


def print_ratios(cases):
    """Print how the cases compare, round by round; the answer is 1 if one is too slow, else 0."""
    print(f"\n{'':34}{'ratio':>10}{'from':>9}{'to':>9}{'wanted':>9}")
    failed = []
    for ours, theirs, wanted in RATIOS:
        name = f"{ours} / {theirs}"
        pairs = zip(cases[ours].rates, cases[theirs].rates, strict=True)
        low, ratio, high = quantiles(our_rate / their_rate for our_rate, their_rate in pairs)
        least = f">= {wanted}" if wanted else ""
        print(f"{name:34}{ratio:10.2f}{low:9.2f}{high:9.2f}{least:>9}")
        if wanted and ratio < wanted - NOISE:
            failed.append(name)
    if failed:
        print("\nToo slow:", ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
