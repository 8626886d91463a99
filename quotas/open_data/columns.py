"""The columns of our data: what each holds, how it is spelled, and where a row keeps it."""

import dataclasses
import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..i18n.languages import language
from ..models import Category, Fee, SeasonDay
from ..models.quota import QuotaState, pool_address
from ..models.quota_value import WITHDRAWN
from ..models.source import Source
from ..models.weekly_figures import Rating, RoundDay, Word

KINDS = {
    int: _("whole number"),
    str: _("text"),
    bool: _("true or false"),
    Decimal: _("number"),
    datetime.date: _("day"),
    datetime.datetime: _("time (UTC)"),
}


@dataclasses.dataclass(frozen=True)
class Column:
    """One column, under the same two names for good: `name` also in JSON and the API.

    `value` reads it from a record. Files in French are headed by `name_fr`; codes stay the same.
    """

    name: str
    name_fr: str
    kind: type
    description: str
    example: Any
    value: Callable[[Any], Any]
    may_be_empty: bool = False
    codes: tuple[str, ...] = ()

    @property
    def kind_label(self):
        return KINDS[self.kind]

    @property
    def header(self):
        return self.name_fr if language() == "fr" else self.name


def absolute(path):
    """The whole address of a page of ours."""
    return f"{settings.SITE_URL}{path}"


def page_of_pool(row):
    return absolute(pool_address(row.season, row.country, row.category))


def field(name):
    """What reads the attribute `name` of a record; texts that are empty are not there."""
    return lambda row: None if (value := getattr(row, name)) == "" else value


def words(name):
    """What reads the words of the attribute `name`, in the reader’s language."""
    return lambda row: str(getattr(row, name) or "") or None


def changed(column, **facts):
    return dataclasses.replace(column, **facts)


SEASON = Column(
    "season", "saison", int, _("The season, by its year."), 2026, lambda row: row.season.year
)
COUNTRY = Column(
    "country",
    "pays",
    str,
    _("The country or territory, by its code of ISO 3166-1 alpha-2."),
    "JP",
    lambda row: row.country.code if row.country else None,
)
COUNTRY_NAME = Column(
    "country_name",
    "nom_du_pays",
    str,
    _("Its name, in the language of the file."),
    "Japan",
    lambda row: row.country.name if row.country else None,
)
CATEGORY = Column(
    "category",
    "categorie",
    str,
    _("The category, as addresses in English spell it."),
    "working-holiday",
    lambda row: row.category.slug if row.category else None,
)
CATEGORY_NAME = Column(
    "category_name",
    "nom_de_la_categorie",
    str,
    _("Its name, in the language of the file."),
    "Working Holiday",
    lambda row: row.category.name if row.category else None,
)
POOL = (SEASON, COUNTRY, COUNTRY_NAME, CATEGORY, CATEGORY_NAME)
SUBPOOL = Column(
    "subpool",
    "sous_bassin",
    str,
    _("A pool inside the pool, such as that of the VIE; empty for the pool itself."),
    None,
    field("subpool"),
    may_be_empty=True,
)
STATE = Column(
    "state",
    "etat",
    str,
    _("What the quota says; it has places if, and only if, it is limited."),
    "limited",
    field("state"),
    codes=tuple(QuotaState.values),
)
PLACES = Column(
    "places",
    "places",
    int,
    _("The most permits for the season."),
    6500,
    field("places"),
    may_be_empty=True,
)
AS_OF = Column(
    "as_of",
    "en_date_du",
    datetime.date,
    _("The last day on which the source said so."),
    datetime.date(2026, 1, 23),
    field("as_of"),
)
CONFIDENCE = Column(
    "confidence",
    "confiance",
    str,
    _("Official: a page or data file of the Government of Canada. Reported: anyone else."),
    "official",
    lambda row: row.source.confidence if row.source else None,
    codes=tuple(Source.Confidence.values),
)
SOURCE = (
    CONFIDENCE,
    Column(
        "source",
        "source",
        str,
        _("What says so: the title of a page or document."),
        "Rounds of invitations: data feed of January 23, 2026",
        lambda row: row.source.title if row.source else None,
    ),
    Column(
        "publisher",
        "editeur",
        str,
        _("Who publishes the source."),
        "IRCC",
        lambda row: row.source.publisher if row.source else None,
    ),
    Column(
        "source_url",
        "adresse_de_la_source",
        str,
        _("The address of the source, if it has one."),
        "https://www.canada.ca/",
        lambda row: (row.source.url or None) if row.source else None,
        may_be_empty=True,
    ),
)
PAGE = Column(
    "page",
    "page",
    str,
    _("The page of this site that says more."),
    "https://quotas.example/en/pools/2026/jp/working-holiday/",
    page_of_pool,
)
RECORDED_AT = Column(
    "recorded_at",
    "inscrit_le",
    datetime.datetime,
    _("When this site recorded it."),
    datetime.datetime(2026, 1, 24, 15, 0, tzinfo=datetime.UTC),
    field("recorded_at"),
)
IS_CORRECTION = Column(
    "is_correction",
    "est_une_correction",
    bool,
    _("Whether the value before it was our mistake, rather than out of date."),
    False,
    field("is_correction"),
)

