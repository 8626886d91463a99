"""Differences of versions, and their values in words."""

import pytest

from quotas.history.differences import describe_field
from quotas.history.saving import restart_history
from quotas.history.versions import SHIPPED, editable_fields, kept_models
from quotas.models import WeeklyFigures

from ..factories import (
    make_notice,
)
from ..pages import parse, text
from .pages import differences_on, page


def test_a_change_in_the_admin_is_told_with_who_when_and_why(desk):
    notice = make_notice(title_en="Rounds are late")
    form = parse(desk.get(page("change", notice))).forms[-1]
    fields = dict(form.form_values()) | {"title_en": "Rounds are on time", "reason": "They are"}
    desk.post(page("change", notice), fields)

    history = parse(desk.get(page("history", notice)))

    (newest, _first) = history.xpath("//section[h2]")
    assert "Changed" in text(newest)
    assert "publius" in text(newest)
    assert "They are" in text(newest)
    assert ["Title in English", "Rounds are late", "Rounds are on time"] in differences_on(newest)


def test_nothing_in_a_history_is_more_than_words(desk):
    notice = make_notice(title_en="<script>alert(1)</script>")
    notice.title_en = "<img src=x onerror=alert(2)>"
    notice._change_reason = "<script>alert(3)</script>"
    notice.save()

    content = desk.get(page("history", notice)).content.decode()

    assert "<script>alert" not in content
    assert "<img src=x" not in content


def test_every_kept_model_says_something_of_each_field_that_staff_can_change(shipped):
    for model in kept_models():
        record = model.objects.first()

        told = {field.name: describe_field(record, field) for field in editable_fields(record)}

        assert any(told.values())
    assert WeeklyFigures in kept_models()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Shipped with the site"), ("fr", "Fourni avec le site")]
)
def test_a_reason_of_ours_is_told_in_the_language_of_whoever_reads_it(desk, language, words):
    notice = make_notice()
    restart_history(SHIPPED)

    for address in (page("history", notice), "/admin/"):
        shown = text(parse(desk.get(address, headers={"accept-language": language})))
        assert words in shown
