"""What templates need to know about the site around the page."""

from django import template

from ..addresses import addresses_by_language, files_at
from ..markdown import render_markdown
from ..names import age, dollars, long_date

register = template.Library()

register.filter("markdown", render_markdown)
register.filter("day", long_date)
register.filter("age", age)
register.filter("dollars", dollars)


@register.filter
def at(items, index):
    """The item of a list at `index`."""
    return items[index]


@register.simple_tag(takes_context=True)
def addresses(context):
    """The address of this page in each language, by language code."""
    return addresses_by_language(context["request"].path, context.get("object"))


@register.inclusion_tag("components/files.html")
def files(name, *args, query=""):
    """Links to a table of the page as a file, which is at the address called `name`."""
    return {"files": files_at(name, *args, query=query)}
