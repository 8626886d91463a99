"""The search of the whole site."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..history.revision import state_of_data
from ..i18n.languages import language
from ..search.index import index_of

EXAMPLES = (_("France working holiday"), _("UK YP"), _("biometrics"))
LONGEST = 100  # letters


class SearchForm(forms.Form):
    """The words to look for, in the address."""

    q = forms.CharField(
        label=_("Search"),
        max_length=LONGEST,
        required=False,
        error_messages={
            "max_length": _("A search can have at most 100 letters. Try one or two words."),
            "null_characters_not_allowed": _("A search cannot have null characters."),
        },
    )

    @property
    def typed(self):
        """The text of the field, valid or not, to show again."""
        return "".join(c for c in self.data.get("q", "")[:LONGEST] if c.isprintable())


class SearchView(TemplateView):
    """All that has the words in its name: countries, pools, categories, terms, questions, pages."""

    parameters = parameters_of(SearchForm)
    template_name = "quotas/search.html"

    def get_context_data(self, **kwargs):
        form = SearchForm(self.request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        state = getattr(self.request, "state_of_data", None) or state_of_data()
        return super().get_context_data(**kwargs) | {
            "form": form,
            "text": form.typed,
            "found": index_of(state, language()).find(text) if text else None,
            "examples": EXAMPLES,
        }
