"""The figures that the page of a pool opens with."""

import pytest

from quotas.models import Quota, WeeklyFigures

from ..pages import key_figure, text

POOLS = [("fr", "working-holiday"), ("gb", "working-holiday"), ("it", "working-holiday")]


@pytest.mark.parametrize(("code", "slug"), POOLS)
def test_a_pool_opens_with_its_quota_its_spots_and_the_share_invited(pool, code, slug):
    page = pool(f"/en/pools/2026/{code}/{slug}/")

    names = {"season__year": 2026, "country__code": code.upper(), "category__slug": slug}
    quota = Quota.objects.get(**names)
    before, last = WeeklyFigures.objects.filter(**names, subpool="").order_by("as_of")[37:]
    share = 100 * (last.invitations - before.invitations) / before.candidates
    assert text(key_figure(page, "Quota").find("dd")) == quota.label
    assert text(key_figure(page, "Spots available").find("dd")) == f"{last.spots:,}"
    shown = text(key_figure(page, "Invited in the last week").find("dd"))
    assert float(shown.removesuffix("%")) == pytest.approx(share, rel=0.05)


def test_a_share_that_cannot_be_counted_is_left_out(pool):
    page = pool("/en/pools/2026/ad/working-holiday/")

    assert "Invited in the last week" not in text(page.xpath("//dl")[0])
    assert text(key_figure(page, "Spots available").find("dd")).isdecimal()


def test_a_pool_without_weeks_opens_with_its_quota_alone(pool):
    page = pool("/en/pools/2021/jp/working-holiday/")

    assert len(page.xpath("//dl[@class='key-figures']/div")) == 1
