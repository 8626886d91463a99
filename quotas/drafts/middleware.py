"""Public pages with the drafts that are due, before anybody has published them."""

from django.db import OperationalError, transaction

from ..history.revision import DUE
from .publishing import apply_due


class ShowDueDrafts:
    """Make a public page as if the drafts that are due were published; save nothing.

    It stands below the middleware that reads the state of the data, which counts those drafts.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        state = getattr(request, "state_of_data", None)
        if not state or not state.endswith(DUE):
            return self.get_response(request)
        try:
            with transaction.atomic():
                apply_due()
                # A part of the page that is cached is not for pages made without the drafts.
                request.state_of_data = f"{state} applied"
                response = self.get_response(request)
                transaction.set_rollback(True)
            return response
        except OperationalError:  # somebody else writes: the next request tries again
            request.state_of_data = state
            response = self.get_response(request)
            response.headers["Cache-Control"] = "no-store"
            return response
