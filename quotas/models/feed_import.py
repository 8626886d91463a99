from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedImportQuerySet(models.QuerySet):
    def latest_from(self, address):
        """Return the last import from `address`, or None."""
        return self.filter(address=address).order_by("-pk").first()


class FeedImport(models.Model):
    """One import of the official rounds feed: its address or file, and its whole report.

    Readers never see it. Staff read the report, and the next import reads `last_modified`.
    """

    address = models.CharField(
        _("came from"), max_length=500, help_text=_("An address, or the name of a file.")
    )
    as_of = models.DateField(_("as of"))
    season = models.ForeignKey(
        "Season", verbose_name=_("season"), on_delete=models.CASCADE, related_name="+"
    )
    last_modified = models.CharField(_("last modified"), max_length=100, blank=True)
    report = models.JSONField(_("report"))
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)

    objects = FeedImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of the official feed")
        verbose_name_plural = _("imports of the official feed")
        ordering = ("-pk",)
        permissions = (("import_files", _("Can import files and the official feed")),)

    def __str__(self):
        return f"{self.as_of.isoformat()}, {self.address}"
