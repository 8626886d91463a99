"""The pages that explain: categories, steps, questions, terms."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.generic import ListView

from ..charts import Stop, Timeline
from ..figures.live import live_figures, template_of
from ..models import (
    Category,
    Fee,
    Note,
    Notice,
    Question,
    Quota,
    Requirement,
    Season,
    Source,
    Step,
    Term,
)
from ..models.calendar import by_season_and
from ..open_data.schema_org import questions_and_answers
from ..open_data.tables import CATEGORIES, FEES, TERMS
from .base import AtOneAddress


class CategoriesView(ListView):
    """The categories side by side."""

    queryset = Category.objects.all()
    template_name = "quotas/categories.html"
    extra_context = {"table": CATEGORIES}


class CategoryView(AtOneAddress):
    """One category explained, with its quotas of the current season by size."""

    template_name = "quotas/category.html"

    def get_object(self):
        return get_object_or_404(Category.objects.at(self.kwargs["slug"]))

    def get_context_data(self, **kwargs):
        season = Season.objects.current()
        quotas = Quota.objects.filter(category=self.object, season=season)
        return super().get_context_data(**kwargs) | {
            "season": season,
            "quotas": quotas.with_names().largest_first(),
            "sources": Source.objects.of_figures(category=self.object, season=season),
            "notes": Note.objects.about(category=self.object).in_order(),
            "notices": Notice.objects.for_page(category=self.object),
            "explained_by": self.object.sources.all(),
        }


class HowItWorksView(ListView):
    """The steps from a profile to the border, drawn and in words, and what they ask for."""

    queryset = Step.objects.with_source()
    context_object_name = "steps"
    template_name = "quotas/how_it_works.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        requirements = list(Requirement.objects.with_source())
        stops = [Stop(step.name, step.days) for step in context["steps"]]
        return context | {
            "timeline": Timeline(gettext("From a profile to the border"), stops),
            "fees": by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind),
            "kinds": Fee.Kind.labels,
            "tables": {"fees": FEES},
            "requirements": [
                (kind, [each for each in requirements if each.kind == kind])
                for kind in Requirement.Kind
            ],
        }


class QuestionsView(ListView):
    """What people ask, each with its short answer."""

    queryset = Question.objects.all()
    context_object_name = "questions"
    template_name = "quotas/questions.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pairs = [(question.question, question.summary) for question in context["questions"]]
        return context | {"linked_data": [questions_and_answers(pairs)]}


class QuestionView(AtOneAddress):
    """One question with its answer, and the figures that go with it as they are now."""

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
            "live_template": template_of(self.object),
            "live": live_figures(self.object),
            "linked_data": [questions_and_answers([(self.object.question, whole)])],
        }


class GlossaryView(ListView):
    """What officials call things in both languages, and what people call them."""

    context_object_name = "terms"
    template_name = "quotas/glossary.html"

    def get_queryset(self):
        return Term.objects.by_name().with_source()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"table": TERMS}
