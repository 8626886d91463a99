"""Nothing that staff can type, choose, send or ask for breaks the admin or the public pages."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import Draft, Notice, Question, Quota, Season, WeeklyFigures

from ..accounts.test_proof import prove
from ..factories import make_figures, make_notice, make_question, make_source
from ..files.copies import (
    ELIGIBILITY,
    GRANTED,
    HEAD,
    HEADINGS,
    ROW,
    SOURCE,
    WEEKLY,
    refusals,
    upload,
    workbook,
)
from ..fuzz import AdminFuzz, PublicFuzz, request_count
from ..pages import parse, text

GROUPS = ("editor", "publisher", "administrator", "admin_user")
BEYOND = "9" * 20
DEEP = {
    "bold": "<b>" * 306 + "x" + "</b>" * 306,
    "bold without an end": "<b>" * 306 + "x",
    "lists in HTML": "<ul><li>" * 400 + "x",
    "quotations in HTML": "<blockquote>" * 400 + "x",
    "words of another language": "<i lang=fr>" * 400 + "x",
    "quotations": "> " * 400 + "x",
    "lists": "- " * 300 + "x",
    "numbered lists": "1. " * 300 + "x",
    "emphasis": "**" * 300 + "x" + "**" * 300,
    "links": "<a href='/en/'><em>" * 300 + "x",
}
DEPTH = "The text has lists, quotations or marks more than 15 levels deep."
NOTICE = {"slug": "x", "level": "1", "title_en": "a", "title_fr": "b", "text_en": "c"}


@pytest.fixture
def desk(client, admin_user):
    client.force_login(admin_user)
    return client


def messages_of(response):
    return text(parse(response).xpath("//ul[@class='messagelist']")[0])


@pytest.mark.parametrize("group", GROUPS)
def test_no_value_breaks_a_list_a_form_a_file_or_an_address(request, client, shipped, group):
    user = request.getfixturevalue(group)

    faults = AdminFuzz(client, user, seed=group).run(request_count(40))

    assert not faults


def test_no_value_breaks_a_public_page(client, shipped):
    faults = PublicFuzz(client, seed="readers").run(request_count(150))

    assert not faults


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("model", "head", "row"),
    [
        ("weeklyfigures", WEEKLY, f"2023,KR,working-holiday,,2023-03-03,5{',' * 14}{SOURCE}\n"),
        ("quota", HEAD, f"2021,KR,working-holiday,limited,4100,2021-06-01,{SOURCE}\n"),
        ("eligibility", ELIGIBILITY, f"{GRANTED},,,2026-12-01,{SOURCE}\n"),
    ],
)
def test_a_row_of_nothing_amid_others_is_left_out_and_named(
    desk, shipped, model, head, row, language
):
    other = row.replace("KR", "JP")
    # An import looks at every row that is held. This leaves out to keep versions of 3,600.
    WeeklyFigures.objects.filter(season__year=2026)._raw_delete("default")

    for blank in ("\n", "," * head.count(",") + "\n", " ," + "," * (head.count(",") - 1) + "\n"):
        response = upload(
            desk, head + row + blank + other, model=model, **{"accept-language": language}
        )

        said = {
            "en": "Empty rows that were left out: 1.",
            "fr": "Lignes vides laissées de côté : 1.",
        }
        assert said[language] in text(parse(response))
        assert refusals(response) == []


def test_a_blank_row_of_a_workbook_is_left_out_too(desk, shipped):
    response = upload(desk, workbook([HEADINGS, [None] * 7, ROW]), "week.xlsx")

    assert "Empty rows that were left out: 1." in text(parse(response))
    assert refusals(response) == []


def test_a_row_without_its_day_says_that_alone(desk, shipped):
    response = upload(desk, HEAD + f"2021,KR,working-holiday,limited,4100,,{SOURCE}\n")

    assert refusals(response) == ["as_of: This cell is empty."]


@pytest.mark.parametrize("name", DEEP)
def test_a_text_that_is_too_deep_is_refused_in_a_sentence(desk, shipped, name):
    deep = DEEP[name]
    facts = NOTICE | {"text_en": deep, "text_fr": deep}

    shown = desk.post(reverse("admin:markdown"), {"text": deep})
    refused = desk.post(reverse("admin:quotas_notice_add"), facts)
    kept = desk.post(reverse("admin:quotas_notice_add"), facts | {"_draft": "1"}, follow=True)
    preview = desk.post(reverse("admin:quotas_notice_add"), facts | {"_preview": "1"}, follow=True)

    assert DEPTH in shown.content.decode()
    assert DEPTH in text(parse(refused))
    assert not Notice.objects.filter(slug="x").exists()
    assert DEPTH in messages_of(kept)
    assert preview.status_code == 200


def test_a_text_as_deep_as_people_write_is_kept(desk, shipped):
    list_in_a_list = "> - one\n>   - *two*\n>     - **[three](/en/)**\n>       1. four"

    desk.post(
        reverse("admin:quotas_notice_add"),
        NOTICE | {"text_en": list_in_a_list, "text_fr": list_in_a_list},
    )

    assert Notice.objects.get(slug="x").text_en == list_in_a_list


@pytest.mark.parametrize(
    "query",
    [
        f"as_of__year={BEYOND}",
        f"as_of__year__gt={BEYOND}",
        "as_of__year=0",
        "as_of__iso_year=99999",
        "as_of__gt=soon",
        "as_of__range=1",
        "places__regex=(",
        "state__iregex=(a%2B)%2B$",
        "season__id__exact=x",
        "nonsense=1",
        f"o={'1.' * 3000}",
        "&".join(["state=limited"] * 2000),
        f"p={BEYOND}&e=1&as_of__year={BEYOND}",
    ],
    ids=lambda query: query[:30],
)
def test_a_list_that_cannot_be_narrowed_as_asked_says_so_and_shows_all(desk, shipped, query):
    response = desk.get(f"{reverse('admin:quotas_quota_changelist')}?{query}", follow=True)

    assert response.status_code == 200
    assert "The list cannot be filtered like that" in messages_of(response)
    assert f"{Quota.objects.count()} quotas" in text(parse(response))


@pytest.mark.parametrize("name", ["id__in", "as_of__month__in"])
def test_a_number_that_no_row_has_beside_one_that_some_have_is_no_fault(desk, shipped, name):
    query = f"{name}=1,{BEYOND}"  # which PostgreSQL compares, and SQLite cannot hold

    response = desk.get(f"{reverse('admin:quotas_quota_changelist')}?{query}", follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/admin/quotas/quota/?id__exact={BEYOND}",
        f"/admin/quotas/quota/?places__gt={BEYOND}",
        "/admin/quotas/quota/?as_of__gte=9999-12-31",
        "/admin/quotas/draft/?publish_at__gt=9999-12-31T23:59",
        "/admin/quotas/draft/?publish_at__lt=0001-01-01T00:00",
        "/admin/quotas/draft/?data__contains=1",
        "/admin/auth/user/?date_joined__gte=0001-01-01T00:00%2B14:00",
        f"/admin/auth/user/?id__in={BEYOND}",
        f"/admin/axes/accessattempt/?attempt_time__year={BEYOND}",
        "/admin/axes/accessattempt/?attempt_time__year=9999",
        f"/admin/quotas/quota/?q={'a+' * 2000}",
        f"/admin/quotas/quota/export/?q={'a+' * 2000}",
        f"/admin/quotas/quota/export/?as_of__year={BEYOND}",
        f"/admin/quotas/quota/find/?q={'a+' * 2000}",
        f"/admin/auth/user/?q={'a+' * 2000}",
        "/admin/autocomplete/?app_label=quotas&model_name=quota&field_name=country&term="
        + "a+" * 2000,
        f"/admin/quotas/notice/add/?sources={BEYOND}&season={BEYOND}&draft_key=x",
        f"/admin/quotas/question/add/?sources={BEYOND}",
    ],
    ids=lambda address: address[7:60],
)
def test_an_address_with_too_much_in_it_is_answered(desk, shipped, address):
    assert desk.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("button", ["_save", "_draft", "_preview"])
@pytest.mark.parametrize("numbers", [[BEYOND], ["1", f"-{BEYOND}"], ["x"], ["1", "\0"]])
def test_records_with_numbers_that_no_record_has_are_refused(desk, shipped, button, numbers):
    facts = {"sources": numbers, "slug": "x", "question_en": "a", button: "1"}

    response = desk.post(reverse("admin:quotas_question_add"), facts, follow=True)

    assert response.status_code in (200, 404)
    assert not Question.objects.filter(slug="x").exists()


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59", "9999-12-31T12:00", "2101-01-01T00:00", "0001-01-01T00:00"]
)
def test_a_draft_is_published_at_a_time_that_there_is_or_not_at_all(desk, db, moment):
    facts = NOTICE | {"text_fr": "d", "publish_at": moment, "_draft": "1"}

    response = desk.post(reverse("admin:quotas_notice_add"), facts, follow=True)

    assert response.status_code == 200
    assert "The year must be one from 1967 to 2100." in messages_of(response)
    assert Draft.objects.get().publish_at is None


def test_a_name_that_no_database_holds_is_kept_without_what_it_cannot(desk, db):
    desk.post(reverse("admin:quotas_notice_add"), NOTICE | {"a\0b": "c\0d", "_draft": "1"})

    assert Draft.objects.get().data["ab"] == ["cd"]


def test_an_account_joined_at_a_time_that_there_is(desk, db, admin_user):
    address = reverse("admin:auth_user_change", args=(admin_user.pk,))
    prove(desk)

    for day in ("9999-12-31", "0001-01-01"):
        facts = {"username": "admin", "date_joined_0": day, "date_joined_1": "23:59:59"}
        response = desk.post(address, facts)

        assert "The year must be one from 1967 to 2100." in text(parse(response))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1966-12-31", "2101-01-01"])
def test_a_day_is_of_a_year_of_the_programme_whatever_form_it_is_typed_into(desk, shipped, day):
    source = make_source()
    quota = Quota.objects.first()
    season = Season.objects.get(is_current=True)
    facts = {"season": quota.season_id, "category": quota.category_id, "country": quota.country_id}
    facts |= {"state": "limited", "places": "5", "as_of": day, "source": source.pk}
    refusal = "The year must be one from 1967 to 2100."

    form = desk.post(reverse("admin:quotas_quota_change", args=(quota.pk,)), facts)
    sheet = desk.post(
        reverse("admin:quotas_season_sheet", args=(season.pk,)), {"as_of": day, "source": source.pk}
    )
    new = desk.post(reverse("admin:quotas_season_new"), {"year": 2027, "as_of": day})
    shown = desk.post(reverse("admin:quotas_quota_preview"), facts)
    file = upload(desk, HEAD + f"2021,KR,working-holiday,limited,4100,{day},{SOURCE}\n")

    assert all(refusal in text(parse(page)) for page in (form, sheet, new))
    assert shown.status_code == 200
    assert [words for words in refusals(file) if words.startswith("as_of: ")]


@pytest.mark.parametrize(
    ("model", "field", "number"),
    [
        ("note", "position", 32_768),
        ("weeklyfigures", "spots", 2_147_483_648),
        ("step", "days", 32_768),
        ("season", "year", BEYOND),
    ],
)
def test_no_number_is_kept_that_the_other_database_would_not_hold(desk, db, model, field, number):
    response = desk.post(reverse(f"admin:quotas_{model}_add"), {field: number})

    errors = parse(response).xpath(f"//div[contains(@class, 'field-{field}')]//ul/li")
    assert "less than or equal to" in text(errors[0])


def test_spots_that_would_last_for_ages_leave_their_pool_a_page(client, db):
    day = datetime.date(2023, 2, 3)
    first = make_figures(spots=1_000_000, as_of=day)
    pool = {name: getattr(first, name) for name in ("season", "country", "category", "source")}
    for week in (1, 2):
        facts = {"spots": 1_000_000 - week, "as_of": day + datetime.timedelta(weeks=week)}
        make_figures(**pool | facts)

    response = client.get(
        f"/en/pools/{first.season.year}/{first.country.code.lower()}/{first.category.slug}/"
    )

    assert response.status_code == 200


def test_the_largest_numbers_and_the_farthest_days_leave_every_public_page_whole(client, shipped):
    far = datetime.date(2100, 12, 31)
    WeeklyFigures.objects.filter(subpool="").update(
        **{"spots": 1_000_000, "spots_word": "", "quota": 1_000_000, "quota_word": ""}
        | {"invitations": 1_000_000, "invitations_word": "", "first_round_on": far}
        | {"final_round_on": far, "first_round_word": "week", "final_round_word": "day"}
    )
    Quota.objects.filter(state="limited").update(places=1_000_000, as_of=far)
    make_notice(starts_on="1967-01-01", ends_on=far)
    make_question(position=32_767)

    faults = PublicFuzz(client, seed="far").visit()

    assert not faults
