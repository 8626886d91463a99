"""The page that finds which categories somebody can use."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures.eligibility import Person, best_of, find
from ..filters import KnownChoicesField, TableForm, WholeNumberField
from ..i18n.territories import others
from ..models import Country, Eligibility, Source, Step

YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
OLDEST_AGE = 120
# The slugs of the sources of what the page says of all answers.
SOURCES = {
    "source": "ircc-eligibility-by-country",
    "source_of_age": "ircc-help-age",
    "source_of_residence": "ircc-manual-eligibility",
    "source_of_addresses": "ircc-help-residence",
    "source_of_two_citizenships": "pvtistes-new-application",
}


def to_yes_or_no(value):
    """Return True, False, or None for no answer."""
    return YES_OR_NO.get(value)


class FindForm(TableForm):
    """The facts that somebody gives about themselves, from the address."""

    citizenship = KnownChoicesField(
        label=_("Citizenship"),
        required=False,
        normalize=str.upper,
        unknown=_("“%(value)s” is not a country or territory of this list, so it was left out."),
    )
    age = WholeNumberField(
        label=_("Age, in years"),
        required=False,
        min_value=0,
        max_value=OLDEST_AGE,
        error_messages={
            "invalid": _(
                "An age must be a whole number of years, such as 27, so this was left out."
            ),
            "min_value": _("An age must be 0 or more, so this was left out."),
            "max_value": _("An age can be at most 120, so this was left out."),
        },
    )
    student = forms.TypedChoiceField(
        label=_("Are you registered at a post-secondary school?"),
        required=False,
        coerce=to_yes_or_no,
        empty_value=None,
        choices=[(value, value) for value in YES_OR_NO],
        error_messages={"invalid_choice": _("The answer must be yes or no, so this was left out.")},
    )
    job_offer = forms.TypedChoiceField(
        label=_("Do you have an offer of a job or internship in Canada?"),
        required=False,
        coerce=to_yes_or_no,
        empty_value=None,
        choices=[(value, value) for value in YES_OR_NO],
        error_messages={"invalid_choice": _("The answer must be yes or no, so this was left out.")},
    )

    def __init__(self, data):
        super().__init__(data)
        ours = {country.code: country.name for country in Country.objects.by_name()}
        self.groups = [
            (gettext("In the programme, now or before"), list(ours.items())),
            (gettext("All others"), others(ours)),
        ]
        self.fields["citizenship"].choices = [
            choice for _group, choices in self.groups for choice in choices
        ]

    def clean(self):
        cleaned = super().clean()
        is_sent = any(name in self.data for name in self.fields)
        if is_sent and not cleaned.get("citizenship") and "citizenship" not in self.errors:
            self.add_error("citizenship", _("Choose a citizenship: the answer depends on it."))
        return cleaned

    @cached_property
    def values(self):
        """The valid values by name."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.cleaned_data

    @property
    def person(self):
        return Person(
            age=self.values.get("age"),
            is_student=self.values.get("student"),
            has_job_offer=self.values.get("job_offer"),
        )

    @property
    def codes(self):
        """The citizenships, each once."""
        return list(dict.fromkeys(self.values.get("citizenship", ())))

    @property
    def selected(self):
        """The codes that are selected in the fields for the two citizenships."""
        return [*self.codes[:2], "", ""][:2]

    @property
    def yes_or_no(self):
        """The two yes-or-no fields, each with its answer: yes, no or an empty text."""
        words = {True: "yes", False: "no", None: ""}
        return [(self[name], words[self.values.get(name)]) for name in ("student", "job_offer")]


class FindView(TemplateView):
    """The categories that somebody can use, by the facts in the address."""

    parameters = parameters_of(FindForm)
    template_name = "quotas/find.html"

    def get_context_data(self, **kwargs):
        form = FindForm(self.request.GET)
        citizenships = find(form.codes, form.person)
        sources = {each.slug: each for each in Source.objects.filter(slug__in=SOURCES.values())}
        return super().get_context_data(**kwargs) | {
            "form": form,
            "names": names_of(citizenships, form.person.age),
            "citizenships": citizenships,
            "best": best_of(citizenships) if len(citizenships) > 1 else [],
            "is_canadian": any(citizenship.is_canadian for citizenship in citizenships),
            "is_possible": any(citizenship.is_possible for citizenship in citizenships),
            "has_two": sum(citizenship.is_listed for citizenship in citizenships) > 1,
            "is_for_residents": any(each.is_for_residents for each in citizenships),
            "newest": Eligibility.objects.with_source().order_by("-as_of").first(),
            "steps": Step.objects.after_finding().with_source(),
            **{name: sources.get(slug) for name, slug in SOURCES.items()},
        }


def names_of(citizenships, age):
    """Return the citizenships by name and the age, in one text; empty without a citizenship."""
    names = [citizenship.name for citizenship in citizenships]
    return ", ".join([*names, str(age)] if names and age is not None else names)
