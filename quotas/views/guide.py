"""The pages that explain: categories, steps, questions, terms."""

from django.http import Http404
from django.utils.translation import gettext
from django.views.generic import ListView

from ..charts import Stop, Timeline
from ..figures import descriptions
from ..figures.categories import CategoryQuotas
from ..figures.fees import Totals
from ..figures.foot import SEPARATOR, publishers_of
from ..figures.notes import NotesByCountry
from ..figures.questions import live_figures
from ..models import (
    Category,
    Fee,
    Note,
    Notice,
    Question,
    Requirement,
    Season,
    Source,
    Step,
    Term,
)
from ..models.calendar import by_season_and
from ..open_data.schema_org import questions_and_answers
from ..open_data.tables import CATEGORIES, FEES, TERMS
from .base import RecordView, category_at


class CategoriesView(ListView):
    """The categories side by side."""

    queryset = Category.objects.all()
    template_name = "quotas/categories.html"
    extra_context = {"table": CATEGORIES}


class CategoryView(RecordView):
    """One category explained, with its quotas of the current season by size."""

    template_name = "quotas/category.html"

    def get_object(self):
        return category_at(self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        season = Season.objects.current()
        notes = Note.objects.about(category=self.object)
        quotas = CategoryQuotas(self.object, season).quotas
        return super().get_context_data(**kwargs) | {
            "season": season,
            "quotas": quotas,
            "description": descriptions.of_category(self.object, season, quotas),
            "sources": Source.objects.of_figures(category=self.object, season=season),
            "notes": NotesByCountry(notes.in_order(), page="category"),
            "notices": Notice.objects.for_page(category=self.object),
            "totals": Totals.of([self.object]),
            "explained_by": self.object.sources.all(),
        }


def timeline_of(steps):
    """Return a drawing of the steps with their deadlines."""
    unit = gettext("From a profile to the border: deadlines in calendar days")
    foot = SEPARATOR.join(publishers_of({step.source for step in steps}))
    return Timeline(unit, foot, [Stop(step.name, step.days) for step in steps])


class HowItWorksView(ListView):
    """The steps from a profile to the border, as a drawing and a list, with fees and documents."""

    queryset = Step.objects.with_source()
    context_object_name = "steps"
    template_name = "quotas/how_it_works.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        requirements = list(Requirement.objects.with_source())
        return context | {
            "timeline": timeline_of(context["steps"]),
            "fees": by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind),
            "kinds": Fee.Kind.labels,
            "totals": Totals.of(Category.objects.all()),
            "tables": {"fees": FEES},
            "requirements": [
                (kind, [each for each in requirements if each.kind == kind])
                for kind in Requirement.Kind
            ],
        }


class QuestionsView(ListView):
    """The list of questions, each with its short answer."""

    queryset = Question.objects.all()
    context_object_name = "questions"
    template_name = "quotas/questions.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pairs = [(question.question, question.summary) for question in context["questions"]]
        return context | {"linked_data": [questions_and_answers(pairs)]}


class QuestionView(RecordView):
    """One question with its answer and its newest figures."""

    template_name = "quotas/question.html"

    def get_object(self):
        question = Question.objects.at(self.kwargs["slug"]).first()
        if question is None:
            raise Http404
        return question

    def get_context_data(self, **kwargs):
        questions = list(Question.objects.all())
        place = questions.index(self.object)
        whole = f"{self.object.summary}\n\n{self.object.answer}"
        return super().get_context_data(**kwargs) | {
            "sources": self.object.sources.all(),
            "previous": questions[place - 1] if place else None,
            "next": questions[place + 1] if place + 1 < len(questions) else None,
            "live_template": f"components/live_{self.object.live}.html",
            "live": live_figures(self.object),
            "linked_data": [questions_and_answers([(self.object.question, whole)])],
        }


class GlossaryView(ListView):
    """The official terms in both languages, and the everyday words for them."""

    context_object_name = "terms"
    template_name = "quotas/glossary.html"

    def get_queryset(self):
        return Term.objects.by_name().with_source()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"table": TERMS}
