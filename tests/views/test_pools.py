"""The page of one pool: its figure, its weeks explained, and what surrounds them."""

import pytest

from quotas.models import Quota, QuotaValue, Season, WeeklyFigures

from ..expected import grouped, read
from ..factories import make_quota, make_season
from ..figures.courses import FRANCE
from ..pages import days, key_figure, parse, section, text

# The figure


@pytest.mark.parametrize(
    ("address", "figure", "words"),
    [
        (
            FRANCE,
            "7,000",
            "At most 7,000 permits for the season. "
            "As of February 17, 2023, IRCC’s feed, copy on GitHub (official)",
        ),
        (
            "/en/pools/2021/jp/young-professionals/",
            "Not offered",
            "The category is not part of this country’s arrangement. "
            "As of March 1, 2021, Blank Slate Partners (reported)",
        ),
        (
            "/en/pools/2021/au/working-holiday/",
            "Unlimited",
            "No cap on the number of permits. As of March 1, 2021, Blank Slate Partners (reported)",
        ),
        (
            "/en/pools/2023/mx/working-holiday/",
            "To be announced",
            "The source named the category without a number. "
            "As of February 17, 2023, IRCC’s feed, copy on GitHub (official)",
        ),
    ],
)
def test_the_figure_stands_with_its_meaning_its_day_and_its_source(pool, address, figure, words):
    quota = key_figure(pool(address), "Quota")

    assert text(quota.xpath("./dd[@class='figure']")[0]) == figure
    assert text(quota.xpath("./dd[not(@class)]")[0]) == words
    assert len(quota.xpath(".//a[starts-with(@href, 'https://')]")) == 1


@pytest.mark.parametrize(
    ("address", "year", "day"),
    [
        ("/en/pools/2025/cz/international-coop/", "2023", "2023-02-17"),
        ("/en/pools/2025/cz/young-professionals/", "2023", "2023-02-17"),
        # 2026 is held, too, and no earlier season
        ("/en/pools/2025/cz/working-holiday/", "2023", "2023-02-17"),
    ],
)
def test_a_pool_without_a_figure_shows_the_latest_earlier_one_marked_as_such(
    pool, address, year, day
):
    code, category = address.split("/")[4:6]
    (row,) = (
        row
        for row in read("quotas")
        if (row["season"], row["country_code"].lower(), row["category"]) == (year, code, category)
    )

    quota = key_figure(pool(address), "Quota")

    assert text(quota.xpath("./dd[@class='figure']")[0]) == "Not known to us"
    assert quota.xpath("./dd[@class='figure']/@data-state") == ["absent"]
    (earlier,) = quota.xpath("./dd[not(@class)]")
    assert text(earlier).startswith(
        f"Our latest figure is from the {year} season: {grouped(row['places'])} As of "
    )
    assert days(earlier) == [day]
    assert earlier.xpath("./a/@href") == [f"/en/pools/{year}/{code}/{category}/"]


def test_a_pool_of_which_no_season_is_held_says_so_and_no_more(pool):
    page = pool("/en/pools/2021/is/working-holiday/")

    assert text(key_figure(page, "Quota")) == "Quota Not known to us"
    assert "18 to 30 years" in text(section(page, "who"))


# Pools inside pools


@pytest.mark.parametrize(
    ("address", "name", "quota", "spots", "own"),
    [
        (
            "/en/pools/2023/fr/young-professionals/",
            "Volontariat international en entreprise",
            "550",
            ["437", "438"],
            "2,200",
        ),
        ("/en/pools/2023/es/young-professionals/", "ICEX", None, None, "150"),
    ],
)
def test_a_pool_inside_a_pool_is_shown_on_its_page_and_not_added(
    client, shipped, address, name, quota, spots, own
):
    page = parse(client.get(address))

    inner = section(page, "inner-1")
    table = [[text(cell) for cell in row.xpath("./th|./td")] for row in inner.xpath(".//tbody/tr")]
    assert name in text(inner.xpath("./h2")[0])
    assert "not added" in text(inner)
    assert len(table) == 2
    quotas = [text(each) for each in page.xpath("//ul[@class='lasting-facts']/li[1]")]
    if quota:
        assert quotas[1] == f"Quota: {quota}"
        assert [row[1] for row in table] == spots
    assert text(page.xpath("//dd[@class='figure']")[0]) == own
    assert quotas[0] == f"Quota: {own}"


def test_a_pool_inside_a_pool_is_not_added_to_the_total_of_its_season(client, shipped):
    expected = sum(
        int(row["places"])
        for row in read("quotas")
        if row["season"] == "2023"
        and row["category"] == "young-professionals"
        and row["status"] == "limited"
    )

    foot = parse(client.get("/en/seasons/2023/")).xpath("//table/tfoot//td[2]")[0]

    assert text(foot).startswith(f"{expected:,}")


