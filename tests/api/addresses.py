"""Addresses of the API, and the rows at them."""

ROOT = "/api/v1/"


def ask(client, path, status=200, **headers):
    response = client.get(ROOT + path, headers=headers)
    assert response.status_code == status, response.content
    return response.json()


def all_rows(client, path):
    """Return the rows of every page."""
    rows = []
    address = f"{ROOT}{path}"
    while address:
        said = client.get(address).json()
        rows += said["rows"]
        address = said["next"] and said["next"].partition("//")[2].partition("/")[2]
        address = address and f"/{address}"
    assert said["count"] == len(rows)
    return rows
