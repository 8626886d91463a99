from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """One row: how often public data has changed, and when it last did.

    The database moves it, by the triggers of `quotas.history.revision`; no Python code does.
    """

    number = models.PositiveBigIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("last changed"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        constraints = (models.CheckConstraint(name="one_revision", condition=models.Q(pk=1)),)

    def __str__(self):
        return str(self.number)

    @property
    def changed_on(self):
        """The day of the last change, where the site is at home."""
        return timezone.localdate(self.changed_at)