def test_a_pool_with_a_pool_inside_but_no_weeks_of_its_own_shows_those(client, shipped):
    own = {"season__year": 2026, "country__code": "FR", "category__slug": "young-professionals"}
    WeeklyFigures.objects.filter(**own, subpool="").delete()
    Quota.objects.filter(**own).delete()

    page = parse(client.get("/en/pools/2026/fr/young-professionals/"))

    assert not page.xpath("//section[@aria-labelledby='weeks']")
    assert "650" in text(section(page, "inner-1"))
    assert text(page.xpath("//dd[@class='figure']")[0]) == "Not known to us"


# What surrounds it


def test_the_page_says_who_can_apply(pool):
    who = section(pool(FRANCE), "who")

    facts = {
        text(fact.xpath("./dt")[0]): text(fact.xpath("./dd")[0]) for fact in who.xpath(".//dl/div")
    }
    assert facts == {
        "Age": "18 to 35 years",
        "Longest stay": "24 months",
        "Participations": "2 in all, at most 1 in each category",
    }
    assert days(who) == ["2025-12-24"]
    assert "(official)" in text(who)


def test_the_page_of_a_pool_that_no_arrangement_lists_says_so(pool):
    who = section(pool("/en/pools/2021/jp/young-professionals/"), "who")

    assert "do not list this pool" in text(who)


def test_the_page_leads_to_the_other_categories_of_its_country(pool):
    others = section(pool("/en/pools/2021/jp/working-holiday/"), "other-categories")

    assert {text(item): item.xpath("./a/@href")[0] for item in others.xpath("./ul/li")} == {
        "Young Professionals: Not offered": "/en/pools/2021/jp/young-professionals/",
        "International Co-op: Not offered": "/en/pools/2021/jp/international-coop/",
    }


def test_the_page_leads_to_other_seasons_the_newest_first(pool):
    others = section(pool("/en/pools/2023/kr/working-holiday/"), "other-seasons")

    years = [text(link) for link in others.xpath("./ul/li/a[1]")]
    held = [
        row["season"]
        for row in read("quotas")
        if row["country_code"] == "KR" and row["category"] == "working-holiday"
    ]
    assert years == sorted((year for year in held if year != "2023"), reverse=True)
    assert "4,000" in text(others)
    assert "As of December 2, 2022" in text(others)


def test_a_page_says_nothing_of_another_pool(pool):
    page = text(pool("/en/pools/2023/jp/working-holiday/"))

    assert "VIE" not in page
    assert "COVID" not in page


# Addresses


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/en/pools/2023/FR/working-holiday/", FRANCE),
        ("/en/pools/2023/fr/vacances-travail/", FRANCE),
        ("/en/pools/2023/FR/vacances-travail/", FRANCE),
        ("/en/pools/2023/fr/working-holiday", FRANCE),
        ("/en/pools/02023/fr/working-holiday/", FRANCE),
        ("/en/bassins/2023/fr/vacances-travail/", FRANCE),
        ("/fr/bassins/2023/fr/working-holiday/", "/fr/bassins/2023/fr/vacances-travail/"),
        ("/fr/pools/2023/fr/working-holiday/", "/fr/bassins/2023/fr/vacances-travail/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_pool(client, shipped, asked, found):
    response = client.get(asked, follow=True)

    assert {status for _, status in response.redirect_chain} == {301}
    assert response.redirect_chain[-1][0] == found
    assert response.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/en/pools/1999/fr/working-holiday/",
        "/en/pools/2023/zz/working-holiday/",
        "/en/pools/2023/fr/visitor/",
        "/en/pools/2022/sm/international-coop/",
        "/en/pools/99999999999999999999/fr/working-holiday/",
        "/en/pools/2023/fr/",
    ],
)
def test_an_unknown_pool_is_not_found(client, shipped, address):
    assert client.get(address).status_code == 404


def test_the_page_of_a_withdrawn_quota_is_still_there(client, shipped):
    quota = Quota.objects.get(
        season__year=2021, country__code="JP", category__slug="young-professionals"
    )
    address = quota.get_absolute_url()
    quota.delete()

    response = client.get(address)

    page = parse(response)
    assert response.status_code == 200
    assert text(page.xpath("//dd[@class='figure']")[0]) == "Not known to us"
    (correction,) = page.xpath("//li[@class='correction']")
    assert "Not offered" in text(correction)
    assert text(correction.xpath(".//strong")[0]) == "Not known to us"


@pytest.mark.django_db
def test_a_pool_of_the_history_alone_has_a_page(client):
    quota = make_quota(season=make_season(), places=7)
    address = quota.get_absolute_url()
    Quota.objects.all().delete()

    assert QuotaValue.objects.exists()
    assert client.get(address).status_code == 200


def test_a_season_without_a_table_has_pools_and_no_link_to_a_table(pool):
    page = pool("/en/pools/2022/kr/working-holiday/")

    links = page.xpath("//main//a/@href")
    assert not Season.objects.get(year=2022).has_table
    assert text(page.xpath("//dd[@class='figure']")[0]) == "4,000"
    assert "/en/seasons/2022/" not in links
