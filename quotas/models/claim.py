"""Claims: texts and sums that somebody read in a source, and reads there again on a set day."""

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .days import DayField


class Claim(models.Model):
    """A record that says what a source says, with the day it was read and the day to look again."""

    read_on = DayField(
        _("compared on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last compared it with its source."),
    )
    look_again_on = DayField(
        _("compare again on"),
        null=True,
        blank=True,
        help_text=_(
            "From this day on, the desk asks you to compare it again. Usually a year after it "
            "was compared; December 1 for fees. Readers never see it."
        ),
    )

    class Meta:
        abstract = True


def looked_at_again_later(name):
    """Return the constraint that a claim of the table `name` is read before it is read again."""
    return models.CheckConstraint(
        name=f"{name}_is_looked_at_again_after_it_was_read",
        condition=Q(read_on=None) | Q(look_again_on=None) | Q(look_again_on__gt=F("read_on")),
        violation_error_message=_("The day to compare again comes after the day it was compared."),
    )


def kinds_of_claims():
    """Return the models whose records are claims."""
    return [model for model in apps.get_models() if issubclass(model, Claim)]
