"""Copies of the official feed as they were in 2026, and the ways in which a copy can go wrong."""

import datetime
import html
import json
import re
from functools import cache, partial
from itertools import combinations, groupby

from .. import PROJECT

CATEGORIES = {"working-holiday": "wh", "young-professionals": "yp", "international-coop": "coop"}
OWN_CODES = {"AD": "an", "LU": "lb"}
WORDS = {
    "unlimited": "Unlimited",
    "to_be_announced": "To be announced",
    "not_applicable": "Not applicable",
    "not_accepting": "Not accepting applicants",
}
NUMBERS = ("quota", "invitations", "candidates", "spots")
TAGS = ("quota", "first", "second", "invitations", "candidates", "spots", "chances")
CELL = re.compile(r"<(\w+)><!\[CDATA\[(.*?)\]\]></\1>")
ROW = re.compile(r"<country .*?</country>", re.DOTALL)
DAY = re.compile(r"(?<=<chancesdate><!\[CDATA\[)[^\]]*")


# The copies


@cache
def rows_of_2026():
    """Return the weekly figures of 2026 that the site ships with, by day."""
    fixture = json.loads((PROJECT / "fixtures/weekly_figures_2026.json").read_text("utf-8"))
    rows = sorted((row["fields"] for row in fixture), key=lambda row: row["as_of"])
    return {day: list(of_day) for day, of_day in groupby(rows, key=lambda row: row["as_of"])}


# Of two days, the rows that we hold lack the rounds.
def days_of_2026():
    return [
        day
        for day, rows in sorted(rows_of_2026().items())
        if any(row.get("first_round_on") for row in rows)
    ]


@cache
def names_of_countries():
    countries = json.loads((PROJECT / "fixtures/countries.json").read_text("utf-8"))
    return {row["fields"]["code"]: row["fields"]["name_en"] for row in countries}


@cache
def copy_of(day):
    """Return the feed of a day of 2026, such as “2026-01-12”, in the form that IRCC gives it."""
    rows, inside = [], {}
    for row in rows_of_2026()[day]:
        if row.get("subpool"):
            inside.setdefault((*row["country"], *row["category"]), []).append(row)
        else:
            rows.append(row)
    rows.sort(
        key=lambda row: (not row.get("country"), row.get("country", []), row.get("category", []))
    )
    told = "\r\n".join(_row(row, inside) for row in rows)
    stamp = _written(datetime.date.fromisoformat(day))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\r\n<temp>\r\n'
        f"<chancesdate><![CDATA[{stamp}]]></chancesdate>\r\n\r\n{told}\r\n\r\n</temp>"
    )


def _row(row, inside):
    if not row.get("country"):
        names = 'location="Recognized Organizations" category="NA" code="none"'
        return f"<country {names}>{_cells(row)}</country>"
    (code,), (slug,) = row["country"], row["category"]
    names = f'location="{names_of_countries()[code]}" category="{CATEGORIES[slug]}"'
    subs = "".join(
        f'<sub txt="{html.escape(sub["subpool"])}">{_cells(sub)}</sub>'
        for sub in inside.get((code, slug), ())
    )
    return (
        f'<country {names} code="{OWN_CODES.get(code, code.lower())}">{_cells(row)}{subs}</country>'
    )


def _cells(row):
    told = {name: _amount(row, name) for name in NUMBERS}
    told |= {"first": _round(row, "first_round"), "second": _round(row, "final_round")}
    told["chances"] = "" if row.get("rating") is None else row["rating"]
    return "".join(f"<{tag}><![CDATA[{told[tag]}]]></{tag}>" for tag in TAGS)


def _amount(row, name):
    if row.get(name) is not None:
        return f"{row[name]:,}"
    return WORDS.get(row.get(f"{name}_word", ""), "")


def _round(row, name):
    on, word = row.get(f"{name}_on"), row.get(f"{name}_word", "")
    if not on:
        return WORDS.get(word, "")
    written = _written(datetime.date.fromisoformat(on))
    return f"Week of {written}" if word == "week" else written


def _written(day):
    return f"{day:%B} {day.day}, {day.year}"


# What can go wrong


def each_number(feed, change, tags=NUMBERS):
    """Return `feed` with each number of some columns changed."""

    def changed(cell):
        tag, text = cell.groups()
        number = text.replace(",", "")
        if tag not in tags or not number.isdigit():
            return cell[0]
        return f"<{tag}><![CDATA[{change(int(number)):,}]]></{tag}>"

    return CELL.sub(changed, feed)


def each_cell(feed, value, tags):
    """Return `feed` with one text in every cell of some columns, but for the organizations."""

    def changed(cell):
        return f"<{cell[1]}><![CDATA[{value}]]></{cell[1]}>" if cell[1] in tags else cell[0]

    return ROW.sub(lambda row: CELL.sub(changed, row[0]), feed)


def exchanged(feed, one, other):
    """Return `feed` with two columns exchanged."""
    names = {one: other, other: one}
    return re.sub(rf"<(/?)({one}|{other})>", lambda tag: f"<{tag[1]}{names[tag[2]]}>", feed)


