"""First versions, and going back to old ones."""

from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from quotas.history.versions import entries_of, kept_models
from quotas.models import Category, Country, Notice, Quota, QuotaValue

from ..factories import (
    make_category,
    make_notice,
    make_quota,
    make_source,
)
from ..pages import parse, text
from .pages import differences_on, page


def test_shipped_records_have_their_first_version(db):
    call_command("load_shipped_data", verbosity=0)

    for model in kept_models():
        assert model.history.count() == model.objects.count() > 0
    category = Category.objects.get(slug="working-holiday")
    sources = entries_of(Category, category.pk).get().sources.all()
    assert {row.source for row in sources} == set(category.sources.all())


def test_a_record_held_before_history_was_kept_gets_its_first_version_from_the_migration(db):
    quota = make_quota()
    Quota.history.all().delete()

    import_module("quotas.migrations.0003_editors_desk").begin_history(apps, None)

    assert entries_of(Quota, quota.pk).get().places == 100


def test_going_back_takes_two_clicks_and_is_a_new_version(desk):
    notice = make_notice(title_en="First")
    notice.title_en = "Second"
    notice.save()

    (back,) = parse(desk.get(page("history", notice))).xpath("//a[.='Go back to this']/@href")
    confirmation = parse(desk.get(back))
    assert ["Title in English", "Second", "First"] in differences_on(confirmation)
    desk.post(back)

    notice.refresh_from_db()
    assert notice.title_en == "First"
    entries = entries_of(Notice, notice.pk)
    assert [entry.title_en for entry in entries] == ["First", "Second", "First"]
    assert "Back to the version of" in entries[0].history_change_reason
    assert entries[0].history_user.username == "publius"


def test_what_was_deleted_is_brought_back_from_the_link_in_the_message(desk):
    notice = make_notice(title_en="Gone")
    deleted = desk.post(page("delete", notice), {"post": "yes"}, follow=True)
    (history,) = parse(deleted).xpath("//a[contains(., 'bring it back')]/@href")

    (back,) = parse(desk.get(history)).xpath("//a[.='Bring this back']/@href")
    desk.post(back)

    assert Notice.objects.get(pk=notice.pk).title_en == "Gone"
    kinds = [entry.history_type for entry in entries_of(Notice, notice.pk)]
    assert kinds == ["+", "-", "+"]


def test_the_sources_of_a_category_come_back_too(desk):
    category, first, second = make_category(), make_source(), make_source()
    category.sources.set([first])
    entry = entries_of(Category, category.pk).first()
    category.sources.set([second])

    desk.post(reverse("admin:quotas_category_go_back", args=(category.pk, entry.history_id)))

    assert list(category.sources.all()) == [first]


def test_going_back_to_what_is_refused_today_says_why_and_changes_nothing(desk):
    country = Country.objects.create(code="AA", name_en="Atlantis", name_fr="Atlantide")
    country.name_en = "Lemuria"
    country.save()
    Country.objects.create(code="BB", name_en="Atlantis", name_fr="Autre")
    entry = entries_of(Country, country.pk).last()

    response = desk.post(
        reverse("admin:quotas_country_go_back", args=(country.pk, entry.history_id))
    )

    assert response.status_code == 200
    assert parse(response).xpath("//ul[@class='errorlist']/li")
    country.refresh_from_db()
    assert country.name_en == "Lemuria"


def test_an_editor_may_go_back_but_not_bring_back(client, editor):
    client.force_login(editor)
    kept, gone = make_notice(), make_notice()
    entries = {notice: entries_of(Notice, notice.pk).first().history_id for notice in (kept, gone)}
    gone_pk = gone.pk
    gone.delete()

    allowed = client.get(reverse("admin:quotas_notice_go_back", args=(kept.pk, entries[kept])))
    client.get(reverse("admin:quotas_notice_history", args=(gone_pk,)))

    assert allowed.status_code == 200


def test_a_quota_goes_back_over_values_that_came_between_as_a_correction(desk):
    quota = make_quota(places=100)
    for places, day in ((200, "2021-04-01"), (300, "2021-05-01")):
        quota.places, quota.as_of = places, day
        quota.save()
    first = entries_of(Quota, quota.pk).last()
    address = reverse("admin:quotas_quota_go_back", args=(quota.pk, first.history_id))

    assert "so the day stays May 1, 2021" in text(parse(desk.get(address)))
    desk.post(address)

    quota.refresh_from_db()
    assert (quota.places, str(quota.as_of)) == (100, "2021-05-01")
    newest = QuotaValue.objects.order_by("as_of", "pk").last()
    assert (newest.places, newest.is_correction) == (100, True)


def test_a_quota_goes_back_to_the_day_of_the_value_just_before(desk):
    quota = make_quota(places=100)
    quota.places, quota.as_of = 300, "2021-05-01"
    quota.save()
    first = entries_of(Quota, quota.pk).last()

    desk.post(reverse("admin:quotas_quota_go_back", args=(quota.pk, first.history_id)))

    quota.refresh_from_db()
    assert (quota.places, str(quota.as_of)) == (100, "2021-03-01")
    newest = QuotaValue.objects.order_by("as_of", "pk").last()
    assert (newest.places, newest.is_correction) == (100, True)


def test_going_back_is_refused_if_the_record_changed_since_it_was_compared(desk):
    notice = make_notice(title_en="First")
    notice.title_en = "Second"
    notice.save()
    (back,) = parse(desk.get(page("history", notice))).xpath("//a[.='Go back to this']/@href")
    form = dict(parse(desk.get(back)).forms[-1].form_values())
    notice.title_en = "Third"
    notice.save()

    refused = parse(desk.post(back, form))

    assert "This record was changed while you were editing it." in text(refused)
    assert ["Title in English", "Third", "First"] in differences_on(refused)
    desk.post(back, dict(refused.forms[-1].form_values()))
    notice.refresh_from_db()
    assert notice.title_en == "First"


def test_going_back_twice_in_a_hurry_is_done_once(desk):
    notice = make_notice(title_en="First")
    notice.title_en = "Second"
    notice.save()
    (back,) = parse(desk.get(page("history", notice))).xpath("//a[.='Go back to this']/@href")
    form = dict(parse(desk.get(back)).forms[-1].form_values())

    for _click in range(2):
        desk.post(back, form)

    assert entries_of(Notice, notice.pk).count() == 3


def test_several_deleted_at_once_are_brought_back_from_their_list(desk):
    notices = [make_notice(title_en=f"Gone {n}") for n in range(2)]
    action = {"action": "delete_selected", "_selected_action": [n.pk for n in notices]}
    changelist = reverse("admin:quotas_notice_changelist")
    message = parse(desk.post(changelist, action | {"post": "yes"}, follow=True))
    (deleted,) = message.xpath("//a[contains(., 'bring it back')]/@href")

    listed = parse(desk.get(deleted))
    (history,) = listed.xpath("//a[.='Gone 1']/@href")
    (back,) = parse(desk.get(history)).xpath("//a[.='Bring this back']/@href")
    desk.post(back)

    assert list(Notice.objects.values_list("title_en", flat=True)) == ["Gone 1"]
    left = parse(desk.get(deleted)).xpath("//div[@id='content-main']//li/a")
    assert [text(link) for link in left] == ["Gone 0"]
    assert deleted in parse(desk.get("/admin/")).xpath("//ul[@class='desk-lately']//a/@href")
