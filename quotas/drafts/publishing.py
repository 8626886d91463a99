"""Publishing of drafts: by hand, or of all that are due."""

import logging

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from ..history.revision import queue_to_write
from ..history.versions import related
from ..models import Draft
from .facts import columns_that_differ, record_to_publish, save

log = logging.getLogger(__name__)


def publish(draft):
    """Make what `draft` says public in its author's name; ValidationError if something is wrong."""
    record, links = record_to_publish(draft)
    if is_news(record, links, draft.record):
        record._history_user = draft.by
        record._change_reason = draft.reason or _("Published as planned.")
        save(record, links)
    draft.delete()


def is_news(record, links, held):
    """Tell if saving `record` and `links` would change anything of the record that is `held`."""
    return (
        held is None
        or bool(columns_that_differ(record, held))
        or any(
            set(links[field.name]) != {target.pk for target in related(held, field)}
            for field in held._meta.local_many_to_many
            if field.name in links
        )
    )


def publish_due(at=None):
    """Publish every draft whose time has come; return those published and those that cannot be.

    Each of the latter is kept, with the reason, and is not tried again before it is saved.
    """
    published, stopped = [], []
    if not Draft.objects.due(at).exists():
        return published, stopped  # so that nobody waits for a writer
    with transaction.atomic():
        queue_to_write()
        for draft in Draft.objects.due(at):
            try:
                with transaction.atomic():
                    publish(draft)
                published.append(draft)
            except OperationalError:  # the database fails, not the draft
                raise
            except Exception as error:  # the other drafts are published whatever this one is like
                log.warning("The draft %s was not published: %s", draft.pk, error)
                draft.problem = problem_in(error)
                draft.save()
                stopped.append(draft)
    return published, stopped


def apply_due():
    """Save what readers are to see of the drafts that are due, in a transaction to be rolled back.

    The drafts stay, and no history is kept. A draft that cannot be published is left out.
    """
    queue_to_write()
    for draft in Draft.objects.due():
        try:
            with transaction.atomic():
                record, links = record_to_publish(draft)
                record.skip_history_when_saving = True
                save(record, links)
        except OperationalError:
            raise
        except Exception as error:  # readers get their page whatever a draft is like
            log.warning("The draft %s cannot be shown: %s", draft.pk, error)


def problem_in(error):
    """Return the problem that stops a draft, in sentences for staff."""
    is_for_staff = isinstance(error, ValidationError)
    return " ".join(error.messages) if is_for_staff else _("It cannot be published.")
