"""Public pages read by staff, with a way to the form behind each."""

import pytest

from ..pages import parse, text
from ..views.test_site import ENGLISH, FRENCH


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("address", [*ENGLISH, *FRENCH])
def test_a_page_is_read_as_readers_see_it(desk, address):
    public = parse(desk.get(address))

    read = parse(desk.get(f"/admin/read{address}"))

    assert text(read.xpath("//main")[0]) == text(public.xpath("//main")[0])
    assert read.get("lang") == public.get("lang")


def test_a_page_leads_to_the_form_behind_it_in_two_clicks(desk):
    page = parse(desk.get("/admin/read/en/pools/2021/kr/working-holiday/"))

    (edit,) = page.xpath("//a[.='Edit what this page shows']/@href")
    form = desk.get(edit, follow=True)

    assert "South Korea, Working Holiday, 2021" in text(parse(form))


def test_its_links_stay_where_they_can_be_edited(desk):
    page = parse(desk.get("/admin/read/en/"))

    links = page.xpath("//main//a[starts-with(@href, '/')]/@href | //header//a/@href")

    assert len(links) > 60
    assert all(link.startswith(("/admin/read/", "#")) for link in links)
    assert desk.get(links[-1]).status_code == 200


def test_public_pages_offer_no_way_to_the_admin(desk):
    desk.get("/admin/read/en/")

    response = desk.get("/en/")

    assert "/admin/" not in response.content.decode()


def test_reading_costs_as_many_queries_as_the_page_and_the_session(
    desk, django_assert_max_num_queries
):
    with django_assert_max_num_queries(27):
        desk.get("/admin/read/en/")


@pytest.mark.parametrize("address", ["de/", "en/nowhere/", "en/../admin/", "en/countries/zz/"])
def test_what_is_no_public_page_is_not_found(desk, address):
    assert desk.get(f"/admin/read/{address}").status_code == 404


def test_a_page_that_moved_leads_on_as_it_does_for_readers(desk):
    response = desk.get("/admin/read/en/countries/JP/")

    assert response.headers["Location"] == "/en/countries/jp/"


def test_strangers_are_asked_to_log_in(client, shipped):
    assert client.get("/admin/read/en/").status_code == 302
