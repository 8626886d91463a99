from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from quotas.accounts.lockout import network_of, total_failures


class Command(BaseCommand):
    help = (
        "Lets an account log in again at once that failed too often: from everywhere, or from one "
        "address. With an address and no name: whoever logs in from there."
    )

    def add_arguments(self, parser):
        normal, what = get_user_model().normalize_username, "what the member of staff logs in with"
        parser.add_argument("name", nargs="?", type=normal, help=what)
        parser.add_argument("--address", help="the one address to unlock")

    def handle(self, name, address, **options):
        if not (name or address):
            raise CommandError("Give the name of an account, an --address, or both.")
        attempts = AccessAttempt.objects.all()
        if name:
            if not get_user_model().objects.filter(username=name).exists():
                raise CommandError(f"There is no account named {name}.")
            attempts = attempts.filter(username=name)
        if address:
            try:
                attempts = attempts.filter(ip_address=network_of(address))
            except ValueError:
                raise CommandError(f"{address} is no IP address.") from None
        count = total_failures(attempts)
        attempts.delete()
        subject = "1 failed log-in is" if count == 1 else f"{count} failed log-ins are"
        self.stdout.write(f"{subject} forgotten.")
