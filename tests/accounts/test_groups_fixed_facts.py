"""Facts that each group leaves as they are, whichever way: what is public, and its name."""

import pytest
from django.apps import apps
from django.urls import reverse

from quotas.accounts.groups import IDENTITY, PLACES
from quotas.drafts.publishing import publish, publish_due
from quotas.history.versions import entries_of, kept_models
from quotas.models import (
    ArrangementChange,
    Country,
    Draft,
    Fee,
    InvitationPeriod,
    Question,
    Quota,
    Season,
    SeasonDay,
    Source,
)

from ..admin.test_base import form_data
from ..factories import make_country, make_notice, make_quota, make_season
from ..pages import parse, text
from ..views.test_guide import form_on

ADD = "admin:quotas_season_add"
PUBLIC = {"is_published": "on", "is_current": "on", "has_table": "on"}


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def publishing(client, shipped, publisher):
    client.force_login(publisher)
    return client


def go_back(client, record, entry, **sent):
    kind = record._meta.model_name
    address = reverse(f"admin:quotas_{kind}_go_back", args=(entry.id, entry.history_id))
    return client.post(address, sent, follow=True)


def form(client, record):
    """The address of the form of a record, and what stands in it."""
    kind = record._meta.model_name
    address = reverse(f"admin:quotas_{kind}_change", args=(record.pk,))
    return address, dict(parse(client.get(address)).get_element_by_id(f"{kind}_form").form_values())


def model_of(kind):
    return apps.get_model("quotas", kind)


def shown():
    """Read which seasons are public, with which pages, and which is on the home page."""
    return {
        year: rest
        for year, *rest in Season.objects.values_list(
            "year", "is_published", "is_current", "has_table", "is_partial"
        )
    }


# What is published


@pytest.mark.parametrize("group", ["editor", "publisher", "administrator", "admin_user"])
@pytest.mark.parametrize("address", ["", "?_popup=1", "?year=2031&is_published=1&is_current=1"])
def test_a_season_that_is_added_is_not_public(client, shipped, request, group, address):
    client.force_login(request.getfixturevalue(group))

    page = client.post(reverse(ADD) + address, {"year": "2031"} | PUBLIC, follow=True)

    season = Season.objects.get(year=2031)
    assert (season.is_published, season.is_current) == (False, False)
    assert client.get("/en/seasons/2031/").status_code == 404
    if not address:
        assert "It is not public until a publisher publishes it." in text(parse(page))


@pytest.mark.parametrize("by", ["hand", "plan"])
def test_a_season_that_is_drafted_is_not_public(desk, by):
    desk.post(reverse(ADD), {"year": "2031", "_draft": "1"} | PUBLIC)
    draft = Draft.objects.get()
    if by == "hand":
        desk.post(draft.form_address, {"year": "2031"} | PUBLIC)
    else:
        Draft.objects.update(publish_at="2020-01-01T00:00Z")
        publish_due()

    season = Season.objects.get(year=2031)
    assert (season.is_published, season.is_current) == (False, False)


@pytest.mark.parametrize("was_public", [True, False])
def test_going_back_publishes_withdraws_and_switches_nothing_for_an_editor(desk, was_public):
    season = make_season(year=2031, is_published=was_public)
    first = entries_of(Season, season.pk).first()
    season.is_published, season.introduction_en, season.introduction_fr = not was_public, "N", "N"
    season.save()
    before = shown()

    address = reverse("admin:quotas_season_go_back", args=(season.pk, first.history_id))
    page = parse(desk.get(address))
    go_back(desk, season, first)

    said = f"Published: {'No' if was_public else 'Yes'}. Going back does not change it."
    assert said in text(page)
    assert shown() == before
    season.refresh_from_db()
    assert season.introduction_en == ""


def test_going_back_leaves_the_current_season_to_publishers(desk, publisher):
    entry = Season.objects.current().history.last()
    Season.objects.make_current(Season.objects.get(year=2023))
    of_2023 = Season.objects.current().history.earliest()
    before = shown()

    go_back(desk, Season(), entry)
    go_back(desk, Season(), of_2023)

    assert shown() == before
    desk.force_login(publisher)
    go_back(desk, Season(), of_2023)
    assert Season.objects.current() is None


def test_bringing_back_publishes_nothing_for_an_editor(desk):
    season = make_season(year=2031)
    season.delete()

    go_back(desk, Season(), Season.history.filter(year=2031).earliest())

    assert not Season.objects.get(year=2031).is_published


def test_an_editor_neither_hides_nor_makes_the_page_of_a_public_season(desk, publisher):
    for year in (2021, 2019):
        address, values = form(desk, Season.objects.get(year=year))
        sent = values | {"introduction_en": "New.", "introduction_fr": "Neuve."}
        before = shown()

        desk.post(address, sent | ({} if year == 2021 else PUBLIC | {"is_partial": "on"}))

        assert shown() == before
        assert Season.objects.get(year=year).introduction_en == "New."
    desk.force_login(publisher)
    address, values = form(desk, Season.objects.get(year=2025))
    values.pop("has_table")
    desk.post(address, values)
    assert not Season.objects.get(year=2025).has_table


def test_a_draft_is_published_with_the_rights_that_its_author_has_by_then(publishing, publisher):
    season = Season.objects.get(year=2025)
    address, values = form(publishing, season)
    values.pop("has_table")
    texts = {"introduction_en": "New.", "introduction_fr": "Neuve."}
    publishing.post(address, values | texts | {"_draft": "1", "is_partial": "on"})
    publisher.groups.set([])
    publisher.groups.add(*publisher.groups.model.objects.filter(name="Editors"))

    publish(Draft.objects.get())

    season.refresh_from_db()
    assert (season.has_table, season.introduction_en) == (True, "New.")


