"""The servers that are measured, and the cores that they and we run on."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
APART = len(CORES) > 1


def pin(core):
    """Keep this process on the first core or the second, where there are two to choose from."""
    if APART:
        os.sched_setaffinity(0, {CORES[core]})


@contextmanager
def gunicorn(*arguments, log, **environment):
    """One worker on the first core, configured as the site's are; yields its port."""
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            # A worker that is replaced half-way would forget the pages that it holds.
            [sys.executable, "-m", "gunicorn", "--config", "iec_site/gunicorn.conf.py"]
            + ["--max-requests", "0", *arguments],
            cwd=BASE_DIR,
            env=os.environ | environment | {"PORT": str(port)},
            stdout=output,
            stderr=output,
            start_new_session=True,  # so that Ctrl-C is ours, and one signal ends all of it
            preexec_fn=lambda: pin(0),
        )
    try:
        wait_for(process, port, log)
        yield port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(process, port, log, seconds=20):
    """Return once the server answers; give up with its log if it ends or takes too long."""
    give_up = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < give_up:
        with suppress(OSError):
            connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            connection.close()
            return
        time.sleep(0.05)
    sys.exit(f"A server did not start:\n{log.read_text()}")
