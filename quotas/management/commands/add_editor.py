import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from quotas.accounts.groups import EDITORS, GROUPS


class Command(BaseCommand):
    help = (
        "Makes the account of a member of staff, and prints its first password. "
        "To set another: manage.py reset_password NAME."
    )

    def add_arguments(self, parser):
        normal = get_user_model().normalize_username
        parser.add_argument("name", type=normal, help="what the editor logs in with")
        parser.add_argument("--email", default="", help="an address to write to")
        parser.add_argument(
            "--group",
            choices=GROUPS,
            default=EDITORS,
            help=f"what it may do; {EDITORS} if not given",
        )

    @transaction.atomic
    def handle(self, name, email, group, **options):
        User = get_user_model()  # noqa: N806, it is a class
        known = User.objects.filter(username__iexact=name).exclude(username=name).first()
        if known:
            raise CommandError(f"{name} is too much like {known.username}, which there is.")
        password = secrets.token_urlsafe(12)
        editor = User(username=name, email=email, is_staff=True)
        editor.set_password(password)
        try:
            editor.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        editor.save()
        editor.groups.add(Group.objects.get(name=group))
        self.stdout.write(f"{name} can log in at /admin/ with the password {password}")
