"""Publishing what was prepared, and showing it before that exactly as it will look."""

import logging

from django.contrib import admin
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from ..history.revision import queue_to_write
from ..markdown.checks import MOST_CHARACTERS
from ..models import Draft

log = logging.getLogger(__name__)

SHOWN_FOR = 24 * 60 * 60  # seconds for which the address of a preview works
SIGNER = signing.TimestampSigner(salt="preview of a draft")


def token_of(draft):
    """What stands for `draft` in the address of its preview."""
    return SIGNER.sign(f"{draft.pk}.{draft.key}")


def draft_behind(token):
    """The draft that `token` was made for, or None if it is forged, too old or discarded."""
    try:
        pk, key = SIGNER.unsign(token, max_age=SHOWN_FOR).split(".", 1)
    except signing.BadSignature:
        return None
    return Draft.objects.filter(pk=pk, key=key).first()


def form_of(draft):
    """The form of the admin, filled in as the draft is, with what the form needs to be saved."""
    request = HttpRequest()
    request.user = draft.by
    model_admin, record = admin.site.get_model_admin(draft.model), draft.record
    form_class = model_admin.get_form(request, record, change=record is not None)
    form = form_class(typed(draft), instance=record or draft.model())
    return form, model_admin, request


def typed(draft):
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def problem_of(draft):
    """What stands in the way of publishing `draft`, in sentences; empty if nothing does."""
    action = "change" if draft.record_id else "add"
    if draft.record_id and draft.record is None:
        return _("What it changes was deleted.")
    is_staff = draft.by.is_active and draft.by.is_staff
    if not is_staff or not draft.by.has_perm(f"quotas.{action}_{draft.kind}"):
        return _("%(name)s may not publish it any more.") % {"name": draft.by.get_username()}
    form, _model_admin, _request = form_of(draft)
    return " ".join(
        f"{form.fields[name].label if name in form.fields else ''} {' '.join(errors)}".strip()
        for name, errors in form.errors.items()
    )


def publish(draft):
    """Make what `draft` says public in its author's name; ValidationError if something is wrong."""
    problem = problem_of(draft)
    if problem:
        raise ValidationError(problem)
    form, model_admin, request = form_of(draft)
    is_change = draft.record is not None
    record = model_admin.save_form(request, form, is_change)
    record._history_user = draft.by
    form.cleaned_data["reason"] = form.cleaned_data.get("reason") or _("Published as planned.")
    model_admin.save_model(request, record, form, is_change)
    form.save_m2m()
    draft.delete()


def publish_due(at=None):
    """Publish every draft whose time has come; what cannot be stays, with the reason."""
    if not Draft.objects.due(at).exists():
        return  # and nobody waits for a writer
    with transaction.atomic():
        queue_to_write()
        for draft in Draft.objects.due(at):
            try:
                with transaction.atomic():
                    publish(draft)
            except OperationalError:  # it is the database, and no fault of the draft
                raise
            except Exception as error:  # readers get their page whatever a draft is like
                log.warning("The draft %s was not published: %s", draft.pk, error)
                messages = getattr(error, "messages", None)
                draft.problem = " ".join(messages) if messages else _("It cannot be published.")
                draft.save()


def applied(draft):
    """The record as `draft` would make it, saved; for whoever takes it back at once.

    What is missing stays empty, and a notice shows whatever its days.
    """
    form, _model_admin, _request = form_of(draft)
    form.is_valid()
    record = form.instance
    for field in record._meta.concrete_fields:
        if field.name not in form.fields or not field.editable:
            continue
        if field.name in form.cleaned_data:
            setattr(record, field.name, form.cleaned_data[field.name])
        elif field.get_internal_type() in ("CharField", "TextField", "SlugField"):
            longest = field.max_length or MOST_CHARACTERS
            setattr(record, field.name, form.data.get(field.name, "")[:longest])
    if draft.kind == Draft.Kind.NOTICE:
        record.starts_on = record.ends_on = None
    if draft.kind == Draft.Kind.SEASON:
        record.is_published = True
    record.skip_history_when_saving = True
    record.save()
    for field in record._meta.local_many_to_many:
        if field.name in form.cleaned_data:
            getattr(record, field.name).set(form.cleaned_data[field.name])
    return record
