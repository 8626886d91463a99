import pytest

from .addresses import ROOT


@pytest.mark.parametrize(
    "address", [ROOT + "quotas", ROOT + "nothing", ROOT + "quotas?page=0", "/en/quotas.csv"]
)
def test_any_origin_may_read_it_errors_too(client, shipped, address):
    assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"


def test_a_browser_may_ask_first(client, shipped):
    response = client.options(
        ROOT + "quotas",
        headers={
            "origin": "https://blog.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_pages_stay_closed_to_other_origins(client, shipped):
    assert "Access-Control-Allow-Origin" not in client.get("/en/").headers
