"""Claims: compared with their sources on a day, and again on another."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from quotas.desk.overview import tasks
from quotas.models import Fee, Question, Season
from quotas.models.claim import kinds_of_claims

from ..factories import make_question


@pytest.mark.parametrize("model", kinds_of_claims())
def test_each_shipped_claim_was_read_and_has_a_day_to_look_again(shipped, model):
    claims = model.objects.all()
    if model is Fee:
        claims = claims.filter(season=Season.objects.get(is_current=True))

    assert claims
    assert not claims.filter(read_on=None)
    assert not claims.filter(look_again_on=None)


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-11-30", 0), ("2026-12-01", 8), ("2026-12-24", 14), ("2027-11-27", 47)],
)
def test_shipped_claims_fall_due_one_after_another(shipped, day, due):
    asked = tasks(None, (), datetime.date.fromisoformat(day))

    assert sum("compare it with its source" in task.sentence for task in asked) == due


def test_a_claim_is_not_looked_at_again_before_it_was_read(db):
    question = make_question()
    question.read_on, question.look_again_on = datetime.date(2026, 5, 2), datetime.date(2026, 5, 2)

    with pytest.raises(ValidationError, match="comes after the day it was compared"):
        question.full_clean()
    with pytest.raises(IntegrityError):
        Question.objects.filter(pk=question.pk).update(
            read_on="2026-05-02", look_again_on="2026-05-01"
        )


def test_a_page_says_on_which_day_it_was_compared_with_its_sources(client, shipped):
    page = client.get("/en/questions/job-offer/").content.decode()

    assert "Compared with its sources on <time" in page
    assert "2027" not in page
