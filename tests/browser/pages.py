"""The public pages, for tests that look at all of them."""

PAGES = {
    "en": {
        "home": "/en/",
        "filtered": "/en/?availability=not_offered&min_places=1000&sort=-working-holiday",
        "wrong filters": "/en/?min_places=-3&availability=sometimes&category=x&country=x&sort=x",
        "empty": "/en/?q=japan&availability=unlimited",
        "seasons": "/en/seasons/",
        "season": "/en/seasons/2021/",
        "countries": "/en/countries/",
        "country": "/en/countries/fr/",
        "categories": "/en/categories/",
        "working holiday": "/en/categories/working-holiday/",
        "young professionals": "/en/categories/young-professionals/",
        "international co-op": "/en/categories/international-coop/",
        "about": "/en/about/",
        "accessibility": "/en/accessibility/",
        "privacy": "/en/privacy/",
        "not found": "/en/countries/xx/",
    },
    "fr": {
        "home": "/fr/",
        "filtered": "/fr/?availability=not_offered&min_places=1000&sort=-working-holiday",
        "wrong filters": "/fr/?min_places=-3&availability=sometimes&category=x&country=x&sort=x",
        "empty": "/fr/?q=japon&availability=unlimited",
        "seasons": "/fr/saisons/",
        "season": "/fr/saisons/2021/",
        "countries": "/fr/pays/",
        "country": "/fr/pays/fr/",
        "categories": "/fr/categories/",
        "working holiday": "/fr/categories/vacances-travail/",
        "young professionals": "/fr/categories/jeunes-professionnels/",
        "international co-op": "/fr/categories/stage-coop-international/",
        "about": "/fr/a-propos/",
        "accessibility": "/fr/accessibilite/",
        "privacy": "/fr/confidentialite/",
        "not found": "/fr/pays/xx/",
    },
}


def visit_each(page, site, language):
    """Opens one public page after another, and yields the name of each while it is open."""
    for name, address in PAGES[language].items():
        response = page.goto(site + address)
        assert response.status == (404 if name == "not found" else 200), address
        yield name
