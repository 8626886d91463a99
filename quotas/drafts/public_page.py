"""Public pages as an anonymous reader gets them, made within a request of staff."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils.translation import override

# Where the header of a public page begins, above which a bar for staff can stand.
HEADER = '<header class="site-header">'


def public_answer(request, address, language, *, state_of_data=None):
    """Return the view's answer at `address` to a request without cookies.

    `state_of_data` is given where the database holds what others do not see.
    """
    anonymous = HttpRequest()
    anonymous.method = "GET"
    anonymous.path = anonymous.path_info = address
    anonymous.GET = request.GET
    anonymous.META = {
        name: value for name, value in request.META.items() if name != "HTTP_COOKIE"
    } | {"PATH_INFO": address, "REQUEST_METHOD": "GET"}
    anonymous.user = AnonymousUser()
    anonymous.state_of_data = state_of_data
    with override(language):
        match = resolve(address)
        if match.app_names or not match.func.__module__.startswith("quotas."):
            raise Http404
        anonymous.resolver_match = match
        response = match.func(anonymous, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response
