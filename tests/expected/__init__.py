"""The figures as they were researched, which the site has to say."""

import csv
from pathlib import Path

HERE = Path(__file__).parent
CATEGORIES = {
    "working-holiday": "Working Holiday",
    "young-professionals": "Young Professionals",
    "international-coop": "International Co-op",
}
STATES = {
    "unlimited": "Unlimited",
    "not_offered": "Not offered",
    "to_be_announced": "To be announced",
    "tba": "To be announced",
}


def read(name):
    with (HERE / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def grouped(number):
    """1475 or "1475" as English pages say it: 1,475."""
    return f"{int(number):,}"


def said(quota):
    """The figure of a row of quotas.csv as English pages say it."""
    return STATES.get(quota["status"]) or grouped(quota["places"])
