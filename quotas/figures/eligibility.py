"""The categories that somebody can use, by citizenship, age, studies and job offer."""

import dataclasses
import math

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.territories import STATES_OF_SOME, name_of, state_of
from ..models import Category, Country, Eligibility, Quota, Season, WeeklyFigures
from ..models.category import CATEGORIES
from ..models.quota import QuotaState
from .condition_sentences import conditions_of, past_sentence, terms_sentence
from .when_invited import SeasonInvited, invited_lately

OFFICIAL_CATEGORIES = {slug: code for code, slug in CATEGORIES.items()}
CANADA = "CA"


class Verdict(models.TextChoices):
    """The answers to the question if somebody can use a category, the best first."""

    YES = "yes", _("yes")
    DEPENDS = "depends", _("it depends")
    NO = "no", _("no")


@dataclasses.dataclass(frozen=True)
class Person:
    """The facts that somebody gives about themselves; None if not given."""

    age: int | None = None
    is_student: bool | None = None
    has_job_offer: bool | None = None
    is_canadian: bool = False


@dataclasses.dataclass
class Answer:
    """The verdict on one category for a person with one citizenship, with its reasons.

    `asked` are the codes asked for that lead to this citizenship: its own, or of territories.
    `is_arranged` tells if the country has an arrangement, with or without this category.
    """

    person: Person
    country: Country
    category: Category
    eligibility: Eligibility | None
    quota: Quota | None = None
    figures: WeeklyFigures | None = None
    asked: list[str] = dataclasses.field(default_factory=list)
    is_arranged: bool = True
    invited: SeasonInvited | None = None

    @property
    def current_figures(self):
        """The newest weekly figures, unless there is a quota of a later season."""
        if self.figures and self.quota and self.figures.season.year < self.quota.season.year:
            return None
        return self.figures

    @cached_property
    def obstacles(self):
        """A sentence for each thing that rules the category out."""
        if self.person.is_canadian:
            return [gettext("A citizen of Canada cannot get a work permit with this passport.")]
        if not self.is_arranged:
            past = [past_sentence(self.country, [self.figures])] if self.figures else []
            return [not_arranged(self.country.name), *past]
        if self.eligibility is None:
            return [
                gettext("%(country)s: the arrangement does not have this category.")
                % {"country": self.country.name}
            ]
        return [sentence for is_met, sentence in self.tests if is_met is False]

    @cached_property
    def conditions(self):
        """A sentence for each condition that is not known to be met."""
        if self.eligibility is None:
            return []
        return [sentence for is_met, sentence in self.tests if is_met is None]

    @cached_property
    def tests(self):
        """A pair for each condition: if it is met, None if unknown, and a sentence."""
        return list(conditions_of(self))

    @property
    def territory(self):
        """The name of the territory asked for, if not all its people can apply; or empty."""
        if not self.asked or any(map(self.eligibility.includes, self.asked)):
            return ""
        return name_of(self.asked[0])

    @property
    def verdict(self):
        if self.obstacles:
            return Verdict.NO
        return Verdict.DEPENDS if self.conditions else Verdict.YES

    @property
    def rank(self):
        """The order of answers, the best first; no two countries have the same."""
        granted = self.eligibility
        return (
            list(Verdict).index(self.verdict),
            granted.must_live_there if granted else True,
            -granted.longest_stay if granted else 0,
            -granted.participations if granted else 0,
            -self.size,
            self.country.code,
        )

    @property
    def size(self):
        """The places of the latest quota, to compare it with others."""
        if self.quota is None:
            return 0
        return math.inf if self.quota.state == QuotaState.UNLIMITED else self.quota.places or 0

    @property
    def terms(self):
        """The ages, the stay and the participations of the arrangement, in a sentence."""
        return terms_sentence(self.eligibility) if self.eligibility else ""

    @property
    def reasons(self):
        """The sentences that the verdict rests on."""
        return self.obstacles or [self.terms, *self.conditions]


def not_arranged(name):
    return gettext(
        "%(country)s is not in our list of arrangements, so none of the three categories is open "
        "to its citizens directly."
    ) % {"country": name}


