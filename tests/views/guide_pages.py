"""Live figures of questions, and forms of the guide."""

from quotas.models import (
    Question,
)

LIVE_ADDRESSES = [
    (slug, Question.Live(live))
    for slug, live in (
        ("my-chances", "chances"),
        ("places-left", "spots"),
        ("more-invitations-than-places", "invitations"),
        ("invited-in-my-country", "invited"),
        ("season-dates", "days"),
        ("rounds-this-week", "weeks"),
        ("what-changed", "changes"),
        ("going-twice", "participations"),
        ("age-limit", "ages"),
        ("length-of-stay", "stays"),
        ("other-categories", "waiting"),
        ("job-offer", "offers"),
        ("fees-funds-insurance", "fees"),
        ("country-not-listed", "countries"),
        ("expired-invitation", "deadlines"),
    )
]
