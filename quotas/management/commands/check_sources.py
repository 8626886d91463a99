from http import HTTPStatus

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from quotas.models import Source
from quotas.revision import queue_to_write

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class Command(BaseCommand):
    """Notes on which day a source was first gone, and forgets it once the source is back.

    A server that fails or cannot be reached tells nothing, so it changes nothing.
    """

    help = "Asks for the address of every source; those that are gone show on the editors’ desk."

    def add_arguments(self, parser):
        parser.add_argument("--timeout", type=float, default=15, help="seconds for each address")

    def handle(self, timeout, **options):
        pool = PoolManager(
            headers={"User-Agent": f"IEC Quotas ({settings.SITE_URL})"},
            timeout=Timeout(total=timeout),
            retries=Retry(total=2, redirect=5, status=0, raise_on_redirect=False),
        )
        for source in Source.objects.all():
            statuses = [status_of(pool, url) for url in (source.url_en, source.url_fr) if url]
            is_gone = any(status in GONE for status in statuses)
            if is_gone and not source.gone_on:
                self.note(source, timezone.localdate(), "Its address leads nowhere.")
            elif source.gone_on and statuses and all(s and s < 400 for s in statuses):
                self.note(source, None, "Its address works again.")

    def note(self, source, day, reason):
        with transaction.atomic():
            queue_to_write()
            source.gone_on = day
            source._change_reason = reason
            source.save()
        self.stdout.write(f"{source.slug}: {reason}")


def status_of(pool, url):
    """The status with which the server of `url` answers, or None if it does not."""
    try:
        with pool.request("GET", url, preload_content=False) as response:
            return response.status
    except HTTPError:
        return None
