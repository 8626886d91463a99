from axes.models import AccessAttempt
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Lets an account log in again at once, whose password was wrong too often."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what the member of staff logs in with")
        parser.add_argument("--address", help="the one address to unlock it from; all if not given")

    def handle(self, name, address, **options):
        attempts = AccessAttempt.objects.filter(username=name)
        if address:
            attempts = attempts.filter(ip_address=address)
        count, _models = attempts.delete()
        told = f"{count} address was" if count == 1 else f"{count} addresses were"
        self.stdout.write(f"{name}: {told} forgiven." if count else f"{name} is not locked out.")
