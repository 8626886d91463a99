"""The pages of the site that stand for no record, with the words that people look for."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Page(NamedTuple):
    """A page by the name of its address, its title, and other words for it, between commas."""

    name: str
    title: Promise
    words: Promise


PAGES = (
    Page(
        "home",
        _("The current season’s table"),
        _("home, start, all quotas, all countries, table, how many places"),
    ),
    Page(
        "find",
        _("Which categories can I use?"),
        _("find, eligibility, eligible, who can apply, age, passport, citizenship, requirements"),
    ),
    Page("compare", _("Side by side"), _("compare countries, comparison, versus, vs")),
    Page("map", _("Map of the quotas"), _("world map, globe")),
    Page(
        "ratings",
        _("What the chance ratings meant"),
        _("ratings, chances, odds, excellent, very good, fair, low, very low"),
    ),
    Page(
        "how_it_works",
        _("How it works"),
        _("steps, apply, application, process, fees, cost, price, documents, funds, timeline"),
    ),
    Page("questions", _("Questions"), _("FAQ, help, answers")),
    Page("glossary", _("Glossary"), _("words, terms, acronyms, dictionary, meaning")),
    Page("sources", _("Sources"), _("references, links, official, IRCC")),
    Page(
        "seasons",
        _("Seasons"),
        _("years, dates, opening, closing, when does it open, compare seasons, past"),
    ),
    Page("countries", _("Countries and territories"), _("all countries, list of countries")),
    Page("categories", _("The three categories compared"), _("all categories, differences")),
    Page(
        "changes",
        _("What changed"),
        _("changes, news, updates, new, last week, latest, feed, Atom, RSS"),
    ),
    Page(
        "data",
        _("Data"),
        _("files, download, CSV, Excel, XLSX, JSON, ZIP, spreadsheet, open data, data package"),
    ),
    Page("api_page", _("API"), _("OpenAPI, developers, program, query")),
    Page(
        "embed_page",
        _("Embed a table or a chart"),
        _("embed, widget, iframe, frame, WordPress, oEmbed"),
    ),
    Page(
        "kept_feeds",
        _("The official feed as it came"),
        _("feed, rounds of invitations, copies, raw, XML"),
    ),
    Page("about", _("About this site"), _("contact, e-mail, licence, who, independent, error")),
    Page("accessibility", _("Accessibility"), _("screen reader, keyboard, contrast, WCAG")),
    Page("privacy", _("Privacy"), _("cookies, personal data, tracking")),
)

TITLES = {page.name: page.title for page in PAGES} | {"search": _("Search")}