def test_a_draft_of_somebody_who_is_staff_no_more_is_not_published(desk, editor):
    desk.post(reverse(ADD), {"year": "2031", "_draft": "1"})
    editor.is_staff = False
    editor.save()
    Draft.objects.update(publish_at="2020-01-01T00:00Z")

    publish_due()

    assert "may not publish it any more" in Draft.objects.get().problem
    assert not Season.objects.filter(year=2031).exists()


# Where a row belongs


def moved(row):
    """The row of another pool, or of another season."""
    if isinstance(row, (SeasonDay, Fee, InvitationPeriod)):
        return {"season": make_season(year=2031, is_published=False).pk}
    return {"country": make_country().pk, "reason": "It is theirs.", "checked": []}


@pytest.mark.parametrize("kind", PLACES)
def test_a_public_row_is_moved_by_publishers_alone(client, shipped, editor, publisher, kind):
    model = model_of(kind)
    row = model.objects.exclude(**{PLACES[kind][-1]: None}).first()
    client.force_login(editor)
    address, values = form(client, row)
    before = model.objects.values().get(pk=row.pk)

    page = parse(client.post(address, values | moved(row)))

    assert "so only publishers can move it elsewhere" in text(page)
    assert model.objects.values().get(pk=row.pk) == before
    client.force_login(publisher)
    Season.objects.filter(year=2031).delete()
    assert client.post(address, values | moved(row)).status_code == 302
    assert model.objects.values().get(pk=row.pk) != before


def test_an_editor_moves_a_row_that_readers_do_not_see(desk):
    quota = make_quota(season=make_season(year=2031, is_published=False))
    country = make_country()

    changes = {"country": country.pk, "reason": "A slip."}
    desk.post(reverse("admin:quotas_quota_change", args=(quota.pk,)), form_data(quota, **changes))

    quota.refresh_from_db()
    assert quota.country == country


def test_an_editor_goes_back_to_no_other_pool(desk, publisher):
    quota = Quota.objects.filter(season__year=2023).first()
    first = entries_of(Quota, quota.pk).last()
    quota.country = make_country()
    quota.save()

    page = go_back(desk, quota, first)

    assert "so only publishers can move it elsewhere" in text(parse(page))
    moved = Quota.objects.get(pk=quota.pk)
    assert moved.country == quota.country
    desk.force_login(publisher)
    go_back(desk, quota, first)
    assert Quota.objects.get(pk=quota.pk).country_id == first.country_id


# What names a record


OTHER = {"year": "2031", "code": "QQ", "slug": "another", "slug_fr": "une-autre"}


@pytest.fixture
def everything(shipped):
    """One more record for what is shipped with none."""
    make_notice()
    season, source = Season.objects.get(year=2023), Source.objects.first()
    facts = {"slug": "one-more", "country": Country.objects.first(), "source": source}
    ArrangementChange.objects.create(**facts, on="2023-01-01", text_en="A", text_fr="A")
    return season


@pytest.mark.parametrize("group", ["editor", "publisher", "administrator", "admin_user"])
@pytest.mark.parametrize("kind", IDENTITY)
def test_the_name_of_a_public_record_stays(client, everything, request, group, kind):
    client.force_login(request.getfixturevalue(group))
    model = model_of(kind)
    record = model.objects.first()
    before = model.objects.values(*IDENTITY[kind]).get(pk=record.pk)
    address, values = form_on(client, record)
    if kind == "category":
        values["sources"] = [source.pk for source in record.sources.all()]
    others = {name: OTHER[name] for name in IDENTITY[kind]}

    assert client.post(address, values | others | {"reason": "So."}).status_code == 302
    client.post(address, values | others | {"_draft": "1"})
    for draft in Draft.objects.all():
        publish(draft)
    version = model.history.filter(id=record.pk).latest()
    version.pk, version.history_id = None, None
    for name, value in others.items():
        setattr(version, name, value)
    version.history_date = "2020-01-01T00:00Z"
    version.save()
    page = go_back(client, record, version)

    assert page.status_code == 200
    assert model.objects.values(*IDENTITY[kind]).get(pk=record.pk) == before


def test_every_model_with_a_name_of_its_own_has_it_fixed():
    named = {
        model._meta.model_name: tuple(
            field.name
            for field in model._meta.concrete_fields
            if field.get_internal_type() == "SlugField" or field.name in ("year", "code")
        )
        for model in kept_models()
    }

    assert {kind: names for kind, names in named.items() if names} == IDENTITY


def test_what_is_not_public_yet_can_be_put_right(desk):
    season = make_season(year=2031, is_published=False)
    country = make_country(code="QQ")
    desk.post(reverse("admin:quotas_season_change", args=(season.pk,)), {"year": "2032"})
    desk.post(
        reverse("admin:quotas_country_change", args=(country.pk,)),
        {"code": "ZZ", "name_en": "Zed", "name_fr": "Zède"},
    )

    assert Season.objects.get(pk=season.pk).year == 2032
    assert Country.objects.get(pk=country.pk).code == "ZZ"


def test_a_season_that_was_taken_back_keeps_its_year(publishing):
    season = make_season(year=2031)
    publishing.post(
        reverse("admin:quotas_season_changelist"),
        {"action": "take_back", "_selected_action": [season.pk]},
    )

    publishing.post(reverse("admin:quotas_season_change", args=(season.pk,)), {"year": "2032"})

    season.refresh_from_db()
    assert (season.year, season.is_published) == (2031, False)


def test_a_form_with_a_fixed_name_says_so_by_having_no_field(desk):
    question = Question.objects.first()
    page = parse(desk.get(reverse("admin:quotas_question_change", args=(question.pk,))))

    assert question.slug in text(page)
    assert not page.xpath("//input[@name='slug' or @name='slug_fr']")
