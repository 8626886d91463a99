"""Sentences that explain the figures of a pool."""

from . import past_tense, present_tense
from .chances import recent
from .pace import pace_of
from .share_sentences import last_week, recent_weeks


def explanations(course, standing):
    """Return the sentences about the latest week of `course`, the most asked-for first.

    They are in the present while the week is the newest of a season that is open. Later each is in
    the past and has its day, so that it can be quoted alone.
    """
    latest, weeks = course.latest, course.when_invited.weeks
    tense = present_tense if standing.is_of_now(latest.as_of) else past_tense
    sentences = (
        tense.invitations(latest),
        tense.spots(latest),
        tense.odds(latest),
        last_week(weeks[-1] if weeks else None),
        recent_weeks(recent(course.figures)),
        tense.rating(latest),
        tense.contradiction(latest),
        tense.kept_places(latest),
        tense.pace(pace_of(course.figures), standing),
        tense.closed(latest),
    )
    return [sentence for sentence in sentences if sentence]
