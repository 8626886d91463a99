from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext

MOST_CHARACTERS = 500


class AccountEventQuerySet(models.QuerySet):
    def record(self, accounts, kind, what="", by=""):
        """Keep an event of `accounts`, made by the person `by`, until their owners log in."""
        if len(what) > MOST_CHARACTERS:
            what = f"{what[: MOST_CHARACTERS - 1]}…"
        self.bulk_create(
            AccountEvent(account=account, kind=kind, what=what, by=by) for account in accounts
        )

    def record_failure(self, name):
        """Count a failed log-in as `name`, if there is such an account."""
        failed = AccountEvent.Kind.FAILED
        counts = self.filter(account__username=name, kind=failed, shown_at__isnull=True)
        if not counts.update(count=F("count") + 1, at=timezone.now()):
            self.record(get_user_model().objects.filter(username=name), failed)

    def unshown(self, account):
        """Return the events that the owner of `account` has not seen, the newest first."""
        return self.filter(account=account, shown_at__isnull=True).order_by("-at", "-pk")


class AccountEvent(models.Model):
    """An event of an account, shown once to its owner and to nobody else."""

    class Kind(models.TextChoices):
        MADE = "made", _("Account created")
        PASSWORD = "password", _("New password")
        FACTS = "facts", _("Name or e-mail address changed: %(what)s")
        ACTIVE = "active", _("Account switched on")
        INACTIVE = "inactive", _("Account switched off")
        STAFF = "staff", _("Access to the admin given")
        NOT_STAFF = "not_staff", _("Access to the admin removed")
        SUPERUSER = "superuser", _("Made a superuser")
        NOT_SUPERUSER = "not_superuser", _("No longer a superuser")
        GROUPS_GIVEN = "groups_given", _("Groups given: %(what)s")
        GROUPS_TAKEN = "groups_taken", _("Groups taken away: %(what)s")
        RIGHTS_GIVEN = "rights_given", _("Rights given: %(what)s")
        RIGHTS_TAKEN = "rights_taken", _("Rights taken away: %(what)s")
        FACTOR_SET_UP = "factor_set_up", _("Second factor set up")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        CODES_RENEWED = "codes_renewed", _("New recovery codes")
        CODE_USED = "code_used", _("Recovery code used")
        FAILED = "failed", _("Failed log-ins")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    what = models.CharField(max_length=MOST_CHARACTERS, blank=True)
    by = models.CharField(max_length=150, blank=True)  # empty: a command on the server
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("event of an account")
        verbose_name_plural = _("events of accounts")

    def __str__(self):
        if self.kind == self.Kind.FAILED:
            words = ngettext("%(count)s failed log-in", "%(count)s failed log-ins", self.count)
            return words % {"count": self.count}
        return self.get_kind_display() % {"what": self.what}
