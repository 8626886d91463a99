"""Reading pages as a person does: what the table says, row by row."""

from lxml import html

SPACES = str.maketrans("\u00a0\u202f", "  ")


def parse(response):
    return html.fromstring(response.content.decode())


def text(element):
    return " ".join(element.text_content().translate(SPACES).split())


def rows(response, css_class="quota-table"):
    """Each row of a table's body, as the texts of its cells, without the notes folded in them."""
    page = parse(response)
    for note in page.xpath("//td/details | //th/details"):
        note.drop_tree()
    return [
        [text(cell) for cell in row.xpath("./th|./td")]
        for row in page.xpath(f"//table[contains(@class, '{css_class}')]/tbody/tr")
    ]


def countries(response):
    """The names in the first column, from top to bottom."""
    return [row[0] for row in rows(response)]


def ticks(page):
    """The boxes that a page asks to be ticked, as they are sent."""
    return page.xpath("//input[@type='checkbox'][@name='checked']/@value")


def asked(page):
    """The sentences beside the boxes that a page asks to be ticked."""
    end = "I have checked that."
    labels = page.xpath("//label[input[@type='checkbox'][@name='checked']]")
    return [text(label).removesuffix(end).strip() for label in labels]


def days(element):
    """The days that are named in an element, as machines read them."""
    return element.xpath(".//time/@datetime")


def section(page, heading):
    """The section of a page under the heading with this id."""
    (found,) = page.xpath(f"//section[@aria-labelledby='{heading}']")
    return found


def key_figure(page, name):
    """The entry with this name among the figures that a page opens with."""
    (found,) = [
        entry
        for entry in page.xpath("//dl[starts-with(@class, 'key-figures')]/div")
        if text(entry.find("dt")) == name
    ]
    return found
