"""Refusals before Django begins."""

REFUSAL = """\
The site stands at the root of its address.
Le site se trouve à la racine de son adresse.
"""
# Another server than ours may pass on these names from a client.
FORGED = ("HTTP_SCRIPT_NAME", "HTTP_PATH_INFO")


def refuse_prefixes(application):
    """Return `application` behind a refusal of requests with a prefix of its address.

    Django would begin every link with that prefix, also on pages that are kept for everybody.
    """

    def front(environ, start_response):
        if environ.get("SCRIPT_NAME") or any(name in environ for name in FORGED):
            body = REFUSAL.encode()
            headers = [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                ("X-Content-Type-Options", "nosniff"),
            ]
            start_response("400 Bad Request", headers)
            return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)
        return application(environ, start_response)

    return front
