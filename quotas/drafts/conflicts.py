"""Refusals to save over what somebody else has changed meanwhile."""

from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..history.versions import entries_of, fingerprint_of


def overwrite_error(record, held):
    """Return the refusal to overwrite `record`, whose fingerprint is `held`.

    It names who changed it last, where the history knows it.
    """
    newest = entries_of(type(record), record.pk).first()
    if not newest or not newest.history_user or fingerprint_of(newest.instance) != held:
        return ValidationError(
            _(
                "This record was changed while you were editing it. Compare what it says now "
                "with what you typed; saving again replaces it."
            )
        )
    return ValidationError(
        _(
            "%(name)s changed this record while you were editing it, at %(time)s. Compare what "
            "it says now with what you typed; saving again replaces it."
        ),
        params={
            "name": newest.history_user.get_username(),
            "time": localize(localtime(newest.history_date).time().replace(microsecond=0)),
        },
    )


def draft_overwrite_error(draft):
    """Return the refusal to overwrite `draft`, which names who kept it last."""
    return ValidationError(
        _(
            "%(name)s changed this draft while you were editing it. Compare what it says now "
            "with what you typed; saving again replaces it."
        ),
        params={"name": draft.by.get_username()},
    )
