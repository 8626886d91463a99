"""Script in every text that staff can write, read back in a browser: words everywhere."""

import pytest
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from quotas.history.revision import public_models
from quotas.markdown.render import render_markdown
from tests.accounts.test_groups import admin_addresses
from tests.browser.admin import previews_are_there
from tests.browser.pages import PAGES

SCRIPT = (
    '"><img src=x onerror=alert("xss")><script>alert("xss")</script>'
    "[a](javascript:alert(1)) ![b](data:text/html,xss) {{7*7}} <svg onload=alert(1)>"
)
ANSWERS_WITHOUT_PAGE = {"quotas_quota_preview"} | {
    f"quotas_{model}_export"
    for model in ("quota", "weeklyfigures", "eligibility", "countryinvitations")
}
NOT_FREE = {"code", "slug", "slug_fr", "permit", "sort_en", "sort_fr", "search_text", "subpool"}


@pytest.fixture
def written(site):
    """Every free text of the shipped data with script before it."""
    for model in public_models():
        fields = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and not isinstance(field, models.URLField)
            and not field.choices
            and field.name not in NOT_FREE
        ]
        for row in model.objects.all() if fields else ():
            for field in fields:
                text = f"{row.pk}{SCRIPT}{getattr(row, field.attname)}"
                setattr(row, field.attname, text[: field.max_length])
            with transaction.atomic():
                row.save()


@pytest.fixture
def opened(context):
    """Collect the dialogs and windows that open by themselves in any page."""
    heard = []
    context.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    return heard


def elements_of_script(page):
    return page.evaluate(
        "document.querySelectorAll('[onerror], [onload], script:not([src]):not([type]), "
        'img[src=x], a[href^="javascript:" i], [src^="data:text"]\').length'
    )


@pytest.mark.parametrize("language", PAGES)
def test_script_in_a_text_is_words_on_every_public_page(
    page, site, written, complaints, opened, language
):
    found = {}

    for name, address in PAGES[language].items():
        page.goto(site + address)
        found[name] = elements_of_script(page)

    assert {name: count for name, count in found.items() if count} == {}
    assert (opened, [heard for heard in complaints if "cannot be parsed" not in heard]) == ([], [])


@pytest.mark.long
def test_script_in_a_text_is_words_on_every_page_of_the_admin(
    context, open_as, site, written, short_lists, complaints, opened, admin_user
):
    desk = open_as(admin_user, context)
    seen = []

    for name, address in admin_addresses():
        if name.startswith("quotas_") and name not in ANSWERS_WITHOUT_PAGE:
            desk.goto(site + address)
            previews_are_there(desk)
            assert elements_of_script(desk) == 0, name
            seen.append(name)

    assert len(seen) > 80
    assert opened == []
    assert [heard for heard in complaints if "status of 4" not in heard] == []  # pages for nobody


def test_script_in_a_draft_is_words_in_its_preview(context, site, complaints, opened, admin_user):
    client = Client()
    client.force_login(admin_user)
    facts = {"title_en": SCRIPT, "title_fr": SCRIPT, "text_en": SCRIPT, "text_fr": SCRIPT}
    kept = client.post(
        reverse("admin:quotas_notice_add"), facts | {"slug": "s", "level": "info", "_preview": "1"}
    )
    page = context.new_page()

    page.goto(site + kept.headers["Location"])

    assert elements_of_script(page) == 0
    assert (opened, complaints) == ([], [])


@pytest.mark.parametrize(
    "typed",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;alert(1))",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a]: javascript:alert(1)\n\n[a]",
        "<javascript:alert(1)>",
        "<a href=' javascript:alert(1)'>a</a>",
        '<a href="https://e.example" onclick="alert(1)">a</a>',
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        '<i lang="fr" style="position:fixed">a</i>',
        "![a](x)",
        "`<script>`",
    ],
)
def test_markdown_makes_nothing_that_runs(page, typed):
    page.set_content(render_markdown(typed))

    assert elements_of_script(page) == 0
    assert page.evaluate("document.querySelectorAll('[onclick], [style], svg, img').length") == 0
