"""The pages of the guide: how it works, questions and answers, and the glossary."""

import datetime
import re

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from quotas.desk.form_behind import form_behind
from quotas.drafts.publishing import token_of
from quotas.figures.questions import LIVE, live_figures
from quotas.history.versions import entries_of
from quotas.models import (
    Category,
    Draft,
    Eligibility,
    Fee,
    Question,
    Quota,
    Season,
    SeasonDay,
    Step,
    Term,
    WeeklyFigures,
)

from .. import PROJECT
from ..factories import (
    make_category,
    make_country,
    make_eligibility,
    make_figures,
    make_question,
    make_quota,
    make_season,
    make_source,
    make_step,
    make_term,
)
from ..pages import parse, section, text

TEMPLATES = PROJECT / "templates"
LIVE_ADDRESSES = [
    (slug, Question.Live(live))
    for slug, live in (
        ("my-chances", "chances"),
        ("places-left", "spots"),
        ("more-invitations-than-places", "invitations"),
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


def live_of(client, live, language="en"):
    """Return the section of live figures under the answer of a question."""
    question = make_question(live=live)
    with override(language):
        address = question.get_absolute_url()
    return section(parse(client.get(address)), "live")


def rows_of(element):
    return [[text(cell) for cell in row.xpath("./th|./td")] for row in element.xpath(".//tbody/tr")]


# How it works


def test_the_steps_are_an_ordered_list_with_their_deadlines_and_sources(client, shipped):
    steps = section(parse(client.get("/en/how-it-works/")), "steps").xpath(".//ol/li")

    assert [text(step.xpath("./h3")[0]) for step in steps] == [
        step.name for step in Step.objects.all()
    ]
    assert [text(line) for step in steps for line in step.xpath("./p[@class='deadline']")] == [
        "Within 10 days from the invitation",
        "Within 20 days from accepting the invitation",
        "Within 30 days from the letter that asks for them",
    ]
    assert all(step.xpath("./p[@class='source']") for step in steps)


def test_the_drawing_says_the_same_as_the_list(client, shipped):
    page = parse(client.get("/fr/comment-ca-marche/"))

    description = text(page.get_element_by_id("timeline-desc"))
    with override("fr"):
        for step in Step.objects.all():
            assert step.name in description
            if step.days:
                assert f"{step.name}, dans un délai de {step.days} jours" in description


def test_a_step_that_staff_change_is_on_the_next_page_in_words_and_drawn(client, shipped):
    client.get("/en/how-it-works/")
    Step.objects.filter(slug="accept").update(days=12)

    page = parse(client.get("/en/how-it-works/"))

    assert "Within 12 days from the invitation" in text(page)
    assert "within 12 days" in text(page.get_element_by_id("timeline-desc"))


def test_fees_documents_and_funds_follow_with_their_sources(client, shipped):
    page = parse(client.get("/en/how-it-works/"))

    assert "$184.75" in text(section(page, "fees"))
    assert section(page, "fees").xpath(".//p[@class='files']//a/@href")[0] == "/en/data/fees.csv"
    funds = section(page, "funds")
    assert "Money to begin with: $2,500" in text(funds)
    for part in (section(page, "document"), funds):
        assert len(part.xpath(".//dt")) == len(part.xpath(".//p[@class='source']")) > 0


def test_a_step_has_a_deadline_only_with_what_it_counts_from(db):
    with pytest.raises(ValidationError, match="counts from something"):
        Step(
            slug="x",
            name_en="X",
            name_fr="X",
            text_en="X",
            text_fr="X",
            days=10,
            source=make_source(),
        ).full_clean()


def test_what_to_do_next_after_finding_comes_from_the_steps(client, shipped):
    Step.objects.filter(slug="profile").update(name_en="Make yourself known")

    page = parse(client.get("/en/find/?citizenship=fr&age=27"))

    names = [text(name) for name in section(page, "next").xpath(".//li/h3")]
    assert "Make yourself known" in names
    assert "Check that you can take part" not in names


# Questions


def test_all_fifteen_questions_are_listed_with_their_short_answers(client, shipped):
    for address, language in (("/en/questions/", "en"), ("/fr/questions/", "fr")):
        items = parse(client.get(address)).xpath("//ol[@class='question-list']/li")

        with override(language):
            assert [text(item) for item in items] == [
                " ".join(f"{question.question} {question.summary}".replace("\u00a0", " ").split())
                for question in Question.objects.all()
            ]
        assert len(items) == 15


@pytest.mark.parametrize(("language", "heading"), [("en", "live"), ("fr", "live")])
def test_each_answer_has_its_sources_its_figures_and_its_neighbours(
    client, shipped, language, heading
):
    questions = list(Question.objects.all())
    for place, question in enumerate(questions):
        with override(language):
            address = question.get_absolute_url()
            before = [each.get_absolute_url() for each in questions[:place][-1:]]
            after = [each.get_absolute_url() for each in questions[place + 1 : place + 2]]
        page = parse(client.get(address))

        sources = section(page, "answered-by").xpath("./ul/li")
        assert len(sources) == question.sources.count() > 0
        assert bool(page.xpath(f"//section[@aria-labelledby='{heading}']")) == bool(question.live)
        assert page.xpath("//a[@rel='prev']/@href") == before
        assert page.xpath("//a[@rel='next']/@href") == after


def test_every_kind_of_live_figures_is_worked_out_and_used():
    assert set(LIVE) == set(Question.Live)
    assert {live for _slug, live in LIVE_ADDRESSES} == set(Question.Live)


def test_no_answer_types_a_quota_or_a_fee_that_its_figures_show(shipped):
    held = {f"{quota.places:,}" for quota in Quota.objects.filter(places__gte=1000)}
    held |= {f"{fee.dollars:.2f}" for fee in Fee.objects.all()}
    for question in Question.objects.all():
        said = set(re.findall(r"\d[\d,.]*\d", question.answer_en + question.summary_en))
        assert not said & held, question.slug


@pytest.mark.parametrize("slug", [slug for slug, _live in LIVE_ADDRESSES])
def test_live_figures_say_where_they_come_from(client, shipped, slug):
    question = Question.objects.get(slug=slug)

    live = section(parse(client.get(question.get_absolute_url())), "live")

    if question.live not in ("offers", "changes"):  # which lead to pages that say it
        assert "official" in text(live) or "reported" in text(live)
    assert live.xpath(".//a/@href")


@pytest.mark.parametrize("live", Question.Live.values)
def test_live_figures_stand_up_where_nothing_is_held(client, db, live):
    for language in ("en", "fr"):
        assert live_of(client, live, language) is not None


def test_chances_are_those_of_the_newest_figures_of_each_pool(client, db):
    old, new = make_season(year=2025), make_season(year=2026)
    pool = {"country": make_country(name_en="Utopia"), "category": make_category(name_en="WH")}
    make_figures(season=old, rating=1, as_of="2025-05-01", **pool)
    make_figures(season=new, rating=2, as_of="2026-01-02", **pool)
    make_figures(season=new, rating=4, as_of="2026-01-09", **pool)

    said = {row[0]: row[1:] for row in rows_of(live_of(client, "chances"))}

    assert said["Low"][0] == "20 to 39 %"
    assert said["Low"][1].startswith("Utopia, WH As of January 9, 2026")
    assert said["Very good"][1] == said["Excellent"][1] == "None held"


def test_spots_are_never_the_quota_minus_the_invitations(client, db):
    make_figures(quota=100, invitations=60, spots=90)

    ((_pool, quota, spots, _as_of),) = rows_of(live_of(client, "spots"))

    assert (quota, spots) == ("100", "90")


def test_pools_without_a_spot_are_counted(client, db):
    season, category = make_season(), make_category()
    for spots in (0, 0, 5):
        make_figures(season=season, category=category, spots=spots)

    live = text(live_of(client, "spots"))

    assert "we hold the spots of 3 pools" in live
    assert "2 of them had none left" in live


def test_invitations_beyond_the_quota_are_listed_from_the_furthest(client, db):
    season, category = make_season(), make_category(name_en="WH")
    for name, quota, invitations in (("Near", 100, 101), ("Far", 100, 900), ("Within", 100, 99)):
        country = make_country(name_en=name)
        make_figures(
            season=season, category=category, country=country, quota=quota, invitations=invitations
        )

    assert [row[0] for row in rows_of(live_of(client, "invitations"))] == ["Far, WH", "Near, WH"]


def test_a_quota_that_was_raised_above_its_invitations_is_not_listed(client, db):
    pool = {"season": make_season(), "country": make_country(), "category": make_category()}
    make_figures(quota=100, invitations=120, as_of="2026-01-02", **pool)
    make_figures(quota=200, invitations=130, as_of="2026-01-09", **pool)

    assert not rows_of(live_of(client, "invitations"))


def test_the_days_are_those_of_the_three_newest_seasons(client, shipped):
    years = [row[0] for row in rows_of(live_of(client, "days"))]

    assert years == ["2026", "2025", "2024"]


def test_the_weeks_are_of_the_pool_with_the_newest_figures(client, db):
    season, category = make_season(), make_category()
    newest, other = make_country(name_en="Newest"), make_country(name_en="Other")
    pool = {"season": season, "category": category}
    make_figures(country=other, invitations=5, as_of="2026-01-02", **pool)
    make_figures(country=newest, invitations=10, as_of="2026-01-02", **pool)
    make_figures(country=newest, invitations=40, as_of="2026-01-09", **pool)

    live = live_of(client, "weeks")

    assert "Newest" in text(live.xpath(".//caption")[0])
    assert [row[:2] for row in rows_of(live)] == [
        ["January 9, 2026", "+30 since January 2, 2026"],
        ["January 2, 2026", "Not known"],
    ]


def test_what_changed_begins_with_what_has_no_number_and_then_with_the_largest(client, db):
    category, first, second = make_category(), make_season(year=2025), make_season(year=2026)
    for name, before, after in (
        ("Little", {"places": 10}, {"places": 11}),
        ("Same", {"places": 10}, {"places": 10}),
        ("Much", {"places": 900}, {"places": 100}),
        ("Capped", {"state": "unlimited"}, {"places": 50}),
    ):
        country = make_country(name_en=name)
        for season, facts in ((first, before), (second, after)):
            make_quota(season=season, country=country, category=category, **facts)

    rows = rows_of(live_of(client, "changes"))

    assert [row[0].split(",")[0] for row in rows] == ["Capped", "Much", "Little"]
    assert [row[3] for row in rows] == ["Capped", "−800", "+1"]


def test_a_country_whose_categories_differ_names_them(client, db):
    one, two = make_category(name_en="One"), make_category(name_en="Two")
    even, odd = make_country(name_en="Even"), make_country(name_en="Odd")
    for country, category, oldest in (
        (even, one, 35),
        (even, two, 35),
        (odd, one, 30),
        (odd, two, 35),
    ):
        make_eligibility(country=country, category=category, oldest=oldest)

    assert rows_of(live_of(client, "ages")) == [
        ["30 years", "Odd (One)"],
        ["35 years", "Even Odd (Two)"],
    ]


def test_each_arrangement_is_under_its_participations_and_its_longest_stay(shipped):
    for live, name in (("participations", "participations"), ("stays", "longest_stay")):
        told = {
            (country.code, category.slug): alike.value
            for alike in LIVE[live]()["values"]
            for country, categories in alike.countries
            for category in categories
            or [row.category for row in Eligibility.objects.filter(country=country)]
        }

        assert told == {
            (row.country.code, row.category.slug): getattr(row, name)
            for row in Eligibility.objects.with_names()
        }


def test_a_fee_is_that_of_the_newest_season_that_it_is_known_of(client, shipped):
    said = {row[0]: row[1:] for row in rows_of(live_of(client, "fees"))}

    assert said["IEC fee"][0] == "2026"
    assert "$179.75" in said["IEC fee"][1] and "$184.75" in said["IEC fee"][1]
    assert said["Employer compliance fee"][0] == "2019"
    assert "Money to begin with: $2,500" in text(live_of(client, "fees"))


def test_room_is_counted_by_category(client, db):
    season, category = make_season(), make_category(name_en="YP")
    for spots, candidates in ((10, 2), (10, 12), (3, 0)):
        make_figures(season=season, category=category, spots=spots, candidates=candidates)

    ((name, year, with_room, _as_of),) = rows_of(live_of(client, "waiting"))

    assert (name, year, with_room) == ("YP", "2021", "2 of 3")


def test_deadlines_are_those_of_the_steps(client, db):
    make_step(name_en="Wait")
    make_step(name_en="Hurry", days=7, counted_from_en="from now", counted_from_fr="dès à présent")

    live = live_of(client, "deadlines")

    assert [text(name) for name in live.xpath(".//li/h3")] == ["Hurry"]
    assert "Within 7 days from now" in text(live)


def test_figures_of_an_unpublished_season_stay_unseen(client, db):
    hidden = make_season(year=2030, is_published=False)
    source = make_source()
    pool = {
        "season": hidden,
        "country": make_country(name_en="Hidden"),
        "category": make_category(),
    }
    make_figures(rating=1, spots=7, candidates=1, quota=1, invitations=5, **pool)
    make_quota(places=7777, **pool)
    SeasonDay.objects.create(slug="x", season=hidden, event=1, on="2029-12-01", source=source)
    Fee.objects.create(slug="x", season=hidden, kind=1, dollars="7777", source=source)

    for live in set(Question.Live) - {"countries"}:
        said = text(live_of(client, live))
        assert "Hidden" not in said and "2030" not in said and "7,777" not in said, live


def make_many_more():
    """Ten more countries with quotas, weeks and conditions in two seasons."""
    source, categories = make_source(), list(Category.objects.all())
    seasons = [Season.objects.create(year=year) for year in (2030, 2031)]
    for _number in range(10):
        country = make_country()
        for n, category in enumerate(categories):
            make_eligibility(country=country, category=category, source=source, oldest=30 + n)
            for season in seasons:
                facts = {"season": season, "country": country, "category": category}
                make_quota(source=source, places=season.year, **facts)
                for week in range(3):
                    make_figures(
                        **facts,
                        source=source,
                        as_of=datetime.date(season.year, 1, 8 + 7 * week),
                        quota=10,
                        invitations=20 + week,
                        spots=5,
                        candidates=3,
                        rating=1 + n,
                    )


@pytest.mark.parametrize(
    "address",
    [
        "/en/how-it-works/",
        "/en/questions/",
        "/en/glossary/",
        *(f"/en/questions/{slug}/" for slug, _live in LIVE_ADDRESSES),
    ],
)
def test_a_page_costs_the_same_queries_however_much_is_held(client, shipped, address):
    def query_count():
        caches["fragments"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = query_count()
    make_many_more()
    for _number in range(5):
        make_question()
        make_term(source=make_source())
        make_step(days=5)

    assert query_count() == few
    assert few <= 14


# The glossary


def test_the_glossary_has_both_official_terms_and_the_everyday_words(client, shipped):
    page = parse(client.get("/en/glossary/"))

    for slug, words in (
        (
            "invitation-to-apply",
            ("Invitation to apply", "Invitation à présenter une demande", "ITA", "IPD"),
        ),
        ("working-holiday", ("Working Holiday", "Vacances-travail", "WHV", "PVT")),
        (
            "recognized-organization",
            ("Recognized organization", "Organisation reconnue", "RO", "OR"),
        ),
    ):
        row = text(page.get_element_by_id(slug))
        assert all(word in row for word in words)


@pytest.mark.parametrize(
    ("address", "language"), [("/en/glossary/", "en"), ("/fr/glossaire/", "fr")]
)
def test_the_glossary_is_in_the_order_of_the_readers_language(client, shipped, address, language):
    rows = parse(client.get(address)).xpath("//table//tbody/tr")

    first = [row.xpath("./th")[0].text.strip() for row in rows]
    with override(language):
        assert first == [term.term for term in Term.objects.by_name()]
    assert first[0] == {"en": "Applicant", "fr": "À déterminer"}[language]
    assert {row.get("id") for row in rows} == set(Term.objects.values_list("slug", flat=True))


def test_french_that_no_official_text_was_seen_to_use_is_marked(client, db):
    make_term(slug="seen", is_french_verified=True, source=make_source(publisher="IRCC"))
    make_term(slug="unseen")

    page = parse(client.get("/en/glossary/"))

    assert "French seen in: IRCC" in text(page.get_element_by_id("seen"))
    assert "not seen in an official text" in text(page.get_element_by_id("unseen"))


def test_a_verified_french_term_names_its_source(db):
    with pytest.raises(ValidationError, match="Name the source"):
        Term(
            slug="x",
            term_en="X",
            term_fr="X",
            meaning_en="X",
            meaning_fr="X",
            is_french_verified=True,
        ).full_clean()


def test_the_glossary_is_a_file_too(client, shipped):
    page = parse(client.get("/fr/glossaire/"))

    rows = client.get("/en/data/terms.json").json()["rows"]

    links = page.xpath("//p[@class='files']//a/@href")
    assert links == [f"/fr/donnees/termes.{ending}" for ending in ("csv", "json", "xlsx")]
    assert len(rows) == Term.objects.count()
    (ita,) = [row for row in rows if row["term"] == "invitation-to-apply"]
    assert ita["official_french"] == "Invitation à présenter une demande"
    assert ita["everyday_french"] == "IPD"


def test_every_word_that_a_page_links_to_is_in_the_glossary(shipped):
    used = {
        slug
        for path in TEMPLATES.rglob("*.html")
        for slug in re.findall(r"""{% term "([^"]+)"|glossary }}#([\w-]+)""", path.read_text())
        for slug in slug
        if slug
    }
    in_texts = {
        slug
        for model, fields in (
            (Question, ("answer_en", "answer_fr")),
            (Step, ("text_en", "text_fr")),
        )
        for record in model.objects.all()
        for field in fields
        for slug in re.findall(r"/(?:glossary|glossaire)/#([\w-]+)", getattr(record, field))
    }

    assert len(used) > 10 and len(in_texts) > 10
    assert used | in_texts <= set(Term.objects.values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/en/pools/2026/gb/working-holiday/", "chance-rating"),
        ("/fr/bassins/2026/gb/vacances-travail/", "round-of-invitations"),
        ("/en/find/?citizenship=fr&age=27", "spots-available"),
        ("/en/find/?citizenship=us", "recognized-organization"),
        ("/en/categories/working-holiday/", "invitation-to-apply"),
        ("/en/countries/fr/", "participation"),
        ("/en/seasons/2023/", "recognized-organization"),
        ("/en/", "quota"),
        ("/fr/comment-ca-marche/", "pool"),
    ],
)
def test_words_lead_to_the_glossary_where_they_are_used(client, shipped, address, slug):
    glossary = "/fr/glossaire/" if address.startswith("/fr/") else "/en/glossary/"

    assert f"{glossary}#{slug}" in parse(client.get(address)).xpath("//main//a/@href")


# What staff do


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


def form_on(client, record):
    """The address of the form of a record, and what stands in it."""
    kind = record._meta.model_name
    address = reverse(f"admin:quotas_{kind}_change", args=(record.pk,))
    form = parse(client.get(address)).get_element_by_id(f"{kind}_form")
    values = dict(form.form_values())
    if kind == "question":
        values["sources"] = [str(source.pk) for source in record.sources.all()]
    return address, values


def test_an_edited_answer_is_on_the_next_page_in_both_languages(desk):
    question = Question.objects.get(slug="job-offer")
    desk.get("/en/questions/job-offer/")
    address, values = form_on(desk, question)

    desk.post(address, values | {"answer_en": "Newly *put*.", "answer_fr": "Dit *autrement*."})

    assert "Newly <em>put</em>." in desk.get("/en/questions/job-offer/").content.decode()
    assert "Dit <em>autrement</em>." in desk.get("/fr/questions/offre-d-emploi/").content.decode()
    assert entries_of(Question, question.pk).first().history_user.username == "edith"


@pytest.mark.parametrize(
    ("model", "slug", "field", "pages"),
    [
        (Term, "pool", "meaning", ("/en/glossary/", "/fr/glossaire/")),
        (Step, "apply", "text", ("/en/how-it-works/", "/fr/comment-ca-marche/")),
    ],
)
def test_an_edited_term_or_step_is_on_the_next_page(desk, model, slug, field, pages):
    address, values = form_on(desk, model.objects.get(slug=slug))

    desk.post(address, values | {f"{field}_en": "Said anew.", f"{field}_fr": "Redit."})

    for page, words in zip(pages, ("Said anew.", "Redit."), strict=True):
        assert words in text(parse(desk.get(page)))


@pytest.mark.parametrize(
    ("model", "slug", "field", "language"),
    [
        (Question, "my-chances", "answer", "en"),
        (Question, "my-chances", "answer", "fr"),
        (Term, "pool", "meaning", "en"),
        (Term, "pool", "meaning", "fr"),
        (Step, "apply", "text", "en"),
    ],
)
def test_a_draft_is_seen_on_its_page_by_whoever_has_its_address_and_by_no_reader(
    desk, model, slug, field, language
):
    address, values = form_on(desk, model.objects.get(slug=slug))
    words = {f"{field}_en": "Unseen so far.", f"{field}_fr": "Inédit."}
    desk.post(address, values | words | {"_draft": "1"})
    draft = Draft.objects.get()

    preview = desk.get(f"/preview/{language}/{token_of(draft)}/")

    with override(language):
        public = desk.get(draft.record.get_absolute_url().partition("#")[0])
    said = words[f"{field}_{language}"]
    assert said in text(parse(preview))
    assert said not in text(parse(public))


def test_a_draft_of_a_new_question_without_a_name_says_that_it_cannot_be_shown(desk):
    desk.post(
        reverse("admin:quotas_question_add"),
        {"question_en": "Why?", "answer_en": "So.", "_draft": "1"},
    )
    draft = Draft.objects.get()

    page = desk.get(f"/preview/en/{token_of(draft)}/")

    assert draft.title == "Why?"
    assert page.status_code == 404
    assert "The draft lacks too much to be shown." in text(parse(page))


def test_stored_script_is_neutralised(client, shipped):
    script = "<script>alert(1)</script>"
    Question.objects.update(question_en=script, summary_en=script, answer_en=f"{script}\n\nWords.")
    Term.objects.update(term_en=script, everyday_en=script, meaning_en=script)
    Step.objects.update(name_en=f"{script}</svg>", text_en=script)

    for address in (
        "/en/questions/",
        "/en/questions/my-chances/",
        "/en/glossary/",
        "/en/how-it-works/",
        "/en/find/?citizenship=fr&age=27",
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "</svg>&" not in page, address


def test_an_answer_in_one_language_can_only_be_a_draft(desk):
    address, values = form_on(desk, Question.objects.get(slug="job-offer"))

    page = parse(desk.post(address, values | {"answer_fr": ""}))

    assert "Save it as a draft until it is written." in text(page)


def test_no_two_questions_answer_to_one_name(db):
    make_question(slug="one", slug_fr="un")

    with pytest.raises(ValidationError, match="Another question has this name"):
        Question(
            slug="un",
            slug_fr="deux",
            question_en="Q",
            question_fr="Q",
            summary_en="S",
            summary_fr="S",
            answer_en="A",
            answer_fr="A",
        ).full_clean(exclude=["sources"])


@pytest.mark.parametrize("group", ["editor", "publisher"])
def test_editors_change_texts_and_publishers_delete_them(group, request):
    user = request.getfixturevalue(group)

    for kind in ("question", "term", "step", "requirement"):
        assert user.has_perm(f"quotas.add_{kind}") and user.has_perm(f"quotas.change_{kind}")
        assert user.has_perm(f"quotas.delete_{kind}") == (group == "publisher")


def test_a_page_leads_to_the_form_behind_it(shipped):
    question = Question.objects.get(slug="job-offer")

    assert form_behind("/fr/questions/offre-d-emploi/") == reverse(
        "admin:quotas_question_change", args=(question.pk,)
    )
    assert form_behind("/en/glossary/") == reverse("admin:quotas_term_changelist")
    assert form_behind("/en/how-it-works/") == reverse("admin:quotas_step_changelist")
    assert form_behind("/en/questions/nothing/") is None


def test_the_newest_of_a_pool_is_one_row(db):
    pool = {"season": make_season(), "country": make_country(), "category": make_category()}
    make_figures(as_of="2026-01-02", **pool)
    newest = make_figures(as_of="2026-01-09", **pool)
    inner = make_figures(as_of="2026-01-02", subpool="Inner", **pool)

    assert set(WeeklyFigures.objects.newest_of_pools()) == {newest, inner}


def test_a_question_without_live_figures_has_none(db):
    assert live_figures(make_question()) == {}
