from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """The number of changes to public data and the time of the last one, in one row.

    The triggers of `quotas.history.revision` write it; no Python code does.
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
        """The day of the last change, in the time zone of the site."""
        return timezone.localdate(self.changed_at)
