"""The seasons as data files have them, and reading their pages."""

from ..expected import read
from ..pages import text

# New Zealand's of 2021 is a note on the article's table, which does not have it.
QUOTAS = [row for row in read("quotas") if (row["season"], row["country_code"]) != ("2021", "NZ")]
HELD = {(row["season"], row["country_code"], row["category"]): row for row in QUOTAS}


def codes_in(season):
    return {code for year, code, _ in HELD if year == season}


def switch(page):
    """Return the addresses of the switch of seasons, by year, from left to right."""
    links = page.get_element_by_id("season-switch").xpath(".//a")
    return {text(link).partition(",")[0]: link.get("href") for link in links}
