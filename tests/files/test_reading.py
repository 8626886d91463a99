"""Files that cannot be read, each refused in a sentence."""

import time
from itertools import cycle

import pytest

from quotas.models import Quota

from ..pages import parse
from .copies import ELIGIBILITY, GRANTED, SOURCE, WEEKLY, refusals, upload
from .hostile import HOSTILE, WORKBOOKS

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("name", "language"), list(zip([*HOSTILE, *WORKBOOKS], cycle(["en", "fr"]), strict=False))
)
def test_a_hostile_or_clumsy_file_gets_a_sentence_and_changes_nothing(desk, name, language):
    if name in HOSTILE:
        content, filename = HOSTILE[name], "week.csv"
    else:
        content, filename = WORKBOOKS[name](), "week.xlsx"
    before = list(Quota.objects.order_by("pk").values())

    response = upload(desk, content, filename, **{"accept-language": language})

    assert response.status_code == 200
    assert refusals(response)
    assert all(len(words) > 10 for words in refusals(response))
    assert not parse(response).xpath("//input[@name='digest']")
    assert list(Quota.objects.order_by("pk").values()) == before


def test_there_are_more_than_sixty_such_files():
    assert len(HOSTILE) + len(WORKBOOKS) > 130


OTHER_FILES = {
    "eligibility": {
        "an error of a spreadsheet": f"{GRANTED},#N/A,,2026-12-01,{SOURCE}",
        "a switch of sides": f"{GRANTED},a\u202eb,c,2026-12-01,{SOURCE}",
        "one language alone": f"{GRANTED},words,,2026-12-01,{SOURCE}",
        "ages the wrong way round": f"{GRANTED.replace('18', '36')},,,2026-12-01,{SOURCE}",
        "an age beyond any column": f"{GRANTED.replace('35', '40000')},,,2026-12-01,{SOURCE}",
        "neither yes nor no": f"{GRANTED.replace('no,', 'perhaps,', 1)},,,2026-12-01,{SOURCE}",
        "no answer": f"{GRANTED.replace('no,', ',', 1)},,,2026-12-01,{SOURCE}",
        "no age": f"{GRANTED.replace('18', '')},,,2026-12-01,{SOURCE}",
        "an older day": f"{GRANTED.replace('35', '36')},,,1990-01-01,{SOURCE}",
    },
    "weeklyfigures": {
        "a country without its category": f"2023,KR,,,2023-03-03{',' * 15}{SOURCE}",
        "a pool inside nothing": f"2023,,,VIE,2023-03-03{',' * 15}{SOURCE}",
        "a number and a word": f"2023,KR,working-holiday,,2023-03-03,5,unlimited{',' * 13}{SOURCE}",
        "a word that is none": f"2023,KR,working-holiday,,2023-03-03,,plenty{',' * 13}{SOURCE}",
        "a rating off the scale": f"2023,KR,working-holiday,,2023-03-03{',' * 9}9{',' * 6}{SOURCE}",
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("model", "name"), [(model, name) for model, files in OTHER_FILES.items() for name in files]
)
def test_a_bad_row_of_any_kind_of_file_is_refused_in_a_sentence(desk, model, name, language):
    head = {"eligibility": ELIGIBILITY, "weeklyfigures": WEEKLY}[model]

    response = upload(
        desk,
        head + OTHER_FILES[model][name] + "\n",
        model=model,
        **{"accept-language": language},
    )

    assert response.status_code == 200
    assert refusals(response)
    assert all(len(words) > 10 for words in refusals(response))
    assert not [words for words in refusals(response) if "None" in words]
    assert not parse(response).xpath("//input[@name='digest']")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a cell beyond the reader", "Row 2 has a cell that is too long."),
        ("a switch of sides", "state: The cell has a character that nobody sees, U+202E."),
        (
            "a byte order mark in the middle",
            "season: The cell has a character that nobody sees, U+FEFF.",
        ),
        ("places #REF!", "places: The cell has an error: #REF!."),
        ("a cell in the last column", "The file has more than 50 columns."),
        ("a row far below in other quotes", "The file has more than 5000 rows."),
        (
            "an array formula",
            "The cell E2 has a formula without its result. Open the file in a spreadsheet, save it "
            "there, and import it again.",
        ),
        ("its number", "as_of: 1900-02-28 is before the programme began, in 1967."),
    ],
)
def test_a_refusal_says_what_is_wrong(desk, name, sentence):
    is_workbook = name in WORKBOOKS
    content = WORKBOOKS[name]() if is_workbook else HOSTILE[name]

    response = upload(desk, content, "week.xlsx" if is_workbook else "week.csv")

    assert refusals(response) == [sentence]


BOMBS = [
    "a bomb",
    "a bomb of a sheet",
    "a billion laughs among shared texts",
    "a million cells in a row",
    "two million styles",
    "eighty thousand sheets",
    "rows without an end",
    "100,000 rows",
    "16,384 columns",
    "too large",
]


@pytest.mark.parametrize("name", BOMBS)
def test_too_much_is_refused_at_once(desk, name):
    content = HOSTILE[name] if name in HOSTILE else WORKBOOKS[name]()
    filename = "week.csv" if name in HOSTILE else "week.xlsx"

    began = time.thread_time()
    upload(desk, content, filename)

    assert time.thread_time() - began < 1  # second of a processor, however busy it is
