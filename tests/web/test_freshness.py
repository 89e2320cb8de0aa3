"""ETags and paging."""

import pytest
from tests.records_by_hand import make_account
from tests.web_desk import join_alone, log_in, make_client

from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, start_run
from recoupe.store.users import Role

PATHS = [
    *("/api/incidents", "/api/facets", "/api/map", "/api/timeline", "/api/queue", "/api/decisions", "/api/users"),
    *("/api/audit", "/api/session", "/api/openapi.json", "/api/documents/d1"),
]


@pytest.mark.parametrize("path", PATHS)
def test_what_the_caller_has_is_not_sent_again(store: Store, path: str) -> None:
    client = log_in(store, Role.ADMIN)
    first = client.get(path)
    tag = first.headers["etag"]
    assert first.status_code == 200
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "content-security-policy" in again.headers
    for unknown in ('"other"', 'W/"0"', "", "\x7f"):
        assert client.get(path, headers={"If-None-Match": unknown}).status_code == 200


@pytest.mark.parametrize("path", ["/api/incidents", "/api/facets", "/api/map", "/api/timeline"])
def test_a_further_document_makes_another_answer(store: Store, path: str) -> None:
    client = make_client(store)
    tag = client.get(path).headers["etag"]
    run = start_run(store, "add")
    add_account(store, make_account("d3", "Troisième"), run)
    update_incidents(store, run)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_another_question_has_another_tag(store: Store) -> None:
    client = make_client(store)
    paths = (
        "/api/incidents",
        "/api/incidents?limit=1",
        "/api/incidents?offset=1",
        "/api/incidents?country=BF",
        "/api/map",
    )
    assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


def test_an_answer_is_not_kept_where_others_could_see_it(store: Store) -> None:
    client = make_client(store)
    assert client.get("/api/incidents").headers["cache-control"] == "private, no-cache"
    assert client.get("/api/session").headers["cache-control"] == "no-store"


def test_pages_part_a_long_answer(store: Store) -> None:
    client = join_alone(store)
    for number in range(7):
        client.post("/api/users", json={"name": f"user{number}", "role": "read", "password": "long enough password"})
    whole = client.get("/api/audit").json()
    pages = [client.get("/api/audit", params={"limit": 3, "offset": offset}).json() for offset in (0, 3, 6, 9)]
    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert [each for page in pages for each in page["items"]] == whole["items"]
    assert {page["total"] for page in pages} == {7}


OUT_OF_BOUNDS = [
    "limit=0",
    "limit=501",
    "limit=-1",
    "limit=x",
    "offset=-1",
    "offset=99999999999",
    "sort=name",
    "limit=1&colour=red",
]


@pytest.mark.parametrize("query", OUT_OF_BOUNDS)
def test_a_page_out_of_bounds_is_refused(store: Store, query: str) -> None:
    answer = make_client(store).get(f"/api/incidents?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"][0] == "query"


NO_FILTERS = ["country=Iraq", "since=yesterday", "bbox=1,2,3", "bbox=0,95,1,99", "bbox=200,0,201,1", "bbox=0,9,1,8"]
NO_FILTERS += [
    "type=party",
    "support=great",
    "as_of=2022",
    "as_of=2022-02-30",
    "since=86400",
    "until=2022-02-30",
    "text=%00",
    "place=" + "x" * 201,
]


@pytest.mark.parametrize("query", NO_FILTERS)
def test_a_filter_that_names_nothing_is_refused(store: Store, query: str) -> None:
    for path in ("/api/incidents", "/api/map", "/api/facets", "/api/timeline"):
        assert make_client(store).get(f"{path}?{query}").status_code == 422
