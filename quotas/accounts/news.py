"""Events of an account, shown to its owner once after a log-in."""

from django.utils import timezone

from ..models import AccountEvent

JUST_LOGGED_IN = "just_logged_in"
MOST_SHOWN = 20


def show_news_next(request):
    """Let the next page show the events that its reader has not seen."""
    request.session[JUST_LOGGED_IN] = True


def account_news(request):
    """Return the new events of the account once, the newest first, and the count of others."""
    if not request.session.pop(JUST_LOGGED_IN, False):
        return None
    unshown = AccountEvent.objects.unshown(request.user)
    events = list(unshown)
    unshown.update(shown_at=timezone.now())
    return {"events": events[:MOST_SHOWN], "more": len(events[MOST_SHOWN:])} if events else None
