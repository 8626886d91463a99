from .addresses import all_rows, ask


def test_chances_are_narrowed_by_day_pool_and_season(client, shipped):
    rows = all_rows(
        client, "chances?country=gb&category=working-holiday&since=2026-07-24&until=2026-08-07"
    )

    assert [row["as_of"] for row in rows] == ["2026-07-24", "2026-07-31", "2026-08-07"]
    assert len(all_rows(client, "chances?season=2026&country=gb")) == 3 * 38


def test_pages_of_chances_cut_through_pools_without_losing_a_week(client, shipped):
    small = all_rows(client, "chances?season=2026&country=fr&country=es&page_size=7")
    large = all_rows(client, "chances?season=2026&country=fr&country=es&page_size=500")

    assert small == large
    assert len(small) == (4 + 4) * 38


def test_a_page_of_chances_costs_the_same_queries_wherever_it_is(
    client, shipped, django_assert_max_num_queries
):
    for page in (1, 2, 36):
        with django_assert_max_num_queries(10):
            assert ask(client, f"chances?page={page}")["rows"]
