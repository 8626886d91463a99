from django.conf import settings
from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections

from quotas.management.database_file import missing_file


class Command(migrate.Command):
    """Django's own command, and the only one that makes a new file of SQLite."""

    def execute(self, *args, **options):
        file = missing_file(connections[options["database"]].settings_dict)
        if file and not options["check_unapplied"] and not options["plan"]:
            if settings.DATABASE_IS_CHOSEN:
                self.stderr.write(f"DATABASE_URL: making the new file {file}", self.style.NOTICE)
            try:
                file.touch()
            except OSError as error:
                raise CommandError(f"DATABASE_URL: {error}") from None
        return super().execute(*args, **options)
