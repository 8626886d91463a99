"""How gunicorn serves the site; `make run` and a service manager start it the same way."""

import os

wsgi_app = "iec_site.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Threads share a process's cache of pages; processes use the other cores.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
max_requests = 50_000
max_requests_jitter = 5_000

control_socket_disable = True

# No header of a request takes the place of what the server itself knows of it, whoever sends it:
# by default SCRIPT_NAME does, from 127.0.0.1, and every link of the page would begin with it.
forwarder_headers = ""
