"""The public pages, for tests that look at all of them."""

PAGES = {
    "en": {
        "home": "/en/",
        "filtered": "/en/?availability=not_offered&min_places=1000&sort=-working-holiday",
        "wrong filters": "/en/?min_places=-3&availability=sometimes&category=x&country=x&sort=x",
        "empty": "/en/?q=japan&availability=unlimited",
        "seasons": "/en/seasons/",
        "season": "/en/seasons/2021/",
        "official season": "/en/seasons/2023/",
        "reported season": "/en/seasons/2025/",
        "partial season": "/en/seasons/2026/",
        "pool": "/en/pools/2026/gb/working-holiday/",
        "pool without a figure": "/en/pools/2026/is/working-holiday/",
        "pool not offered": "/en/pools/2021/jp/young-professionals/",
        "pool with a pool inside": "/en/pools/2023/fr/young-professionals/",
        "changes": "/en/changes/",
        "filtered changes": "/en/changes/?season=2023&kind=rating&country=xx",
        "countries": "/en/countries/",
        "country": "/en/countries/fr/",
        "categories": "/en/categories/",
        "working holiday": "/en/categories/working-holiday/",
        "young professionals": "/en/categories/young-professionals/",
        "international co-op": "/en/categories/international-coop/",
        "data": "/en/data/",
        "api": "/en/data/api/",
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
        "official season": "/fr/saisons/2023/",
        "reported season": "/fr/saisons/2025/",
        "partial season": "/fr/saisons/2026/",
        "pool": "/fr/bassins/2026/gb/vacances-travail/",
        "pool without a figure": "/fr/bassins/2026/is/vacances-travail/",
        "pool not offered": "/fr/bassins/2021/jp/jeunes-professionnels/",
        "pool with a pool inside": "/fr/bassins/2023/fr/jeunes-professionnels/",
        "changes": "/fr/changements/",
        "filtered changes": "/fr/changements/?season=2023&kind=rating&country=xx",
        "countries": "/fr/pays/",
        "country": "/fr/pays/fr/",
        "categories": "/fr/categories/",
        "working holiday": "/fr/categories/vacances-travail/",
        "young professionals": "/fr/categories/jeunes-professionnels/",
        "international co-op": "/fr/categories/stage-coop-international/",
        "data": "/fr/donnees/",
        "api": "/fr/donnees/api/",
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
