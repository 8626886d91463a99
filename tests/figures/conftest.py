import pytest

from ..factories import (
    make_category,
    make_country,
    make_season,
)


@pytest.fixture
def changes(client, db):
    def get_page(**query):
        response = client.get("/en/changes/", query)
        assert response.status_code == 200
        return response

    return get_page


@pytest.fixture
def pool(db):
    """The names of one pool, to make a quota or a week with."""
    return {
        "season": make_season(year=2023),
        "country": make_country(code="IT", name_en="Italy", name_fr="Italie"),
        "category": make_category(name_en="Working Holiday", slug="working-holiday"),
    }
