#!/usr/bin/env python
import os
import sys


def main():
    """Run a command; a database that does not answer is said in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iec_site.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, connection

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        from iec_site.database import failure

        sys.exit(failure(connection.settings_dict, error))


if __name__ == "__main__":
    main()
