"""The conditions of every pool, read from the texts as they were researched, without our data."""

import re

from ..expected import read

OF_COOP = re.compile(r"Co-op: [^.]*\.")  # a sentence that stands with all categories of a country
ASKED_OF_NOBODY = {
    "school there": r"enrolled (at a school|in post-secondary studies)",
    "residence": r"[Mm]ust live in|habitually resident|Ordinary resident",
    "field": r"Forestry, agriculture or tourism only",
    "employer": r"Permanently employed by",
    "pay": r"internship must be paid",
}
NOT_STUDENTS_ALONE = {
    "AT": "graduate within the past 12 months",
    "FR": None,  # the manual of 2025-12-24 takes a training centre too, which the texts leave out
}
ROWS = {(row["country_code"], row["category"]): row for row in read("eligibility")}


def words_of(code, category):
    """The text of a pool without what it says of another category."""
    words = ROWS[code, category]["joint_notes"]
    return words if category == "international-coop" else OF_COOP.sub("", words)


def unasked(code, category):
    """The conditions of a pool that the form does not ask about."""
    words = words_of(code, category)
    return {name for name, said in ASKED_OF_NOBODY.items() if re.search(said, words)}


def expected(code, category, *, age=None, is_student=None, has_offer=None):
    """Return the answer that the texts give to somebody with the passport `code`."""
    row = ROWS.get((code, category))
    if row is None or (age is not None and not int(row["min_age"]) <= age <= int(row["max_age"])):
        return "no"
    answers = [age is not None or None]
    if category == "international-coop":
        is_for_others = code in NOT_STUDENTS_ALONE and is_student is False
        answers.append(None if is_for_others else is_student)
    if category != "working-holiday":
        answers.append(has_offer)
    if False in answers:
        return "no"
    return "depends" if None in answers or unasked(code, category) else "yes"
