"""The way from the address of a public page to the form behind it."""

from urllib.parse import urlsplit

from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override

from ..i18n.languages import LANGUAGES
from ..models import Category, Country, Question, Quota, Season


def form_behind(address):
    """Return the address of the form or list behind a public page; None for any other page.

    Http404 if the page is about something that does not exist.
    """
    path = urlsplit(address).path
    as_staff_read = f"{reverse('admin:index')}read"
    page = resolve_page(path.removeprefix(as_staff_read))
    return page and FORMS.get(page.url_name, lambda **_facts: None)(**page.kwargs)


def resolve_page(path):
    """Return the public page at `path`, in either language, or None."""
    for language in LANGUAGES:
        with override(language):
            try:
                return resolve(path)
            except Resolver404:
                continue
    return None


def form_of_quota(year, code, slug):
    season = get_object_or_404(Season, year=year)
    country = get_object_or_404(Country, code=code.upper())
    category = get_object_or_404(Category.objects.at(slug))
    quota = Quota.objects.filter(season=season, country=country, category=category).first()
    if quota:
        return reverse("admin:quotas_quota_change", args=(quota.pk,))
    pool = f"season={season.pk}&country={country.pk}&category={category.pk}"
    return f"{reverse('admin:quotas_quota_add')}?{pool}"


def quotas_of_country(code):
    country = get_object_or_404(Country, code=code.upper())
    return f"{reverse('admin:quotas_quota_changelist')}?country__id__exact={country.pk}"


def form_of_category(slug):
    category = get_object_or_404(Category.objects.at(slug))
    return reverse("admin:quotas_category_change", args=(category.pk,))


def form_of_question(slug):
    question = Question.objects.at(slug).first()
    return question and reverse("admin:quotas_question_change", args=(question.pk,))


def sheet_of_season(year=None):
    season = get_object_or_404(Season, **({"year": year} if year else {"is_current": True}))
    return reverse("admin:quotas_season_sheet", args=(season.pk,))


FORMS = {
    "home": sheet_of_season,
    "season": sheet_of_season,
    "pool": form_of_quota,
    "country": quotas_of_country,
    "category": form_of_category,
    "question": form_of_question,
    "questions": lambda: reverse("admin:quotas_question_changelist"),
    "how_it_works": lambda: reverse("admin:quotas_step_changelist"),
    "glossary": lambda: reverse("admin:quotas_term_changelist"),
    "sources": lambda: reverse("admin:quotas_source_changelist"),
}
