"""Addresses of files, queries of tables, and readers of each format."""

import csv
import datetime
import io
import itertools

import openpyxl

from quotas.open_data.tables import TABLES

ENDINGS = ("csv", "json", "xlsx")
FILES = {
    "en": (
        "/en/quotas",
        "/en/seasons/2021/quotas",
        "/en/seasons/2026/quotas-wide",
        "/en/seasons/2026/weeks",
        "/en/seasons/comparison",
        "/en/countries/jp/quotas",
        "/en/countries/jp/invitations",
        "/en/categories/working-holiday/quotas",
        "/en/pools/2023/fr/young-professionals/weekly-figures",
        "/en/changes/changes",
        "/en/ratings/ratings",
        *(f"/en/data/{table.name}" for table in TABLES),
    ),
    "fr": (
        "/fr/quotas",
        "/fr/saisons/2021/quotas",
        "/fr/saisons/2026/quotas-large",
        "/fr/saisons/2026/semaines",
        "/fr/saisons/comparaison",
        "/fr/pays/jp/quotas",
        "/fr/pays/jp/invitations",
        "/fr/categories/vacances-travail/quotas",
        "/fr/bassins/2023/fr/jeunes-professionnels/chiffres-hebdomadaires",
        "/fr/changements/changements",
        "/fr/cotes/cotes",
        *(f"/fr/donnees/{table.name_fr}" for table in TABLES),
    ),
}
ALL_FILES = [*FILES["en"], *FILES["fr"]]
# Every filter with a value, and most pairs of them.
VALUES = {
    "q": "land",
    "country": "ie",
    "category": "young-professionals",
    "availability": "limited",
    "min_places": "200",
    "sort": "-working-holiday",
}
QUERIES = [
    "",
    *(f"{name}={value}" for name, value in VALUES.items()),
    *(
        f"{one}={VALUES[one]}&{other}={VALUES[other]}"
        for one, other in itertools.combinations(VALUES, 2)
    ),
    "country=jp&country=FR&category=international-coop&category=working-holiday",
    "availability=unlimited&availability=not_offered&sort=-country",
    "availability=to_be_announced",
    "sort=young-professionals",
    "q=zzz",
    "min_places=nonsense&category=nonsense&category=working-holiday",
]


def read_csv(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def read_xlsx(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def as_text(value):
    """Return a value of JSON or of a workbook as CSV spells it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else f"{value.isoformat(timespec='seconds')}Z"
    if isinstance(value, float):
        return repr(value)
    return str(value)
