"""The columns of countries, categories and who can apply."""

from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from ...models import Category, Eligibility
from .shared import (
    AS_OF,
    CATEGORY,
    CATEGORY_NAME,
    COPY_ON,
    COUNTRY,
    COUNTRY_NAME,
    PAGE,
    SOURCE,
    Column,
    field,
    variant,
)


def condition(name, name_fr, description):
    """Return the column of a condition that applies or not."""
    return Column(name, name_fr, bool, description, False, field(name))


ELIGIBILITY = (
    COUNTRY,
    COUNTRY_NAME,
    CATEGORY,
    CATEGORY_NAME,
    Column("youngest", "age_minimal", int, _("The youngest age."), 18, field("youngest")),
    Column(
        "oldest", "age_maximal", int, _("The oldest age, in years, included."), 35, field("oldest")
    ),
    Column(
        "longest_stay",
        "sejour_maximal",
        int,
        _("The longest stay, in months."),
        24,
        field("longest_stay"),
    ),
    Column(
        "participations",
        "participations",
        int,
        _("How many times one person may take part, in all categories together."),
        2,
        field("participations"),
    ),
    Column(
        "must_live_there",
        "doit_y_habiter",
        bool,
        _("Whether applicants must live in the country or territory."),
        False,
        field("must_live_there"),
    ),
    Column(
        "conditions",
        "autres_conditions",
        str,
        _("Other conditions, in the language of the file."),
        None,
        field("conditions"),
        may_be_empty=True,
    ),
    AS_OF,
    *SOURCE,
    COPY_ON,
    Column(
        "participations_here",
        "participations_dans_la_categorie",
        int,
        _("How many of the participations may be in this category; empty if that is not known."),
        1,
        field("participations_here"),
        may_be_empty=True,
    ),
    Column(
        "residence",
        "residence",
        str,
        _("Whether applicants must live there when they apply, and how they show it."),
        "address",
        field("residence"),
        codes=tuple(Eligibility.Residence.values),
    ),
    condition(
        "must_study_there",
        "doit_y_etudier",
        _("Whether the school must be in the country or territory."),
    ),
    condition(
        "takes_non_students",
        "accepte_des_non_etudiants",
        _("Whether a category for students accepts some others too, such as recent graduates."),
    ),
    condition(
        "must_match_field",
        "domaines_precis",
        _("Whether only some fields of study or work count."),
    ),
    condition(
        "needs_certain_employer",
        "employeurs_precis",
        _("Whether only some employers count."),
    ),
    condition(
        "must_be_paid",
        "doit_etre_remunere",
        _("Whether the arrangement itself requires paid work in Canada."),
    ),
    Column(
        "only_from",
        "seulement_de",
        str,
        _(
            "Where citizens must be from, by codes of ISO 3166-1 alpha-2 separated by spaces; "
            "empty if all can apply."
        ),
        "GB GG JE",
        field("only_from"),
        may_be_empty=True,
    ),
)
COUNTRIES = (
    variant(COUNTRY, value=field("code")),
    variant(COUNTRY_NAME, value=field("name")),
    variant(
        PAGE,
        example="https://quotas.example/en/countries/jp/",
        value=lambda country: absolute(country.get_absolute_url()),
    ),
)


def category_text(name, name_fr, description, example):
    """Return the column of a text that each category has."""
    return Column(name, name_fr, str, description, example, field(name))


CATEGORIES = (
    variant(CATEGORY, value=field("slug")),
    variant(CATEGORY_NAME, value=field("name")),
    Column(
        "permit",
        "permis",
        str,
        _("Which work permit it leads to."),
        "open",
        field("permit"),
        codes=tuple(Category.Permit.values),
    ),
    Column(
        "is_for_students",
        "pour_etudiants",
        bool,
        _("Whether people must be registered at a post-secondary school."),
        False,
        field("is_for_students"),
    ),
    Column(
        "summary",
        "resume",
        str,
        _("What it is, in the language of the file."),
        "Work for almost any employer, anywhere in Canada.",
        field("summary"),
    ),
    category_text(
        "audience",
        "pour_qui",
        _("Who it is for, in the language of the file."),
        "People who want to travel in Canada and work to pay for it.",
    ),
    category_text(
        "job_offer",
        "offre_d_emploi",
        _("Whether it needs a job offer, in the language of the file."),
        "Needed before applying.",
    ),
    category_text(
        "studies",
        "etudes",
        _("Whether people must be students, in the language of the file."),
        "No condition.",
    ),
    category_text(
        "pay",
        "remuneration",
        _("Whether the work is paid, in the language of the file."),
        "The job must be paid.",
    ),
    category_text(
        "selection",
        "selection",
        _("How candidates are chosen, in the language of the file."),
        "Random draw: equal chances, no ranking, no seniority.",
    ),
    variant(
        PAGE,
        example="https://quotas.example/en/categories/working-holiday/",
        value=lambda category: absolute(category.get_absolute_url()),
    ),
)
