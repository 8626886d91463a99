"""Forms with texts: Markdown in two languages side by side, cleaned and checked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..markdown.checks import check_text, clean_text
from .base import PublicForm

LACKING = _("Readers of this language would have no text. Save it as a draft until it is written.")
HELP = _(
    "Markdown: ## heading, *emphasis*, **strong**, - for a list, [words](https://…) for a link."
)


class MarkdownArea(forms.Textarea):
    """A large field; a script shows its text as readers will see it."""

    class Media:
        js = ("js/admin/markdown.js",)


class TextsForm(PublicForm):
    """A record with texts, each in both languages or in none."""

    one_language = LACKING

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (name for pair in self.pairs for name in pair):
            field = self.fields[name]
            field.error_messages["required"] = LACKING
            if isinstance(field.widget, forms.Textarea):
                field.help_text = HELP
                field.widget = MarkdownArea({**field.widget.attrs, "data-markdown": ""})

    def clean_texts(self):
        for name in (name for pair in self.pairs for name in pair):
            if isinstance(self.fields[name].widget, MarkdownArea):
                self.clean_markdown(name)
        super().clean_texts()

    def clean_markdown(self, name):
        """Keep the text as plain Markdown; refuse it if a link in it leads nowhere."""
        if not self.cleaned_data.get(name):
            return
        text = clean_text(self.cleaned_data[name])
        self.cleaned_data[name] = text
        try:
            check_text(text)
        except ValidationError as error:
            self.add_error(name, error)
