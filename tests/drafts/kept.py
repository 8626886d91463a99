"""Drafts of notices, kept as an editor keeps them."""

import datetime

from django.utils import timezone

from quotas.models import Draft

from ..markdown.test_checks import notice
from ..pages import parse

ADD = "/admin/quotas/notice/add/"
HOUR = datetime.timedelta(hours=1)


def keep(client, address=ADD, **facts):
    client.post(address, notice(**facts) | {"_draft": "1"})
    return Draft.objects.latest("pk")


def in_an_hour(**more):
    at = timezone.localtime(timezone.now() + HOUR)
    return {"publish_at": at.strftime("%Y-%m-%dT%H:%M")} | more


def form_in(client, address):
    """Return what the form of a notice sends if nothing is changed in it."""
    form = parse(client.get(address)).get_element_by_id("notice_form")
    return dict(form.form_values())


def make_due():
    """Let the time of every draft have come."""
    Draft.objects.update(publish_at=timezone.now() - HOUR)
