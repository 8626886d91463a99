"""The server, gunicorn; `make run` and a service manager start it the same way."""

import socket
import sys

from iec_site.database import failure
from iec_site.environment import TOO_WEAK, is_strong
from iec_site.settings import DATABASE, HOST, PORT, SECRET_KEY, WEB_CONCURRENCY
from quotas.management.database_file import missing_file

if not is_strong(SECRET_KEY):
    sys.exit(f"Settings: SECRET_KEY {TOO_WEAK}")

wsgi_app = "iec_site.wsgi"
bind = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"

# Threads share a process's cache of pages; processes use the other cores.
worker_class = "iec_site.worker.PatientWorker"
workers = WEB_CONCURRENCY
threads = 4
preload_app = True
max_requests = 50_000
max_requests_jitter = 5_000

control_socket_disable = True

# No header of a request replaces a fact that the server itself knows. By default gunicorn takes
# SCRIPT_NAME from 127.0.0.1, and every link of the page would begin with it.
forwarder_headers = ""
# Keep the addresses of readers out of the log.
logger_class = "iec_site.server_log.ServerLog"


def on_starting(server):
    """End with one line if the server could never answer."""
    if server.cfg.workers < 1:
        sys.exit("Settings: at least one worker is needed (--workers, WEB_CONCURRENCY)")
    if missing_file(DATABASE):
        sys.exit(failure(DATABASE, None))
    try:
        socket.getaddrinfo(HOST, PORT)
    except OSError as error:
        sys.exit(f"Settings: HOST leads nowhere: {error}")


def when_ready(server):
    sys.stdout.write(f"IEC Quotas on http://{bind}\n")
    sys.stdout.flush()
