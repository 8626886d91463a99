"""A form that asks about each doubt of what is typed, until it is ticked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..plausibility.doubts import are_ticked, ticks_of
from .base import PublicForm


class JudgedForm(PublicForm):
    """A record with figures; each doubt about them has to be ticked."""

    checked = forms.Field(
        required=False,
        label=_("I have checked that"),
        widget=forms.MultipleHiddenInput,
    )

    def _post_clean(self):
        """Ask once the record is made from what is typed, and keeps its own rules."""
        super()._post_clean()
        if not self.errors and self.changed_facts:
            self.ask(self.doubts(type(self.instance).objects.filter(pk=self.instance.pk).first()))

    def doubts(self, before):
        """Return the doubts about the record, which was `before` or is new."""
        raise NotImplementedError

    def ask(self, doubts):
        """Refuse what looks like a mistake until each doubt is ticked."""
        if are_ticked(doubts, self.data.getlist(self.add_prefix("checked"))):
            return
        self.fields["checked"].widget = forms.CheckboxSelectMultiple(choices=ticks_of(doubts))
        self.add_error(
            "checked", _("This looks like a mistake. If it is right, tick and save again.")
        )
