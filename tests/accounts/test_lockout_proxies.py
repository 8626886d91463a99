"""Log-ins that come through another number of proxies than is counted."""

import pytest

from quotas.accounts.lockout import warn_of_proxies


def log_in(client, password, headers):
    client.post("/admin/login/", {"username": "edith", "password": password}, headers=headers)


@pytest.fixture
def warned(caplog):
    """The warnings about proxies so far, of a process that has given none."""
    warn_of_proxies.cache_clear()
    yield lambda: [r.message for r in caplog.records if r.message.startswith("TRUSTED_PROXIES")]
    warn_of_proxies.cache_clear()


@pytest.mark.parametrize("password", ["maple-syrup", "guess"])
@pytest.mark.parametrize(
    ("proxies", "headers"),
    [
        (0, {"x-forwarded-for": "192.0.2.1"}),
        (0, {"x-forwarded-proto": "https"}),
        (0, {"forwarded": "for=192.0.2.1"}),
        (0, {"x-real-ip": "192.0.2.1"}),
        (0, {"via": "1.1 cache"}),
        (1, {}),
        (1, {"x-forwarded-for": "192.0.2.1, 192.0.2.2"}),
        (2, {"x-forwarded-for": "192.0.2.1"}),
    ],
    ids=str,
)
def test_a_log_in_through_proxies_that_are_not_counted_is_one_warning(
    client, editor, settings, warned, proxies, headers, password
):
    settings.TRUSTED_PROXIES = proxies

    for _ in range(2):
        log_in(client, password, headers)

    assert len(warned()) == 1
    assert f"TRUSTED_PROXIES is {proxies}," in warned()[0]


@pytest.mark.parametrize(
    ("proxies", "headers"),
    [
        (0, {}),
        (1, {"x-forwarded-for": "192.0.2.1", "x-forwarded-proto": "https", "via": "1.1 cache"}),
        (2, {"x-forwarded-for": "192.0.2.1, 192.0.2.2"}),
    ],
    ids=str,
)
def test_a_log_in_through_the_proxies_that_are_counted_is_no_warning(
    client, editor, settings, warned, proxies, headers
):
    settings.TRUSTED_PROXIES = proxies

    log_in(client, "maple-syrup", headers)

    assert warned() == []
