"""A season made by mistake: deleted with all of its records, and brought back."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import (
    CountryInvitations,
    Fee,
    InvitationPeriod,
    Note,
    Notice,
    Quota,
    QuotaValue,
    Season,
    SeasonDay,
    WeeklyFigures,
)

from ..factories import (
    make_country,
    make_eligibility,
    make_figures,
    make_invitations,
    make_note,
    make_notice,
    make_quota,
    make_season,
    make_source,
)
from ..pages import parse, text

DAY = datetime.date(2031, 1, 5)
ROWS = (
    Quota,
    WeeklyFigures,
    SeasonDay,
    Fee,
    Notice,
    Note,
    InvitationPeriod,
    CountryInvitations,
)


@pytest.fixture
def season(db):
    """The 2031 season, never published, with one of everything."""
    season = make_season(year=2031, is_published=False)
    quota = make_quota(season=season, as_of=DAY)
    pool = {"country": quota.country, "category": quota.category, "source": quota.source}
    make_figures(season=season, **pool, as_of=DAY)
    make_invitations({"season": season}, country=quota.country)
    make_notice(season=season)
    make_note(season=season)
    shared = {"season": season, "source": make_source(), "slug": "in-2031"}
    SeasonDay.objects.create(**shared, event=1, on=DAY)
    Fee.objects.create(**shared, kind=1, dollars=100)
    return season


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def delete(client, *seasons):
    if len(seasons) == 1:
        address = reverse("admin:quotas_season_delete", args=(seasons[0].pk,))
        return client.post(address, {"post": "yes"}, follow=True)
    chosen = {"_selected_action": [season.pk for season in seasons], "post": "yes"}
    address = reverse("admin:quotas_season_changelist")
    return client.post(address, chosen | {"action": "delete_selected"}, follow=True)


def held():
    """Return all records of the season, without the times of recording."""
    return {
        model: [
            {name: value for name, value in row.items() if name != "recorded_at"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in (Season, *ROWS)
    }


def test_it_is_asked_about_first_with_what_goes_with_it(desk, season):
    page = text(parse(desk.get(reverse("admin:quotas_season_delete", args=(season.pk,)))))

    assert "2031 season" in page
    assert "quotas: 1" in page
    assert "notices: 1" in page
    assert Season.objects.exists()


@pytest.mark.parametrize("count", [1, 2])
def test_it_goes_with_its_rows_and_comes_back_with_them(desk, season, count):
    before = held()
    others = [make_season(year=2032 + n, is_published=False) for n in range(count - 1)]

    delete(desk, season, *others)

    assert not Season.objects.exists()
    assert not QuotaValue.objects.exists()
    assert not any(model.objects.exists() for model in ROWS)
    for model in ROWS:
        entry = model.history.latest()
        assert (entry.history_type, entry.history_user.username) == ("-", "publius")
    (first,) = Season.history.filter(year=2031, history_type="+")
    back = reverse("admin:quotas_season_go_back", args=(season.pk, first.history_id))
    assert "come back too: 8" in text(parse(desk.get(back)))
    desk.post(back)
    assert held() == before
    assert QuotaValue.objects.count() == 1


def test_what_was_deleted_before_it_stays_deleted(desk, season):
    Fee.objects.get().delete()
    delete(desk, season)

    first = Season.history.earliest()
    desk.post(reverse("admin:quotas_season_go_back", args=(season.pk, first.history_id)))

    assert SeasonDay.objects.exists()
    assert not Fee.objects.exists()


def test_a_period_goes_with_its_countries_and_comes_back_with_them(desk, season):
    before = held()
    period = InvitationPeriod.objects.get()

    desk.post(reverse("admin:quotas_invitationperiod_delete", args=(period.pk,)), {"post": "yes"})

    assert not CountryInvitations.objects.exists()
    entry = CountryInvitations.history.latest()
    assert entry.history_change_reason == "Deleted with its period"
    (first,) = InvitationPeriod.history.filter(history_type="+")
    back = reverse("admin:quotas_invitationperiod_go_back", args=(period.pk, first.history_id))
    assert "come back too: 1" in text(parse(desk.get(back)))
    desk.post(back)
    assert held() == before


def test_countries_deleted_with_their_period_stay_away_when_its_season_comes_back(desk, season):
    period = InvitationPeriod.objects.get()
    desk.post(reverse("admin:quotas_invitationperiod_delete", args=(period.pk,)), {"post": "yes"})
    delete(desk, season)

    first = Season.history.earliest()
    desk.post(reverse("admin:quotas_season_go_back", args=(season.pk, first.history_id)))

    assert Quota.objects.exists()
    assert not InvitationPeriod.objects.exists()
    assert not CountryInvitations.objects.exists()


@pytest.mark.parametrize("is_published", [True, False])
@pytest.mark.parametrize("count", [1, 2])
def test_one_that_was_published_stays(desk, season, count, is_published):
    public = make_season(year=2030)
    Season.objects.filter(pk=public.pk).update(is_published=is_published)
    make_quota(season=public)

    page = delete(desk, *[public, season][:count])

    assert "2030 season: it was published, so it cannot be deleted." in text(parse(page))
    assert Season.objects.count() == 2
    assert Quota.objects.count() == 2


def test_an_editor_deletes_none(client, editor, season):
    client.force_login(editor)

    assert delete(client, season).status_code == 403
    delete(client, season, make_season(year=2032, is_published=False))

    assert Season.objects.count() == 2


def test_what_is_no_more_is_named_in_what_was_deleted_with_it(desk, season):
    pk = Quota.objects.get().pk
    make_eligibility(country=make_country(name_en="Atlantis"))
    delete(desk, season)
    Season.history.filter(year=2030).delete()

    lists = [desk.get(reverse(f"admin:quotas_{model._meta.model_name}_deleted")) for model in ROWS]
    history = desk.get(reverse("admin:quotas_quota_history", args=(pk,)))

    assert "2031" in text(parse(lists[0]))
    assert "Deleted with its season" in text(parse(lists[0]))
    assert "2031" in text(parse(history))
    assert all(page.status_code == 200 for page in [*lists, desk.get("/admin/")])


def test_what_a_country_took_along_is_named_even_without_a_history(desk):
    eligibility = make_eligibility(country=make_country(name_en="Atlantis"))
    pk = eligibility.pk
    eligibility.country.delete()
    address = reverse("admin:quotas_eligibility_deleted")
    assert "Atlantis" in text(parse(desk.get(address)))
    type(eligibility).history.model.country.field.related_model.history.all().delete()

    assert "Eligibility" in text(parse(desk.get(address)))
    history = reverse("admin:quotas_eligibility_history", args=(pk,))
    assert desk.get(history).status_code == 200
    (first,) = type(eligibility).history.filter(history_type="+")
    back = reverse("admin:quotas_eligibility_go_back", args=(pk, first.history_id))
    assert parse(desk.post(back)).xpath("//ul[@class='errorlist']/li")