QUOTAS = (*POOL, STATE, PLACES, AS_OF, *SOURCE, PAGE)

QUOTA_VALUES = (
    *POOL,
    changed(STATE, codes=(*QuotaState.values, WITHDRAWN)),
    PLACES,
    AS_OF,
    IS_CORRECTION,
    RECORDED_AT,
    *SOURCE,
)


def amount(name, name_fr, description, words, example):
    """The number and the word of a weekly figure, which has one, the other or neither."""
    return (
        Column(name, name_fr, int, description, example, field(name), may_be_empty=True),
        Column(
            f"{name}_word",
            f"{name_fr}_mot",
            str,
            _("The word that stands where the number would."),
            None,
            field(f"{name}_word"),
            may_be_empty=True,
            codes=tuple(word.value for word in words),
        ),
    )


def round_day(name, name_fr, description):
    return (
        Column(
            name,
            name_fr,
            datetime.date,
            description,
            datetime.date(2026, 1, 12),
            field(f"{name}_on"),
            may_be_empty=True,
        ),
        Column(
            f"{name}_word",
            f"{name_fr}_mot",
            str,
            _("Whether that day is meant or its week, or the word in its place."),
            "week",
            field(f"{name}_word"),
            may_be_empty=True,
            codes=tuple(RoundDay.values),
        ),
    )


NOT_SAID = (Word.TO_BE_ANNOUNCED, Word.NOT_APPLICABLE)
WEEKLY_FIGURES = (
    SEASON,
    *(
        changed(column, may_be_empty=True)
        for column in (COUNTRY, COUNTRY_NAME, CATEGORY, CATEGORY_NAME)
    ),
    SUBPOOL,
    AS_OF,
    *amount("quota", "quota", _("The quota as the source gave it that day."), Word, 6500),
    *amount(
        "invitations",
        "invitations",
        _("Invitations issued since the season began."),
        NOT_SAID,
        5120,
    ),
    *amount(
        "candidates",
        "candidats",
        _("Candidates in the pool."),
        (*NOT_SAID, Word.NOT_ACCEPTING),
        830,
    ),
    *amount("spots", "places_disponibles", _("Spots available."), Word, 2400),
    Column(
        "rating",
        "cote",
        str,
        _("The chance of an invitation in the next round."),
        "fair",
        lambda row: None if row.rating is None else Rating(row.rating).name.lower(),
        may_be_empty=True,
        codes=tuple(rating.name.lower() for rating in Rating),
    ),
    *round_day("first_round", "premiere_ronde", _("The first round of the season.")),
    *round_day("final_round", "ronde_finale", _("The final round of the season.")),
    Column(
        "is_open",
        "bassin_ouvert",
        bool,
        _("Whether a profile could be submitted; empty if the source does not tell."),
        True,
        field("is_open"),
        may_be_empty=True,
    ),
    *SOURCE,
)

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
)

