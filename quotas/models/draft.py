"""Work of staff that is kept until it is published."""

import secrets

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..history.fingerprint import fingerprint


def new_key():
    return secrets.token_urlsafe(12)


class DraftQuerySet(models.QuerySet):
    def due(self, at=None):
        """Return those whose time to be published has come, the earliest first."""
        return self.filter(publish_at__lte=at or timezone.now(), problem="").order_by("publish_at")


class Draft(models.Model):
    """A form that somebody filled in, and that readers do not see until it is published.

    `data` is the form as it was typed, to be opened again; it may lack what a record needs. `facts`
    is what the record would say: a value for each of its fields that the form has.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice")
        NOTE = "note", _("note")
        CATEGORY = "category", _("category")
        SEASON = "season", _("season")
        QUESTION = "question", _("question")
        TERM = "term", _("term")
        STEP = "step", _("step")
        REQUIREMENT = "requirement", _("document or funds")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    record_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    data = models.JSONField(_("what was typed"))
    facts = models.JSONField(null=True, editable=False, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=30, default=new_key)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.CASCADE, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    problem = models.TextField(_("problem"), blank=True, default="")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ("-changed_at",)

    def __str__(self):
        return self.title

    @property
    def fingerprint(self):
        """Return the fingerprint of the form as it is typed now."""
        return fingerprint(sorted(self.data.items()), self.publish_at)

    @property
    def model(self):
        return apps.get_model("quotas", self.kind)

    @property
    def record(self):
        """Return the record that it changes, or None if it makes a new one or that one is gone."""
        return self.model.objects.filter(pk=self.record_id).first() if self.record_id else None

    @property
    def reason(self):
        """Return the reason for the change that its author gave, or an empty text."""
        return self._typed("reason").strip()

    @property
    def record_seen(self):
        """Return the fingerprint of the record that its author saw; empty if none was seen."""
        return self._typed("seen")

    @property
    def form_address(self):
        """Return the address of the form in which staff go on with it."""
        if self.record_id and self.record:
            form = reverse(f"admin:quotas_{self.kind}_change", args=(self.record_id,))
        else:
            form = reverse(f"admin:quotas_{self.kind}_add")
        return f"{form}?draft={self.pk}"

    def _typed(self, name):
        return self.data.get(name, [""])[-1]
