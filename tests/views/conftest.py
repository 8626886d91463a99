import pytest

from ..pages import parse


@pytest.fixture
def pool(client, shipped):
    def get_page(address):
        response = client.get(address)
        assert response.status_code == 200
        return parse(response)

    return get_page