def shifted(feed, tags, step=1):
    """Return `feed` with the cells of some columns in the row below, or above."""
    rows = [dict(CELL.findall(row.partition("<sub")[0])) for row in ROW.findall(feed)]
    numbers = iter(range(len(rows)))

    def moved(row):
        there = rows[(next(numbers) - step) % len(rows)]
        main, sub, rest = row[0].partition("<sub")
        cells = CELL.sub(
            lambda cell: (
                f"<{cell[1]}><![CDATA[{there[cell[1]]}]]></{cell[1]}>"
                if cell[1] in tags
                else cell[0]
            ),
            main,
        )
        return cells + sub + rest

    return ROW.sub(moved, feed)


def without(feed, pattern):
    return re.sub(pattern, "", feed, flags=re.DOTALL)


def without_rows(feed, attribute):
    return without(feed, rf"<country (?=[^>]*{attribute})[^>]*>.*?</country>")


def without_half(feed):
    rows = ROW.findall(feed)
    for row in rows[::2]:
        feed = feed.replace(row, "")
    return feed


def with_days_moved(feed, years):
    """Return `feed` with all its days some years on."""
    return re.sub(r"\b20\d\d(?=\]\])", lambda year: str(int(year[0]) + years), feed)


def with_stamp(feed, text):
    return DAY.sub(text, feed)


def with_rounds_of_next_season(feed, every=2):
    """Return `feed` with the rounds of each second row a year on, and all else as it is."""
    numbers = iter(range(10_000))

    def moved(row):
        if next(numbers) % every:
            return row[0]
        return re.sub(r"\b20\d\d(?=\]\]></first>)", lambda year: str(int(year[0]) + 1), row[0])

    return ROW.sub(moved, feed)


def with_large_quotas_tenfold(feed):
    """Return `feed` with ten times the quota and the spots of the United Kingdom."""
    return ROW.sub(
        lambda row: (
            each_number(row[0], lambda number: number * 10, ("quota", "spots"))
            if 'code="gb" ' in row[0] or 'code="gb">' in row[0]
            else row[0]
        ),
        feed,
    )


def _tenfold(number):
    return min(number * 10, 1_000_000)


MUTATIONS = {
    "all tenfold": partial(each_number, change=_tenfold),
    "all hundredfold": partial(each_number, change=lambda number: min(number * 100, 999_999)),
    "all a tenth": partial(each_number, change=lambda number: number // 10),
    **{f"{tag} tenfold": partial(each_number, change=_tenfold, tags=(tag,)) for tag in NUMBERS},
    **{
        f"{one} and {other} exchanged": partial(exchanged, one=one, other=other)
        for one, other in combinations(NUMBERS, 2)
    },
    **{
        f"{tag} a row {way}": partial(shifted, tags=(tag,), step=step)
        for tag in NUMBERS
        for way, step in (("down", 1), ("up", -1))
    },
    "all a row down": partial(shifted, tags=TAGS),
    "all zero": partial(each_cell, value="0", tags=NUMBERS),
    "all to be announced": partial(each_cell, value="To be announced", tags=NUMBERS),
    **{f"{tag} zero": partial(each_cell, value="0", tags=(tag,)) for tag in NUMBERS},
    **{
        f"{tag} to be announced": partial(each_cell, value="To be announced", tags=(tag,))
        for tag in NUMBERS
    },
    **{
        f"no {category}": partial(without_rows, attribute=f'category="{category}"')
        for category in CATEGORIES.values()
    },
    **{
        f"no {code}": partial(without_rows, attribute=f'code="{code}"')
        for code in ("an", "fr", "gb", "jp", "none")
    },
    "one row gone": partial(
        without, pattern=r'<country location="Italy" category="wh".*?</country>'
    ),
    "half gone": without_half,
    **{f"no <{tag}>": partial(without, pattern=rf"<{tag}>.*?</{tag}>") for tag in TAGS},
    "spots renamed": lambda feed: feed.replace("spots>", "places>"),
    "categories renamed": lambda feed: feed.replace('category="wh"', 'category="vt"'),
    "stamp of the year before": lambda feed: DAY.sub(
        lambda day: day[0].replace("2026", "2025"), feed
    ),
    "broken off": lambda feed: feed[: len(feed) * 2 // 3],
    "a web page": lambda feed: f"<html><body>{feed}</body></html>",
    "a web page around it": lambda feed: feed.replace("<temp>", "<html><temp>").replace(
        "</temp>", "</temp></html>"
    ),
    "text between": lambda feed: feed.replace("</country>", "</country> x", 1),
    "a tag between": lambda feed: feed.replace("</country>", "</country><br/>", 1),
    "text after the end": lambda feed: f"{feed}\r\nEnd of file",
    "a byte in a number": lambda feed: feed.replace("<spots><![CDATA[", "<spots><![CDATA[�", 1),
    "two seasons": with_rounds_of_next_season,
    "the United Kingdom tenfold": with_large_quotas_tenfold,
}
