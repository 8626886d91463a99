from http import HTTPStatus

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from urllib3 import Timeout
from urllib3.exceptions import HTTPError

from quotas.history.revision import queue_to_write
from quotas.models import Source
from quotas.rounds.web import NotPublic, PublicWeb, run_within

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
MAX_REDIRECTS = 5


class Command(BaseCommand):
    """Note the day on which a source was first gone, and clear it once the source is back.

    A server that fails or cannot be reached changes nothing: the source may still be there. Staff
    write the addresses, so only servers of the public web are asked.
    """

    help = (
        "Asks for the address of every source; those that are gone show on the editors’ desk. "
        "An address that is not on the public web is not asked for, and named."
    )

    def add_arguments(self, parser):
        parser.add_argument("--timeout", type=float, default=15, help="seconds for each address")

    def handle(self, timeout, **options):
        web = PublicWeb(
            headers={"User-Agent": f"IEC Quotas ({settings.SITE_URL})"},
            timeout=Timeout(total=timeout),
        )
        for source in Source.objects.all():
            urls = [url for url in (source.url_en, source.url_fr) if url]
            statuses = [self.status_of(web, source, url, timeout) for url in urls]
            is_gone = any(status in GONE for status in statuses)
            if is_gone and not source.gone_on:
                self.note(source, timezone.localdate(), "Its address leads nowhere.")
            elif source.gone_on and statuses and all(s and s < 400 for s in statuses):
                self.note(source, None, "Its address works again.")

    def status_of(self, web, source, url, timeout):
        """Return the status of the answer from `url`, or None without an answer."""
        try:
            return run_within(
                timeout, lambda: web.status_of(url, redirects=MAX_REDIRECTS), "asking for a source"
            )
        except NotPublic:
            self.stdout.write(f"{source.slug}: {url} leads off the public web; not asked for.")
        except (HTTPError, TimeoutError):
            pass
        return None

    def note(self, source, day, reason):
        with transaction.atomic():
            queue_to_write()
            source.gone_on = day
            source._change_reason = reason
            source.save()
        self.stdout.write(f"{source.slug}: {reason}")
