"""The feed of changes in Atom: https://www.rfc-editor.org/rfc/rfc4287."""

from uuid import UUID, uuid5

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext

from ..caching.canonical import parameters_of
from ..figures.changes import Changes
from ..i18n.addresses import absolute
from ..i18n.formats import long_date
from ..i18n.languages import language
from ..models import Revision
from ..validators import strip_invisible
from .changes import ChangesForm

MOST_ENTRIES = 100
NAMESPACE = UUID("0b7c3f52-6f0e-4a57-9a53-1f8a0f4e2c1d")  # of the ids of our feeds; never changes


class AtomFeed(Atom1Feed):
    """An Atom feed; without entries it is as new as the last change of data."""

    content_type = "application/atom+xml; charset=utf-8"

    def latest_post_date(self):
        if self.items:
            return super().latest_post_date()
        return Revision.objects.get().changed_at


class ChangesFeed(Feed):
    """The newest changes, with the filters of the page of changes."""

    parameters = parameters_of(ChangesForm)
    feed_type = AtomFeed

    def get_object(self, request):
        return ChangesForm(request.GET)

    def get_feed(self, form, request):
        """Return the feed with addresses of SITE_URL, whatever host the request names."""
        query = f"?{form.change_filter.query}" if form.is_narrowed else ""
        page = absolute(reverse("changes") + query)
        address = absolute(reverse("changes_feed") + query)
        feed = self.feed_type(
            title=strip_invisible(_title(form)),
            link=page,
            description=gettext("Every change of a published figure, with its day and source."),
            language="fr-CA" if language() == "fr" else "en-CA",
            feed_url=address,
            feed_guid=_id("feed", query),
            author_name=gettext("IEC Quotas"),
            author_link=absolute(reverse("about")),
        )
        for change in Changes(form.change_filter, by_record=True)[:MOST_ENTRIES]:
            feed.add_item(**_entry(change))
        return feed


def _entry(change):
    """Return the entry of a change, by the names that Django's feeds give its parts."""
    return {
        "title": strip_invisible(_sentence(change)),
        "link": absolute(change.get_absolute_url()),
        "description": escape(strip_invisible(_description(change))),
        "unique_id": _id("change", change.key),
        "unique_id_is_permalink": False,
        "pubdate": change.recorded_at,
        "updateddate": change.recorded_at,
        "categories": (str(change.kind_label),),
    }


def _id(kind, name):
    """Return an id that does not depend on the site's address."""
    return uuid5(NAMESPACE, f"{kind}/{language()}/{name}").urn


def _title(form):
    title = gettext("What changed in the quotas of International Experience Canada")
    values = [
        str(dict(form.fields[name].choices)[value])
        for name in form.fields
        for value in form.cleaned_data.get(name, ())
    ]
    return f"{title} – {', '.join(values)}" if values else title


def _sentence(change):
    if change.is_correction:
        return gettext("Correction: %(sentence)s") % {"sentence": change.sentence}
    return change.sentence


def _description(change):
    words = {
        "sentence": _sentence(change),
        "day": long_date(change.as_of),
        "publisher": change.source.publisher_label,
        "title": change.source.title,
        "confidence": change.source.get_confidence_display(),
    }
    return (
        gettext("%(sentence)s. As of %(day)s. Source: %(title)s, %(publisher)s (%(confidence)s).")
        % words
    )
