"""Codes and names of countries in the feed, and how they agree with ours."""

from django.utils.translation import gettext

from ..i18n.collation import fold
from ..models import Country
from .document import BadFeed
from .log import COUNTRY, LeftOut

# Its own codes that mean another country in ISO 3166, told apart by the name beside them.
OWN_CODES = {("AN", "andorra"): "AD", ("LB", "luxembourg"): "LU"}
# Its names of countries that are not ours, by the code of ISO 3166.
NAMES_IN_FEED = {
    "CZ": ("Czechia",),
    "GB": ("United Kingdom of Great Britain and Northern Ireland",),
    "HK": ("Hong Kong Special Administrative Region", "Hong Kong SAR"),
    "KR": ("Korea, Republic", "Korea, Republic of", "Republic of Korea", "Korea, South"),
    "LV": ("Latvia, Republic", "Latvia, Republic of", "Republic of Latvia"),
    "SK": ("Slovak Republic",),
}


def iso_code(code, name):
    """Return the code of ISO 3166 for the country to which the feed gives `code`."""
    return OWN_CODES.get((code.upper(), fold(name)), code.upper())


def check_countries(feed, countries, log):
    """Check each code of the feed against its name; return the names of unknown codes."""
    names = {fold(country.name_en): country for country in countries.values()}
    unknown = {}
    for pool in feed.pools:
        if pool.code is None:
            continue
        country, bearer = countries.get(pool.code), names.get(fold(pool.location))
        if bearer and bearer != country:
            raise BadFeed(
                gettext(
                    "The feed gives the code %(code)s to %(location)s, whose code is %(right)s."
                ),
                code=pool.code,
                location=pool.location,
                right=bearer.code,
            )
        if country is None:
            unknown.setdefault(pool.code, pool.location)
        elif bearer is None and not _is_called(country, pool.location):
            name = LeftOut(
                gettext("the name “%(name)s” of %(code)s")
                % {"name": pool.location, "code": pool.code},
                gettext("our name, %(name)s, was kept") % {"name": country.name},
            )
            log.leave_out(name.what, name.why)
            log.doubt(name.sentence)
    return unknown


def add_countries(unknown, countries, log, reason):
    """Add a country to `countries` and to the database for each unknown code."""
    folded = set()
    for code, name in sorted(unknown.items()):
        if fold(name) in folded:
            raise BadFeed(gettext("The feed gives two codes to %(name)s."), name=name)
        folded.add(fold(name))
        country = countries[code] = Country(code=code, name_en=name, name_fr=name)
        country._change_reason = reason
        country.save()
        log.change(code, COUNTRY, code)
        log.leave_out(
            gettext("the French name of %(name)s") % {"name": name},
            gettext("the feed has none, so the English one is used until an editor writes it"),
        )


def refuse_unknown(unknown):
    """Raise BadFeed if the feed has codes that we do not know."""
    if unknown:
        listed = ", ".join(f"{code} ({name})" for code, name in sorted(unknown.items()))
        raise BadFeed(
            gettext(
                "The feed has codes that are not known here: %(listed)s. "
                "Allow new countries (--allow-new-countries) if they are right."
            ),
            listed=listed,
        )


def _is_called(country, location):
    names = (country.name_fr, *NAMES_IN_FEED.get(country.code, ()))
    return fold(location) in map(fold, names)
