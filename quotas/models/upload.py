import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = datetime.timedelta(days=1)


class UploadQuerySet(models.QuerySet):
    def keep(self, kind, name, content, by):
        """Keep a file for the person `by`, and delete those older than a day."""
        self.filter(created_at__lt=timezone.now() - KEPT).delete()
        return self.create(kind=kind, name=name[-200:], content=content, by=by)


class Upload(models.Model):
    """A file between its preview and its confirmation, where every process can read it."""

    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    def __str__(self):
        return self.name
