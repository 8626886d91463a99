import pytest
from lxml import etree

from ..pages import SPACES, parse

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def pool(client, shipped):
    def get_page(address):
        response = client.get(address)
        assert response.status_code == 200
        return parse(response)

    return get_page


@pytest.fixture
def words(client, shipped):
    """Return the headline of an SVG, its description, and each of its labels."""

    def read_words(address):
        document = etree.fromstring(client.get(address).content.decode().translate(SPACES))
        labels = [
            " ".join(span.text for span in text.iter(f"{SVG}tspan"))
            for text in document.iter(f"{SVG}text")
        ]
        return document.findtext(f"{SVG}title"), document.findtext(f"{SVG}desc"), labels

    return read_words
