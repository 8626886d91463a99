"""Pages about figures of a season that is over say nothing as if it were of now."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from quotas.models import Question, Season, WeeklyFigures

from ..pages import parse, text

OF_NOW = {
    "en": r"now|today|currently|at the moment|next round|(?:is|are) (?:waiting|available)",
    "fr": r"maintenant|aujourd’hui|actuel\w*|en ce moment|en cours|prochaine ronde|attend(?:ent)?",
}
PUBLISHERS = ("Business Today", "immigrant.today")  # whose names have such a word


def addresses(language):
    """The pages about figures: questions, and some of those of each season that is over."""
    last_days = {2023: "2023-02-17", 2026: "2026-10-09"}
    pools = WeeklyFigures.objects.of_main_pools().with_names()
    with translation.override(language):
        yield reverse("home")
        yield reverse("questions")
        yield from (question.get_absolute_url() for question in Question.objects.all())
        yield from (season.get_absolute_url() for season in Season.objects.with_table())
        for year, day in last_days.items():
            for pool in pools.filter(season__year=year, as_of=day).order_by("pk")[::9]:
                slug = pool.category.local_slug
                yield reverse("pool", args=(year, pool.country.code.lower(), slug))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_about_figures_of_a_season_that_is_over_speaks_of_now(client, shipped, language):
    Season.objects.update(corrected_status="over")
    seen = 0
    for address in addresses(language):
        (main,) = parse(client.get(address)).xpath("//main")
        said = text(main)
        for name in PUBLISHERS:
            said = said.replace(name, "")
        found = re.findall(rf".{{0,40}}\b(?:{OF_NOW[language]})\b.{{0,30}}", said, re.IGNORECASE)
        assert not found, address
        seen += 1
    assert seen > 40
