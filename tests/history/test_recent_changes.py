from quotas.history.recent_changes import recent_changes

from ..factories import (
    make_notice,
    make_quota,
    make_season,
)


def test_lately_tells_what_an_import_did_as_one_thing(db):
    season = make_season()
    for _n in range(3):
        quota = make_quota(season=season)
        quota.places = 5
        quota._change_reason = "week.csv"
        quota.save()

    quotas = [done for done in recent_changes() if done.reason == "week.csv"]

    assert [done.name for done in quotas] == ["quotas (3)"]


def test_lately_costs_the_same_however_much_was_done(db, django_assert_num_queries):
    for _n in range(3):
        make_notice()
    with django_assert_num_queries(2):
        recent_changes()
    for n in range(20):
        notice = make_notice()
        notice.title_en = f"{n}"
        notice.save()

    with django_assert_num_queries(2):
        assert len(recent_changes()) <= 12


def test_lately_says_if_there_was_more_than_it_looked_at(db):
    for _n in range(5):
        make_notice()

    assert [done.name for done in recent_changes(looked_at=4)] == ["notices (4+)"]
    assert [done.name for done in recent_changes()] == ["notices (5)"]
