"""The desk: the season's state, what needs attention, what was done, and what to do."""

import datetime
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from quotas.desk.overview import contradicted_quotas, tasks
from quotas.models import Draft, FeedImport, Quota, Season, SeasonDay, Source
from quotas.models.claim import kinds_of_claims

from ..factories import (
    make_figures,
    make_notice,
    make_question,
    make_quota,
    make_season,
    make_source,
)
from ..pages import parse, text

DESK = "/admin/"
TODAY = datetime.date(2021, 3, 10)


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def sentences(season, contradicted=(), today=TODAY):
    return [task.sentence for task in tasks(season, contradicted, today)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_page_is_a_desk_in_the_language_of_its_editor(desk, language):
    page = parse(desk.get(DESK, headers={"accept-language": language}))

    headings = [text(heading) for heading in page.xpath("//main//h2 | //div[@id='content']//h2")]
    assert {"en": "What needs attention", "fr": "À surveiller"}[language] in headings


def test_it_tells_how_the_current_season_stands(desk):
    page = parse(desk.get(DESK))

    counts = dict(
        zip(
            map(text, page.xpath("//dl[@class='desk-counts']//dt")),
            map(text, page.xpath("//dl[@class='desk-counts']//dd")),
            strict=True,
        )
    )
    assert counts["With a figure"] == "108"
    assert counts["To be announced"] == "0"
    assert counts["Missing"].isdecimal()


@pytest.mark.parametrize("task", ["Post a notice", "Edit the season’s sheet"])
def test_usual_tasks_are_one_click_away(desk, task):
    (link,) = parse(desk.get(DESK)).xpath(f"//a[.='{task}']/@href")

    assert desk.get(link).status_code == 200


def test_publishers_are_offered_imports_and_editors_are_not(desk, publisher):
    assert "Import a file" not in text(parse(desk.get(DESK)))

    desk.force_login(publisher)
    page = parse(desk.get(DESK))

    for task in ("Import a file", "Import the official feed"):
        (link,) = page.xpath(f"//a[.='{task}']/@href")
        assert desk.get(link).status_code == 200


def test_figures_that_grew_old_are_counted(db, settings):
    quota = make_quota(as_of=datetime.date(2021, 1, 1))
    make_quota(season=quota.season, as_of=TODAY)

    (sentence,) = sentences(quota.season)
    assert sentence == "1 figure of the 2021 season is older than 30 days."

    settings.FIGURES_STALE_AFTER_DAYS = 100
    assert sentences(quota.season) == []


@pytest.mark.parametrize(
    ("written_on", "expected"),
    [
        (
            "2021-03-01",
            [
                "The introduction of the 2021 season is from March 1, 2021, its newest figures are "
                "from March 5, 2021."
            ],
        ),
        ("2021-03-05", []),
        (None, ["The introduction of the 2021 season has no day."]),
    ],
)
def test_an_introduction_older_than_its_figures_is_named(db, written_on, expected):
    season = make_season(
        introduction_en="Words.", introduction_fr="Mots.", introduction_on=written_on
    )
    make_figures(season=season, as_of=datetime.date(2021, 3, 5))
    make_figures(season=make_season(year=2022), as_of=TODAY)

    introductions = [each for each in sentences(season) if "introduction" in each]
    assert introductions == expected


def test_an_introduction_older_than_the_last_import_is_named(db):
    season = make_season(
        introduction_en="Words.", introduction_fr="Mots.", introduction_on="2021-03-09"
    )
    imported = FeedImport.objects.create(
        season=season, address="feed.xml", as_of=datetime.date(2021, 3, 5), report={}
    )
    at = datetime.datetime(2021, 3, 10, 17, tzinfo=datetime.UTC)
    FeedImport.objects.filter(pk=imported.pk).update(imported_at=at)

    (sentence,) = sentences(season)
    assert "is from March 9, 2021, its newest figures are from March 10, 2021." in sentence


def test_without_an_introduction_none_is_old(db):
    season = make_season()
    make_figures(season=season, as_of=TODAY)

    assert sentences(season) == []


def test_a_status_that_the_days_of_the_season_contradict_is_named(db):
    season = make_season(corrected_status="over")
    SeasonDay.objects.create(
        slug="opened",
        season=season,
        event=SeasonDay.Event.OPENED,
        on=datetime.date(2021, 3, 1),
        source=make_source(),
    )

    assert sentences(season) == [
        "The status of the 2021 season was set to “Over”; its days say “Open”."
    ]

    Season.objects.update(corrected_status="open")
    assert sentences(Season.objects.get()) == []


def test_a_notice_that_ends_soon_is_named(db):
    season = make_season()
    make_notice(title_en="Ends", ends_on=TODAY + datetime.timedelta(days=7))
    make_notice(title_en="Stays", ends_on=TODAY + datetime.timedelta(days=8))
    make_notice(title_en="Is over", ends_on=TODAY - datetime.timedelta(days=1))

    assert sentences(season) == ["The notice “Ends” ends on March 17, 2021."]


DUE_ON = datetime.date(2021, 3, 11)


@pytest.mark.parametrize(("days", "is_due"), [(-1, False), (0, True), (400, True)])
def test_a_claim_is_named_from_the_day_to_look_again_on(db, days, is_due):
    make_question(question_en="Why?", look_again_on=DUE_ON)
    make_question(question_en="Never?")

    asked = sentences(make_season(), today=DUE_ON + datetime.timedelta(days))

    said = "Question “Why?”: compare it with its source again, due on March 11, 2021."
    assert asked == ([said] if is_due else [])


def test_claims_that_are_due_are_named_in_french_too(db):
    make_question(question_fr="Pourquoi?", look_again_on=DUE_ON)

    with override("fr"):
        (sentence,) = sentences(make_season(), today=DUE_ON)

    assert "Pourquoi?\u00a0»\u00a0: nouvelle comparaison avec la source" in sentence


def test_every_kind_of_claim_leads_to_its_form(desk):
    for model in kinds_of_claims():
        model.objects.update(read_on=None, look_again_on=timezone.localdate())

    links = parse(desk.get(DESK)).xpath("//ul[@class='desk-attention']//a/@href")

    kinds = {model._meta.model_name for model in kinds_of_claims()}
    assert kinds == {"category", "fee", "notice", "question", "requirement", "step"}
    for kind in kinds:
        address = next(link for link in links if f"/quotas/{kind}/" in link)
        form = parse(desk.get(address))
        assert form.xpath("//input[@name='look_again_on']/@value")


def test_a_text_without_its_other_language_is_named(db):
    season = make_season()
    make_notice(title_en="Half", text_fr="")

    assert sentences(season) == ["Notice “Half” has a text in one language only."]


def test_a_source_that_is_gone_is_named(db):
    make_source(title_en="Page", publisher="Ministry", gone_on=TODAY)

    assert sentences(make_season()) == [
        "The source “Page (Ministry)” has been gone since March 10, 2021."
    ]


def test_a_draft_that_could_not_be_published_is_named(db, editor):
    Draft.objects.create(
        kind="notice", title="Late", data={}, by=editor, problem="It has no text in French."
    )

    (sentence,) = sentences(make_season())
    assert "“Late” was not published as planned. It has no text in French." in sentence


def test_that_no_season_is_current_is_told(db):
    assert sentences(None) == ["No season is current: the home page shows none."]


def weekly(held, **facts):
    pool = {name: getattr(held, name) for name in ("season", "country", "category")}
    return make_figures(**pool, **facts)


def test_a_reported_figure_that_the_official_feed_contradicts_is_named(db):
    official = make_source(confidence="official")
    quota = make_quota(places=100)
    weekly(quota, source=official, quota=100, as_of=datetime.date(2021, 3, 1))
    weekly(quota, source=official, quota=120, as_of=datetime.date(2021, 3, 8))

    assert contradicted_quotas(quota.season) == [quota]
    assert "the official feed differs" in sentences(quota.season, [quota])[0]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"places": 120}, {"quota": 120}),
        ({"state": "unlimited"}, {"quota_word": "unlimited"}),
        ({"places": 100}, {}),
    ],
)
def test_a_figure_that_the_feed_confirms_or_does_not_tell_is_no_conflict(db, facts, said):
    quota = make_quota(**facts)
    weekly(quota, source=make_source(confidence="official"), **said)

    assert contradicted_quotas(quota.season) == []


