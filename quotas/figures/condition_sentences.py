"""The conditions of a category in sentences, each with an answer for somebody if one is known."""

from django.utils.translation import gettext, gettext_lazy as _, ngettext

from ..i18n.formats import long_date
from ..i18n.territories import name_of
from ..models import Category, Eligibility
from ..models.weekly_figures import Word

# By the name of the condition.
UNASKED = {
    "must_study_there": _(
        "%(country)s: your school must be there, and you must be registered at it when you apply."
    ),
    "must_match_field": _(
        "%(country)s: only some fields of study or work count; see the conditions."
    ),
    "needs_certain_employer": _("%(country)s: only some employers count; see the conditions."),
    "must_be_paid": _("%(country)s: the work in Canada must be paid."),
}


def conditions_of(answer):
    """Yield a pair for each condition of `answer`: if it is met, None if unknown, and a sentence.

    A condition that the form does not ask about is never known.
    """
    person, category, eligibility = answer.person, answer.category, answer.eligibility
    country = {"country": answer.country.name}
    yield fits_age(person.age, eligibility), age_sentence(person.age, eligibility)
    if category.is_for_students:
        yield student_condition(person, eligibility)
    if category.permit == Category.Permit.EMPLOYER_SPECIFIC:
        yield person.has_job_offer, offer_sentence(category)
    for name, sentence in UNASKED.items():
        if getattr(eligibility, name):
            yield None, sentence % country
    if eligibility.must_live_there:
        yield None, residence_sentence(answer.country, eligibility)
    if answer.territory:
        yield None, territory_sentence(answer.territory, eligibility)


def fits_age(age, eligibility):
    return None if age is None else eligibility.youngest <= age <= eligibility.oldest


def age_sentence(age, eligibility):
    if age is not None and age < eligibility.youngest:
        return gettext("You must be at least %(youngest)s years old.") % {
            "youngest": eligibility.youngest
        }
    return gettext("It is for people aged %(youngest)s to %(oldest)s.") % {
        "youngest": eligibility.youngest,
        "oldest": eligibility.oldest,
    }


def student_condition(person, eligibility):
    """Return if somebody is a student, and a sentence; for others it depends if some can apply."""
    if eligibility.takes_non_students:
        return (
            person.is_student or None,
            gettext("It is for students, and for some others: see the conditions."),
        )
    return (
        person.is_student,
        gettext("It is for students who are registered at a post-secondary school."),
    )


def offer_sentence(category):
    if category.is_for_students:
        return gettext("You need an offer of an internship or placement before you apply.")
    return gettext("You need a signed job offer before you apply.")


def residence_sentence(country, eligibility):
    """Say that somebody must live in `country`, and how most people show it."""
    if eligibility.residence == Eligibility.Residence.RESIDENCE:
        sentence = gettext(
            "%(country)s: you must usually live there when you apply; see the conditions."
        )
    else:
        sentence = gettext("%(country)s: you must be a resident when you apply.")
    sentence %= {"country": country.name}
    return f"{sentence} {eligibility.proof_of_residence}".rstrip()


def territory_sentence(territory, eligibility):
    """Say that not all citizens from `territory` can apply."""
    if not eligibility.only_from:
        return gettext(
            "Not everybody from there can apply (%(territory)s); see the conditions."
        ) % {"territory": territory}
    return gettext(
        "It is only for citizens from these places: %(places)s. This one is not on the list: "
        "%(territory)s."
    ) % {
        "places": ", ".join(map(name_of, eligibility.only_from.split())),
        "territory": territory,
    }


def terms_sentence(eligibility):
    """Say the ages, the stay and the participations of the arrangement."""
    stay = ngettext("%(months)s month", "%(months)s months", eligibility.longest_stay)
    return gettext("%(youngest)s to %(oldest)s years; up to %(stay)s; %(participations)s.") % {
        "youngest": eligibility.youngest,
        "oldest": eligibility.oldest,
        "stay": stay % {"months": eligibility.longest_stay},
        "participations": participations_phrase(eligibility),
    }


def participations_phrase(eligibility):
    """Describe the participations, and how many of them can be in this category."""
    number, here = eligibility.participations, eligibility.participations_here
    words = ngettext("%(number)s participation", "%(number)s participations", number)
    words %= {"number": number}
    if number == here or number == 1:
        return words
    if here is None:
        return gettext("%(participations)s in all categories together") % {"participations": words}
    return ngettext(
        "%(participations)s, only one of them in this category",
        "%(participations)s, only %(here)s of them in this category",
        here,
    ) % {"participations": words, "here": here}


def past_sentence(country, figures):
    """Say that `country`, which has no arrangement, took part once, by its weekly `figures`."""
    newest = max(figures, key=lambda row: row.as_of)
    sentence = gettext(
        "%(country)s once took part: it is in the figures of the %(year)s season."
    ) % {"country": country.name, "year": newest.season.year}
    if any(row.candidates_word != Word.NOT_ACCEPTING for row in figures):
        return sentence
    return f"{sentence} " + gettext("On %(day)s, they said: “%(words)s”.") % {
        "day": long_date(newest.as_of),
        "words": Word.NOT_ACCEPTING.label,
    }
