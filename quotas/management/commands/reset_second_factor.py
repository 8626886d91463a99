from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from quotas.accounts import second_factor


class Command(BaseCommand):
    help = "Takes the second factor off an account whose phone and recovery codes are gone."

    def add_arguments(self, parser):
        normal, what = get_user_model().normalize_username, "what the member of staff logs in with"
        parser.add_argument("name", type=normal, help=what)

    def handle(self, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account named {name}.")
        if not second_factor.remove(user):
            raise CommandError(f"The account {name} has no second factor.")
        self.stdout.write(f"{name} can log in with the password alone, and set up a new one.")
