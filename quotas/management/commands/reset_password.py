import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """A password made by the site, as for a new account.

    Django's `changepassword` has the operator think of one and type it at a terminal, and gives one
    to an account that is switched off.
    """

    help = "Gives an account a new password, prints it, and ends the sessions of the old one."

    def add_arguments(self, parser):
        normal, what = get_user_model().normalize_username, "what the member of staff logs in with"
        parser.add_argument("name", type=normal, help=what)

    def handle(self, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account named {name}.")
        if not user.is_active:
            raise CommandError(f"The account {name} is switched off: switch it on in the admin.")
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.save(update_fields=["password"])
        self.stdout.write(f"{name} can log in at /admin/ with the password {password}")
