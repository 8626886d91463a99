import datetime
import gzip
import hashlib

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from ..history.revision import PublicModel
from ..i18n.formats import long_date

LARGEST_KEPT = 1_000_000  # bytes as they came; the real feed has 31,000
UNUSED_KEPT = datetime.timedelta(days=90)
DECISION = ("reason", "decided_by", "decided_at")
MOST_UNUSED = 100  # feeds that were refused, thrown away or superseded


class Outcome(models.TextChoices):
    """The end that a feed came to."""

    IMPORTED = "imported", _("Imported")
    HELD = "held", _("Held, waiting for a decision")
    THROWN_AWAY = "thrown_away", _("Thrown away")
    SUPERSEDED = "superseded", _("Superseded by a later feed")
    REFUSED = "refused", _("Refused: it cannot be read as the feed")


class KeptFeedQuerySet(models.QuerySet):
    def of_bytes(self, content):
        """Return the feed that came with the same bytes before, or None."""
        return self.filter(sha256=hashlib.sha256(content).hexdigest()).first()

    def held(self):
        """Keep those that wait for a decision, the newest day first."""
        return self.filter(outcome=Outcome.HELD).order_by("-as_of", "-pk")

    def public(self):
        """Keep those that readers can have, the newest day first, without their bytes."""
        return self.filter(imported_at__isnull=False).defer("content").order_by("-as_of", "-pk")

    def supersede(self, **facts):
        """Mark held feeds with these facts as superseded."""
        older = self.filter(outcome=Outcome.HELD, **facts)
        older.update(outcome=Outcome.SUPERSEDED, decided_at=timezone.now())

    def keep(self, content, **facts):
        """Keep the bytes of a feed, or the new outcome of those kept before; return the row."""
        kept = self.of_bytes(content)
        if kept is None:
            self.forget_unused()
            packed = gzip.compress(content, mtime=0) if len(content) <= LARGEST_KEPT else None
            digest = hashlib.sha256(content).hexdigest()
            return self.create(sha256=digest, size=len(content), content=packed, **facts)
        if any(getattr(kept, name) != facts[name] for name in ("outcome", "doubts", "as_of")):
            for name in ("outcome", "doubts", "as_of", *DECISION):
                setattr(kept, name, facts.get(name, kept._meta.get_field(name).get_default()))
            kept.imported_at = facts.get("imported_at", kept.imported_at)
            kept.save()
        return kept

    def forget_unused(self):
        """Delete what was refused or not used long ago, and all but the last of a great many.

        Of a feed that was thrown away the hash stays, so that it is not held again.
        """
        unused = self.filter(imported_at__isnull=True).exclude(outcome=Outcome.HELD)
        newest = unused.order_by("-pk").values_list("pk", flat=True)[:MOST_UNUSED]
        old = unused.filter(
            models.Q(fetched_at__lt=timezone.now() - UNUSED_KEPT) | ~models.Q(pk__in=list(newest))
        )
        thrown_away = old.filter(outcome=Outcome.THROWN_AWAY)
        thrown_away.filter(content__isnull=False).update(content=None)
        old.exclude(outcome=Outcome.THROWN_AWAY).delete()


class KeptFeed(PublicModel):
    """A copy of the official feed as it came, byte by byte, and what became of it.

    Readers get those that were imported.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveIntegerField(_("bytes"))
    content = models.BinaryField(null=True, editable=False)  # compressed
    address = models.CharField(
        _("came from"), max_length=500, help_text=_("An address, or the name of a file.")
    )
    headers = models.JSONField(_("headers of the answer"), default=dict, blank=True)
    choices = models.JSONField(default=dict, editable=False)  # of whoever sent it
    fetched_at = models.DateTimeField(_("came"), default=timezone.now)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=20, choices=Outcome)
    doubts = models.JSONField(_("doubts"), default=list, blank=True)
    reason = models.TextField(_("reason"), blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = KeptFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of the official feed")
        verbose_name_plural = _("copies of the official feed")
        ordering = ("-pk",)
        default_permissions = ("view",)
        indexes = (models.Index(name="kept_feeds_by_outcome", fields=("outcome", "-as_of")),)

    def __str__(self):
        return self.as_of.isoformat() if self.as_of else self.address

    def get_absolute_url(self):
        return reverse("kept_feed", args=(self.sha256,))

    @property
    def original(self):
        """The bytes as they came, or None where they are not kept any more."""
        return None if self.content is None else gzip.decompress(bytes(self.content))

    @property
    def fetched_on(self):
        """The day on which it came, in the time zone of the site."""
        return timezone.localdate(self.fetched_at)

    @property
    def day_label(self):
        return long_date(self.as_of) if self.as_of else gettext("a day that cannot be read")

    @property
    def file_name(self):
        return f"iec-feed-{self}-{self.sha256[:8]}.xml" if self.as_of else f"{self.sha256[:8]}.txt"

    @property
    def is_held(self):
        return self.outcome == Outcome.HELD

    @property
    def is_undecided(self):
        """True if it can still be imported."""
        is_out = self.outcome in (Outcome.HELD, Outcome.THROWN_AWAY, Outcome.SUPERSEDED)
        return is_out and self.content is not None

    def decide(self, outcome, *, by=None, reason=""):
        """Note the decision of a person."""
        self.outcome, self.decided_by, self.reason = outcome, by, reason
        self.decided_at = timezone.now()
        self.save(update_fields=("outcome", "decided_by", "reason", "decided_at"))
