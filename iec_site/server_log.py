import sys

from gunicorn.glogging import Logger


class ServerLog(Logger):
    """Gunicorn's log, without the addresses of readers and the content that they sent."""

    def warning(self, msg, *args, **kwargs):
        if str(msg).startswith("Invalid request from"):
            msg, args = "Invalid request: %s", (type(sys.exc_info()[1]).__name__,)
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        if str(msg).startswith("Error handling request"):
            args = [str(part).partition("?")[0] for part in args]
        super().exception(msg, *args, **kwargs)
