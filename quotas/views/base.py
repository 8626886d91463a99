"""The pages about one thing, each at one address."""

from django.shortcuts import redirect
from django.views.generic import DetailView


class AtOneAddress(DetailView):
    """A page about one thing, which leads there whoever spelled its address in another way."""

    def get(self, request, **kwargs):
        self.object = self.get_object()
        if request.path != self.object.get_absolute_url():
            return redirect(self.object, permanent=True)
        return self.render_to_response(self.get_context_data())
