import copy
import logging
import re

MOST_CHARACTERS = 300
QUERY = re.compile(r"\?\S+")


class LineFormatter(logging.Formatter):
    """One line for a request that was wrong; whatever goes wrong in our code keeps its traceback.

    What stands behind a question mark is what somebody looked for, and not for the log.
    """

    def format(self, record):
        if getattr(record, "status_code", 500) < 500:
            message = QUERY.sub("", " ".join(record.getMessage().splitlines()))
            record = copy.copy(record)
            record.msg, record.args = message[:MOST_CHARACTERS], ()
            record.exc_info = record.exc_text = None
        return super().format(record)
