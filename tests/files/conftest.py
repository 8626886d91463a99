"""Fixtures of the modules about files of staff."""

import pytest

from quotas.models import Quota


@pytest.fixture
def desk(client, shipped, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def korea(shipped):
    return Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )
