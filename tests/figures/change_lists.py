"""Reading the changes of a page and of a feed."""

import datetime

from lxml import etree

from ..pages import days, parse, text

FEBRUARY_10, FEBRUARY_17 = datetime.date(2023, 2, 10), datetime.date(2023, 2, 17)
WEEK = datetime.timedelta(weeks=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NO_FIGURE = "Not known to us"


def heard(element):
    """The text of an element without what is hidden from screen readers."""
    hidden = "ancestor::*[@aria-hidden='true']"
    return " ".join(" ".join(element.xpath(f".//text()[not({hidden})]")).split())


def listed(page):
    """Each change of a page: its kind, its pool, what it says, its day, whether it corrects."""
    if not hasattr(page, "xpath"):
        page = parse(page)
    return [
        {
            "kind": text(item.xpath("./span[@class='kind']")[0]),
            "pool": text(item.xpath("./a")[0]) if item.xpath("./a") else "",
            "turn": heard(item.xpath("./span[@class='turn']")[0]).replace("\u00a0", " "),
            # Where all changes of a day share it, it stands above them once.
            "as_of": (days(item) or days(item.xpath("ancestor::section[1]/p")[0]))[0],
            "corrects": bool(item.xpath("./span[@class='level']")),
        }
        for item in page.xpath("//section[@class='changes']//li")
    ]


def turns(page):
    return [(change["kind"], change["turn"]) for change in listed(page)]


# Feeds


def feed(client, address="/en/changes/feed.atom", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def one(element, path):
    (found,) = element.xpath(path, namespaces=ATOM)
    return found
