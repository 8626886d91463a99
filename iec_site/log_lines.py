import copy
import logging
import re

MOST_CHARACTERS = 300
QUERY = re.compile(r"\?\S+")


class LineFormatter(logging.Formatter):
    """Lines of the log: one for a wrong request, with a traceback only for an error of ours.

    Queries are left out, because they show what somebody looked for.
    """

    def format(self, record):
        if getattr(record, "status_code", 500) < 500:
            message = QUERY.sub("", " ".join(record.getMessage().splitlines()))
            record = copy.copy(record)
            record.msg, record.args = message[:MOST_CHARACTERS], ()
            record.exc_info = record.exc_text = None
        return super().format(record)