@dataclasses.dataclass
class Citizenship:
    """One citizenship with the answers for it; `country` is None without an arrangement.

    `territories` are the codes in the address of territories whose people have it.
    """

    code: str
    country: Country | None
    answers: list[Answer]
    territories: list[str] = dataclasses.field(default_factory=list)

    @property
    def name(self):
        return self.country.name if self.country else name_of(self.code)

    @property
    def territory_sentences(self):
        """A sentence for each of the territories."""
        for code in self.territories:
            said = (
                gettext("%(territory)s: some people from there have the passport of this country.")
                if code in STATES_OF_SOME
                else gettext("%(territory)s: people from there have the passport of this country.")
            )
            yield said % {"territory": name_of(code)}

    @property
    def is_canadian(self):
        return self.code == CANADA

    @property
    def is_listed(self):
        """Tell if the official list of arrangements has it."""
        return any(answer.eligibility for answer in self.answers)

    @property
    def not_arranged(self):
        return not_arranged(self.name)

    @cached_property
    def past_figures(self):
        """The newest weekly figures of a country without an arrangement, the latest first."""
        figures = [each.figures for each in self.answers if each.figures and not self.is_listed]
        return sorted(figures, key=lambda row: row.as_of, reverse=True)

    @property
    def past_sentence(self):
        return past_sentence(self.country, self.past_figures) if self.past_figures else ""

    @property
    def official_choice(self):
        """The code of the country on the official page on who can apply, such as `cz-wh`."""
        listed = next(answer.category.slug for answer in self.answers if answer.eligibility)
        return f"{self.code.lower()}-{OFFICIAL_CATEGORIES.get(listed, '')}"

    @property
    def is_possible(self):
        return any(answer.verdict != Verdict.NO for answer in self.answers)

    @property
    def is_for_residents(self):
        """Tell if residence is a condition of a category that is possible."""
        possible = [answer for answer in self.answers if answer.verdict != Verdict.NO]
        return any(answer.eligibility.must_live_there for answer in possible)

    @property
    def shared_conditions(self):
        """The other conditions, if all categories that are possible have the same."""
        possible = [answer for answer in self.answers if answer.verdict != Verdict.NO]
        texts = {answer.eligibility.conditions for answer in possible}
        return texts.pop() if len(possible) > 1 and len(texts) == 1 else ""


def find(codes, person):
    """Return a Citizenship with its answers for `person` for each of `codes`, in that order."""
    person = dataclasses.replace(person, is_canadian=CANADA in codes)
    categories = list(Category.objects.order_by("position", "slug"))
    wanted = {*codes, *map(state_of, codes)}
    countries = {country.code: country for country in Country.objects.filter(code__in=wanted)}
    conditions = Eligibility.objects.filter(country__code__in=wanted)
    eligibility = conditions.with_names().with_source().by_pool()
    # The latest of a pool is the one that stays.
    quotas = Quota.objects.public().filter(country__code__in=wanted).with_names().with_source()
    held = quotas.order_by("season__year").by_pool()
    weeks = WeeklyFigures.objects.public().filter(country__code__in=wanted)
    figures = weeks.newest_of_pools().with_names().with_source().by_pool()
    listed = {country for country, _category in eligibility}
    invited = invited_lately(countries.values(), Season.objects.published().order_by("-year"))
    found = []
    for code, asked in by_passport(codes, countries, listed).items():
        country = countries.get(code)
        answers = []
        for category in categories if country else ():
            key = (country.pk, category.pk)
            answers.append(
                Answer(
                    person,
                    country,
                    category,
                    eligibility.get(key),
                    held.get(key),
                    figures.get(key),
                    asked,
                    country.pk in listed,
                    invited.get(key),
                )
            )
        found.append(Citizenship(code, country, answers, [each for each in asked if each != code]))
    return found


def by_passport(codes, countries, listed):
    """Return the `codes` by the code of the passport, which a territory may share with a state.

    A territory with an arrangement of its own, so in `listed`, keeps its code.
    """
    asked = {}
    for code in dict.fromkeys(codes):
        has_own = code in countries and countries[code].pk in listed
        asked.setdefault(code if has_own else state_of(code), []).append(code)
    return asked


def best_of(citizenships):
    """Return the best answer for each category; none for a Canadian."""
    if any(citizenship.is_canadian for citizenship in citizenships):
        return []
    best = {}
    for citizenship in citizenships:
        for answer in citizenship.answers:
            held = best.get(answer.category.pk)
            if held is None or answer.rank < held.rank:
                best[answer.category.pk] = answer
    return list(best.values())