CHANGES = (
    Column(
        "id",
        "id",
        str,
        _(
            "What tells the change from every other. It may become another, as when the change is "
            "marked as a correction."
        ),
        "2026/gb/working-holiday/change-2026-07-17-quota",
        field("key"),
    ),
    Column(
        "day",
        "jour",
        datetime.date,
        _("The day of the news, or of our correction."),
        datetime.date(2026, 7, 17),
        field("day"),
    ),
    Column(
        "kind",
        "genre",
        str,
        _("What kind of change it is."),
        "quota",
        field("kind"),
        codes=("first", "quota", "state", "pool", "rating"),
    ),
    *POOL,
    SUBPOOL,
    Column(
        "before",
        "avant",
        str,
        _("What stood there before, as the site words it; empty for a first figure."),
        "9,330",
        words("before"),
        may_be_empty=True,
    ),
    Column(
        "after",
        "apres",
        str,
        _("What stands there since, as the site words it."),
        "9,285",
        words("after"),
    ),
    AS_OF,
    IS_CORRECTION,
    RECORDED_AT,
    *SOURCE,
    changed(PAGE, value=lambda change: absolute(change.get_absolute_url())),
)

SEASONS = (
    changed(SEASON, value=field("year")),
    Column(
        "is_current",
        "est_en_cours",
        bool,
        _("Whether the home page shows it."),
        True,
        field("is_current"),
    ),
    Column(
        "is_partial",
        "est_partielle",
        bool,
        _("Whether figures of it are known to be missing here."),
        True,
        field("is_partial"),
    ),
    Column(
        "has_table",
        "a_un_tableau",
        bool,
        _("Whether it has a page of its own; of other seasons we hold single figures."),
        True,
        field("has_table"),
    ),
    Column(
        "countries",
        "pays_et_territoires",
        int,
        _("How many countries and territories have a quota of it here."),
        36,
        field("countries"),
    ),
    changed(
        PAGE,
        example="https://quotas.example/en/seasons/2026/",
        value=lambda season: absolute(season.get_absolute_url()) if season.has_table else None,
        may_be_empty=True,
    ),
)

COUNTRIES = (
    changed(COUNTRY, value=field("code")),
    changed(COUNTRY_NAME, value=field("name")),
    changed(
        PAGE,
        example="https://quotas.example/en/countries/jp/",
        value=lambda country: absolute(country.get_absolute_url()),
    ),
)


def said_of_category(name, name_fr, description, example):
    """A column of the table that has the categories side by side."""
    return Column(name, name_fr, str, description, example, field(name))


CATEGORIES = (
    changed(CATEGORY, value=field("slug")),
    changed(CATEGORY_NAME, value=field("name")),
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
        _("Whether one has to be registered at a post-secondary school."),
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
    said_of_category(
        "audience",
        "pour_qui",
        _("Who it is for, in the language of the file."),
        "People who want to travel in Canada and work to pay for it.",
    ),
    said_of_category(
        "job_offer",
        "offre_d_emploi",
        _("Whether it takes a job offer, in the language of the file."),
        "Needed before applying.",
    ),
    said_of_category(
        "studies",
        "etudes",
        _("Whether one has to study, in the language of the file."),
        "No condition.",
    ),
    said_of_category(
        "pay",
        "remuneration",
        _("Whether the work is paid, in the language of the file."),
        "The job must be paid.",
    ),
    said_of_category(
        "selection",
        "selection",
        _("How candidates are chosen, in the language of the file."),
        "Random draw: equal chances, no ranking, no seniority.",
    ),
    changed(
        PAGE,
        example="https://quotas.example/en/categories/working-holiday/",
        value=lambda category: absolute(category.get_absolute_url()),
    ),
)

