"""The description of the API, from which clients are made that outlive the data of today."""

import itertools
import json

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from quotas.api.endpoints import LISTS
from quotas.models import Category, Country, Season

from ..factories import make_category, make_country, make_season
from .addresses import ask

pytestmark = pytest.mark.once

DESCRIPTION = "/api/v1/openapi.json"


def described():
    return Client().get(DESCRIPTION).json()


def parameters(said):
    """Each parameter of each address, by both of their names."""
    return {
        (path, parameter["name"]): parameter
        for path, methods in said["paths"].items()
        for parameter in methods["get"]["parameters"]
    }


def item(parameter):
    return parameter["schema"].get("items", parameter["schema"])


def words(node):
    """Every text in the description."""
    if isinstance(node, dict):
        return [word for part in (*node.keys(), *node.values()) for word in words(part)]
    if isinstance(node, list):
        return [word for part in node for word in words(part)]
    return [node] if isinstance(node, str) else []


def test_the_description_is_the_same_whatever_the_data(db):
    without = described()

    make_season(year=2027)
    make_country(code="FJ")
    make_category(slug="volunteers")

    assert described() == without


@pytest.mark.parametrize("name", ["season", "country", "category", "citizenship", "sort"])
def test_what_the_data_brings_has_a_type_and_examples_and_is_not_listed(db, name):
    found = [each for (_path, its), each in parameters(described()).items() if its == name]

    assert found
    for parameter in found:
        schema = item(parameter)
        assert "enum" not in schema
        assert schema["examples"]
        assert {"type", "examples"} < set(schema)
        assert "pattern" in schema or schema["type"] == "integer"


@pytest.mark.parametrize(
    ("name", "value", "is_taken"),
    [
        ("season", 2027, True),
        ("season", 2100, True),
        ("season", "2027", False),
        ("season", 20270, False),
        ("country", "fj", True),
        ("country", "FJ", True),
        ("country", "FJI", False),
        ("country", "", False),
        ("category", "volunteers", True),
        ("category", "a b", False),
        ("sort", "-volunteers", True),
    ],
)
def test_a_client_made_today_can_ask_for_what_comes(db, name, value, is_taken):
    schema = item(parameters(described())["/quotas", name])

    assert Draft202012Validator(schema).is_valid(value) == is_taken


def test_a_client_made_today_is_answered_once_there_is_a_season_2027(client, shipped):
    assert client.get("/api/v1/quotas?season=2027").status_code == 422

    make_season(year=2027)

    assert client.get("/api/v1/quotas?season=2027").json()["rows"] == []


def test_every_code_that_there_is_fits_its_pattern(shipped):
    found = parameters(described())
    held = {
        "season": Season.objects.values_list("year", flat=True),
        "country": Country.objects.values_list("code", flat=True),
        "category": Category.objects.values_list("slug", flat=True),
    }

    for name, values in held.items():
        checker = Draft202012Validator(item(found["/quotas", name]))
        assert all(map(checker.is_valid, values))


def test_every_parameter_has_an_example_that_its_schema_takes(db):
    for parameter in parameters(described()).values():
        checker = Draft202012Validator(parameter["schema"])
        assert checker.is_valid(parameter["example"])
        assert all(map(Draft202012Validator(item(parameter)).is_valid, item(parameter)["examples"]))


def test_no_key_is_asked_for(db):
    said = described()

    assert said["security"] == []
    assert "securitySchemes" not in said["components"]
    assert not any("security" in methods["get"] for methods in said["paths"].values())


def test_no_description_for_programs_promises_that_the_id_of_a_change_stays(db):
    said = " ".join(words(described()))

    assert "for good" not in said
    assert "marked as a correction" in json.dumps(
        described()["components"]["schemas"]["ChangesRow"]
    )


def test_the_description_is_valid_and_tells_of_every_list(client, shipped):
    said = ask(client, "openapi.json")

    validate(said)
    assert said["openapi"].startswith("3.1")
    assert set(said["paths"]) == {each.path for each in LISTS} | {"/find"}
    for each in LISTS:
        operation = said["paths"][each.path]["get"]
        assert [p["name"] for p in operation["parameters"]] == list(each.query({}).fields)
        assert set(operation["responses"]) == {"200", "304", "422"}


def test_answers_are_what_the_description_says(client, shipped):
    from jsonschema import Draft202012Validator

    said = ask(client, "openapi.json")
    for each in LISTS:
        schema = said["paths"][each.path]["get"]["responses"]["200"]["content"]
        checker = Draft202012Validator(
            {"components": said["components"], **schema["application/json"]["schema"]},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        for language in ("en", "fr"):
            checker.validate(ask(client, f"{each.path[1:]}?page_size=500&lang={language}"))


def test_the_description_stands_without_any_data(client, db):
    assert ask(client, "openapi.json")["paths"]
    assert client.get("/en/data/api/").status_code == 200


def test_seasons_are_numbers_in_parameters_as_in_rows(client, shipped):
    parameters = ask(client, "openapi.json")["paths"]["/quotas"]["get"]["parameters"]

    season = next(parameter for parameter in parameters if parameter["name"] == "season")
    assert season["schema"]["items"]["type"] == "integer"


def test_every_value_that_the_description_offers_is_taken(client, shipped):
    said = ask(client, "openapi.json")
    for path, methods in said["paths"].items():
        for parameter in methods["get"]["parameters"]:
            schema = parameter["schema"]
            values = schema.get("enum") or schema.get("items", {}).get("enum") or []
            example = parameter["example"]
            values = [*values[:3], *values[-1:], *(example if "items" in schema else [example])]
            bounds = [schema[name] for name in ("minimum", "maximum") if name in schema]
            required = "citizenship=JP&" if path == "/find" else ""
            for value in itertools.chain(values, bounds):
                ask(client, f"{path[1:]}?{required}{parameter['name']}={value}")
