"""One pool’s weeks."""

import pytest

from quotas.figures.weeks import Course

from .courses import FRIDAY, WEEK, make_weeks


@pytest.mark.django_db
def test_invitations_taken_back_have_a_minus_sign():
    weeks = Course("", make_weeks([None] * 4, invitations=[1500, 300, None, 310])).weeks

    assert [week.new_invitations for week in weeks] == [None, None, -1200, None]
    assert weeks[2].change == "−1,200"


@pytest.mark.django_db
@pytest.mark.parametrize(("invitations", "change"), [(5, "+0"), (6, "+1"), (4, "−1")])
def test_new_invitations_have_their_sign_and_the_day_that_they_are_counted_from(
    invitations, change
):
    newest, _oldest = Course("", make_weeks([None, None], invitations=[5, invitations])).weeks

    assert (newest.change, newest.since) == (change, FRIDAY - WEEK)