REMARK = Column(
    "remark",
    "remarque",
    str,
    _("A remark, in the language of the file."),
    None,
    field("remark"),
    may_be_empty=True,
)
SEASON_DAYS = (
    SEASON,
    Column(
        "event",
        "evenement",
        str,
        _("What happened on the day."),
        "opened",
        lambda day: SeasonDay.Event(day.event).name.lower(),
        codes=tuple(event.name.lower() for event in SeasonDay.Event),
    ),
    Column("on", "jour", datetime.date, _("The day."), datetime.date(2024, 12, 16), field("on")),
    Column(
        "is_week",
        "est_une_semaine",
        bool,
        _("Whether the source names the week of this day, not the day."),
        False,
        field("is_week"),
    ),
    REMARK,
    *SOURCE,
)
FEES = (
    SEASON,
    Column(
        "fee",
        "frais",
        str,
        _("Which fee."),
        "iec",
        lambda fee: Fee.Kind(fee.kind).name.lower(),
        codes=tuple(kind.name.lower() for kind in Fee.Kind),
    ),
    Column(
        "dollars", "dollars", Decimal, _("Canadian dollars."), Decimal("179.75"), field("dollars")
    ),
    REMARK,
    *SOURCE,
)
NOTES = (
    *(
        changed(column, may_be_empty=True, value=value)
        for column, value in (
            (SEASON, lambda note: note.season.year if note.season else None),
            (COUNTRY, COUNTRY.value),
            (CATEGORY, CATEGORY.value),
        )
    ),
    Column(
        "text",
        "texte",
        str,
        _("What we say about it, in Markdown, in the language of the file."),
        "The number was 725 until 2022.",
        field("text"),
    ),
    *(changed(column, may_be_empty=True) for column in SOURCE),
)


TERMS = (
    Column(
        "term",
        "terme",
        str,
        _("Its short name, the same in both languages; pages link to the term by it."),
        "invitation-to-apply",
        field("slug"),
    ),
    Column(
        "official_english",
        "officiel_anglais",
        str,
        _("The official term in English."),
        "Invitation to apply",
        field("term_en"),
    ),
    Column(
        "official_french",
        "officiel_francais",
        str,
        _("The official term in French."),
        "Invitation à présenter une demande",
        field("term_fr"),
    ),
    Column(
        "is_french_verified",
        "francais_verifie",
        bool,
        _(
            "Whether the French term was seen in a text of the Government of Canada or in one that "
            "quotes it: the source."
        ),
        True,
        field("is_french_verified"),
    ),
    Column(
        "everyday_english",
        "courant_anglais",
        str,
        _("What people say in English, with commas between."),
        "ITA",
        field("everyday_en"),
        may_be_empty=True,
    ),
    Column(
        "everyday_french",
        "courant_francais",
        str,
        _("What people say in French, with commas between."),
        "IPD",
        field("everyday_fr"),
        may_be_empty=True,
    ),
    Column(
        "meaning",
        "sens",
        str,
        _("What it means, in the language of the file."),
        "IRCC’s message that lets a candidate apply for the work permit.",
        field("meaning"),
    ),
    *(changed(column, may_be_empty=True) for column in SOURCE),
    changed(
        PAGE,
        example="https://quotas.example/en/glossary/#invitation-to-apply",
        value=lambda term: absolute(term.get_absolute_url()),
    ),
)


def of_season(name, name_fr, season, quota):
    """The columns of one of two seasons side by side."""
    return (
        changed(
            SEASON,
            name=f"{name}_season",
            name_fr=f"saison_{name_fr}",
            value=lambda row: getattr(row, season).year,
        ),
        changed(
            STATE,
            name=f"{name}_state",
            name_fr=f"etat_{name_fr}",
            description=_("What the quota of that season says; empty if no figure is held."),
            value=lambda row: getattr(getattr(row.pair, quota), "state", None),
            may_be_empty=True,
        ),
        changed(
            PLACES,
            name=f"{name}_places",
            name_fr=f"places_{name_fr}",
            value=lambda row: getattr(getattr(row.pair, quota), "places", None),
        ),
    )


COMPARISON = (
    COUNTRY,
    COUNTRY_NAME,
    CATEGORY,
    CATEGORY_NAME,
    *of_season("first", "avant", "first", "before"),
    *of_season("second", "apres", "second", "after"),
    Column(
        "difference",
        "difference",
        int,
        _("By how many places the quota rose; empty unless both are numbers."),
        -45,
        lambda row: row.pair.difference,
        may_be_empty=True,
    ),
)
