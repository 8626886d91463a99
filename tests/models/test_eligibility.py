"""Rules of the conditions of a category."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import override

from quotas.models import Eligibility

from ..factories import make_eligibility
from ..pages import parse, text


@pytest.fixture
def desk(client, shipped, publisher):
    client.force_login(publisher)
    return client


def form_of(row):
    """The form about `row`, filled in as it stands."""
    names = (field.name for field in Eligibility._meta.concrete_fields)
    facts = {name: getattr(row, name) for name in names}
    facts |= {name: getattr(row, f"{name}_id") for name in ("country", "category", "source")}
    return {name: value for name, value in facts.items() if value not in (None, False)}


def test_staff_change_each_condition_and_the_next_answer_follows(desk):
    row = Eligibility.objects.get(country__code="FI", category__slug="international-coop")
    address = "/api/v1/find?citizenship=fi&age=24&student=yes&job_offer=yes"
    assert desk.get(address).json()["citizenships"][0]["categories"][2]["verdict"] == "yes"
    names = ("must_study_there", "must_match_field", "needs_certain_employer", "must_be_paid")

    for name in names:
        for ticked, verdict in ((["on"], "depends"), ([], "yes")):
            facts = form_of(row) | dict.fromkeys([name][: len(ticked)], "on")
            response = desk.post(reverse("admin:quotas_eligibility_change", args=[row.pk]), facts)

            assert response.status_code == 302, text(parse(response))
            said = desk.get(address).json()["citizenships"][0]["categories"][2]
            assert said["verdict"] == verdict
            assert said["eligibility"][name] is bool(ticked)


@pytest.mark.parametrize(
    ("language", "name", "typed", "sentence"),
    [
        ("en", "only_from", "GB XX", "“XX” is not the code of a country or territory"),
        ("fr", "only_from", "GB, JE", "« GB, » n’est pas le code d’un pays ou territoire"),
        ("en", "participations_here", "4", "must not be more than those in all."),
        ("fr", "participations_here", "4", "ne peuvent pas dépasser le total."),
        ("en", "residence", "castle", "Select a valid choice."),
    ],
)
def test_a_wrong_condition_is_refused_in_a_sentence(desk, language, name, typed, sentence):
    row = Eligibility.objects.get(country__code="GB", category__slug="working-holiday")

    response = desk.post(
        reverse("admin:quotas_eligibility_change", args=[row.pk]),
        form_of(row) | {name: typed},
        headers={"accept-language": language},
    )

    assert sentence in text(parse(response))
    row.refresh_from_db()
    assert (row.only_from, row.participations_here, row.residence) == ("GB GG JE", 2, "none")


@pytest.mark.parametrize("facts", [{"residence": "castle"}, {"participations_here": 2}])
def test_the_database_refuses_a_wrong_condition(db, facts):
    with pytest.raises(IntegrityError):
        make_eligibility(**facts)


def test_codes_of_parts_have_one_blank_between_them(db):
    granted = make_eligibility(only_from="GB  JE")

    with pytest.raises(ValidationError, match="is not the code"):
        granted.full_clean()


@pytest.mark.parametrize(
    ("only_from", "included", "left_out"),
    [("", ["GB", "JE", "FR"], ["IM", "GI"]), ("GB GG JE", ["GB", "JE"], ["IM", "GI", "FR"])],
)
def test_citizens_from_some_parts_alone_are_included(only_from, included, left_out):
    granted = Eligibility(only_from=only_from)

    assert all(map(granted.includes, included))
    assert not any(map(granted.includes, left_out))


@pytest.mark.parametrize(
    ("residence", "must_live_there", "proof"),
    [
        ("none", False, ""),
        ("address", True, "For most people, a home or mailing address there"),
        ("residence", True, ""),
        ("certificate", True, "Residence is shown by a certificate"),
    ],
)
def test_each_residence_says_if_people_must_live_there_and_how_they_show_it(
    residence, must_live_there, proof
):
    granted = Eligibility(residence=residence)

    assert granted.must_live_there is must_live_there
    assert granted.proof_of_residence[: len(proof) or None] == proof


@pytest.mark.parametrize(
    ("in_all", "here", "english", "french"),
    [
        (1, 1, "1", "1"),
        (1, None, "1", "1"),
        (2, 2, "2", "2"),
        (2, 1, "2 in all, at most 1 in each category", "2 en tout, au plus 1 par catégorie"),
        (2, None, "2 in all categories together", "2, toutes catégories confondues"),
    ],
)
def test_the_participations_say_how_many_can_be_in_one_category(in_all, here, english, french):
    granted = Eligibility(participations=in_all, participations_here=here)

    with override("fr"):
        assert granted.participations_label == french
    assert granted.participations_label == english
