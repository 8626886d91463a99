"""Descriptions of pages for search engines, in the vocabulary of https://schema.org."""

from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.addresses import absolute, files_at
from ..i18n.languages import language
from ..markdown.render import render_markdown
from ..models import QuotaValue, Season
from .columns.shared import PLACES, STATE, json_value
from .columns.weekly_figures import WEEKLY_FIGURES
from .formats import FORMATS, changed_at
from .licence import LICENCE
from .package import description
from .tables import QUOTAS

# Pages that have other pages below them.
SECTIONS = {
    "seasons": _("Seasons"),
    "countries": _("Countries and territories"),
    "categories": _("Categories"),
    "questions": _("Questions"),
    "data": _("Data"),
}
KEYWORDS = (_("International Experience Canada"), _("work permit"), _("Quotas"))
MEASURED_WEEKLY = ("invitations", "candidates", "spots", "rating")


def publisher():
    """Return the organization behind this site."""
    return {
        "@type": "Organization",
        "name": gettext("IEC Quotas"),
        "url": absolute(reverse("home")),
    }


def website():
    """Return the site as a whole, for its home page."""
    return {
        "@type": "WebSite",
        "name": gettext("IEC Quotas"),
        "url": absolute(reverse("home")),
        "inLanguage": language(),
        "publisher": publisher(),
    }


def trail(path, title, parent=None):
    """Return the way from home down to `path`, as pairs of a name and an address.

    That of home is home alone.
    `parent` is the object whose page is right above, where the address does not show it.
    """
    lowest = parent.get_absolute_url() if parent else path
    pairs = [(gettext("IEC Quotas"), reverse("home"))]
    if path == reverse("home"):
        return pairs
    for name, label in SECTIONS.items():
        address = reverse(name)
        if lowest.startswith(address) and path != address:
            pairs.append((str(label), address))
    if parent:
        pairs.append((str(parent), lowest))
    return [*pairs, (title, path)]


def breadcrumbs(pairs):
    """Return the breadcrumbs of a page.

    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
    """
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
            for position, (name, address) in enumerate(pairs, 1)
        ],
    }


def questions_and_answers(pairs):
    """Return questions with their answers.

    https://developers.google.com/search/docs/appearance/structured-data/faqpage

    `pairs` are of a question and its answer in Markdown, whose links lead to whole addresses here.
    """
    return {
        "@type": "FAQPage",
        "inLanguage": language(),
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer_as_html(answer)},
            }
            for question, answer in pairs
        ],
    }


def answer_as_html(answer):
    """Return an answer in Markdown as HTML with whole addresses, for readers elsewhere."""
    return render_markdown(answer).strip().replace('href="/', f'href="{absolute("/")}')


def all_our_data():
    """Return all of our data as one set of data."""
    page = absolute(reverse("data"))
    package = description()
    whole = [
        (f"{package['title']} (ZIP)", "application/zip", reverse("everything")),
        (gettext("API"), "application/json", reverse("api:api-root")),
        *downloads(QUOTAS.title, files_at("whole_table", QUOTAS.file_name)),
    ]
    measured = [column for column in WEEKLY_FIGURES if column.name in MEASURED_WEEKLY]
    about = dataset(
        page,
        package["title"],
        package["description"],
        changed_at(),
        [PLACES, STATE, *measured],
        whole,
    )
    about["version"] = package["version"]
    years = Season.objects.published().aggregate(first=Min("year"), last=Max("year"))
    return about | (
        {"temporalCoverage": "{first}/{last}".format(**years)} if years["first"] else {}
    )


def catalogue():
    """Return the page that lists all our sets of data."""
    return {"@type": "DataCatalog", "name": gettext("IEC Quotas"), "url": absolute(reverse("data"))}


def data_of_season(season, sources):
    """Return the table of one season as a set of data from `sources`."""
    year = {"year": season.year}
    title = gettext("Quotas by country and category, %(year)s season") % year
    summary = gettext(
        "The most work permits for each country or territory and category of International "
        "Experience Canada in the %(year)s season, each with its day and its source. From an "
        "independent site: not run by the Government of Canada."
    )
    files = downloads(title, files_at("season_file", season.year))
    page = absolute(season.get_absolute_url())
    recorded = QuotaValue.objects.filter(season=season).last_recorded()
    about = dataset(page, title, summary % year, recorded, [PLACES, STATE], files)
    based_on = [source.url for source in sources if source.url]
    about["temporalCoverage"] = str(season.year)
    return about | ({"isBasedOn": based_on} if based_on else {})


def downloads(title, files):
    """Return the name, the kind and the address of each of the `files` of a table."""
    return [
        (f"{title} ({ending.upper()})", FORMATS[ending][1].partition(";")[0], address)
        for ending, address in files
    ]


def dataset(page, title, summary, changed, columns, files):
    """Return a set of data.

    `changed` is the time of its last change, or None; `columns` hold the figures.
    https://developers.google.com/search/docs/appearance/structured-data/dataset
    """
    about = {
        "@type": "Dataset",
        "@id": f"{page}#data",
        "name": title,
        "description": summary,
        "url": page,
        "inLanguage": language(),
        "license": LICENCE.address,
        "isAccessibleForFree": True,
        "creator": publisher(),
        "publisher": publisher(),
        "keywords": [str(word) for word in KEYWORDS],
        "spatialCoverage": {"@type": "Place", "name": "Canada"},
        "variableMeasured": [column.header for column in columns],
        "includedInDataCatalog": catalogue(),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": kind,
                "contentUrl": absolute(address),
            }
            for name, kind, address in files
        ],
    }
    return about | ({"dateModified": json_value(changed)} if changed else {})