def test_an_official_figure_is_no_conflict_with_itself(db):
    official = make_source(confidence="official")
    quota = make_quota(places=100, source=official)
    weekly(quota, source=official, quota=120)

    assert contradicted_quotas(quota.season) == []


def test_what_was_changed_lately_is_told_with_who_and_why(desk):
    quota = Quota.objects.get(season__year=2021, country__code="KR", category__position=1)
    quota.places = 4100
    quota._change_reason = "The ministry says so."
    quota.save()

    page = text(parse(desk.get(DESK)))

    assert "South Korea, Working Holiday, 2021" in page
    assert "The ministry says so." in page


def test_the_desk_costs_the_same_however_much_there_is(desk, django_assert_max_num_queries):
    make_notice(text_fr="", ends_on=timezone.localdate())
    make_question(look_again_on=timezone.localdate())
    with CaptureQueriesContext(connection) as little:
        desk.get(DESK)
    for n in range(15):
        make_notice(title_en=f"Half {n}", text_fr="", ends_on=timezone.localdate())
        make_question(look_again_on=timezone.localdate())

    with django_assert_max_num_queries(len(little)):
        desk.get(DESK)


def test_staff_who_may_do_something_else_see_nothing_of_it(client, shipped, django_user_model):
    client.force_login(django_user_model.objects.create_user("vera", is_staff=True))

    page = text(parse(client.get(DESK)))

    assert "What needs attention" not in page


def test_every_task_leads_to_a_page(desk):
    Source.objects.update(gone_on=TODAY)
    make_notice(text_fr="", ends_on=timezone.localdate())

    links = parse(desk.get(DESK)).xpath("//ul[@class='desk-attention']//a/@href")

    assert len(links) > 3
    assert {desk.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize(
    ("language", "quotation"),
    [("en", "“([^”]+)”"), ("fr", "«\u00a0([^»]+)\u00a0»")],
    ids=["en", "fr"],
)
def test_the_help_names_things_as_the_admin_does(language, quotation):
    help_page = Path(f"templates/pages/help.{language}.html").read_text(encoding="utf-8")
    words = Path("quotas/locale/fr/LC_MESSAGES/django.po").read_text(encoding="utf-8").casefold()
    examples = {"korea working", "corée vacances"}
    kind = "msgid" if language == "en" else "msgstr"

    quoted = set(re.findall(quotation, help_page)) - examples

    assert len(quoted) > 7
    assert {name for name in quoted if f'{kind} "{name.casefold()}"' not in words} == set()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_picture_of_the_help_is_there_and_described(desk, language):
    page = parse(desk.get("/admin/help/", headers={"accept-language": language}))

    pictures = page.xpath("//div[@id='content-main']//img")
    assert len(pictures) == 3
    for picture in pictures:
        assert len(picture.get("alt")) > 20
        assert f".{language}." in picture.get("src")
