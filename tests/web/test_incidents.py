"""Incidents, documents, map, timeline and facets as the API gives them."""

import pytest
from tests.records_by_hand import TEXT
from tests.web_desk import make_client

from recoupe.store.opening import Store
from recoupe.web.options import WebOptions

FILTERS = [
    ({}, 1),
    ({"country": "bf"}, 1),
    ({"country": "ML"}, 0),
    ({"place": "koutou"}, 1),
    ({"place": "Djibo"}, 0),
    ({"type": "armed_attack", "outcome": "carried_out"}, 1),
    ({"type": "bombing"}, 0),
    ({"since": "2019-08-19", "until": "2019-08-19"}, 1),
    ({"since": "2019-08-20"}, 0),
    ({"support": "confirmed"}, 0),
    ({"text": "hommes ARMES"}, 1),
    ({"text": "drone"}, 0),
    ({"bbox": "-1,14,1,15"}, 1),
    ({"bbox": "10,14,12,15"}, 0),
    ({"bbox": "170,14,0,15"}, 1),  # across the date line and round to Greenwich
]


@pytest.mark.parametrize(("wanted", "number"), FILTERS)
def test_filters_are_those_of_the_command_line_on_every_view(store: Store, wanted: dict[str, str], number: int) -> None:
    client = make_client(store)
    assert client.get("/api/incidents", params=wanted).json()["total"] == number
    assert len(client.get("/api/map", params=wanted).json()["features"]) == number
    assert sum(each["count"] for each in client.get("/api/timeline", params=wanted).json()["days"]) == number


def test_a_row_says_what_a_list_shows(store: Store) -> None:
    [row] = make_client(store).get("/api/incidents").json()["items"]
    assert row["title"] == "Armed attack, Koutougou"
    assert (row["earliest"], row["precision"], row["radius_km"]) == ("2019-08-19", "town", 5.0)
    assert row["outlets"] == ["Journal du Sahel", "Autre Journal"]
    assert row["documents"] == 2
    assert row["state"] == "machine"


def test_every_value_carries_the_words_that_it_was_read_from(store: Store) -> None:
    client = make_client(store)
    [row] = client.get("/api/incidents").json()["items"]
    page = client.get(f"/api/incidents/{row['id']}").json()
    killed = next(each for each in page["fields"] if each["field"] == "killed")
    assert {value["text"] for value in killed["values"]} == {"12", "24"}
    [value] = [value for value in killed["values"] if value["text"] == "24"]
    [evidence] = value["evidence"]
    assert (evidence["document"], evidence["quote"]) == ("d2", "Vingt-quatre soldats")
    content = client.get(f"/api/documents/{evidence['document']}").json()["content"]
    assert [content[start:end] for start, end in evidence["spans"]] == ["Vingt-quatre soldats"]
    assert value["why"][0].startswith("killed: 24 rests on")
    assert value["chains"] == [["Autre Journal", "l'état-major"]]


def test_the_graph_runs_from_the_speaker_to_the_documents(store: Store) -> None:
    client = make_client(store)
    [row] = client.get("/api/incidents").json()["items"]
    graph = client.get(f"/api/incidents/{row['id']}").json()["graph"]
    assert ["speaker:BF/army-staff", "outlet:Autre Journal"] in graph["edges"]
    assert ["outlet:Autre Journal", "document:d2"] in graph["edges"]
    assert {end for edge in graph["edges"] for end in edge} <= {node["id"] for node in graph["nodes"]}


def test_a_document_comes_as_it_is_and_names_its_incidents(store: Store) -> None:
    client = make_client(store)
    document = client.get("/api/documents/d1").json()
    assert document["content"] == TEXT
    assert document["incidents"] == [each["id"] for each in client.get("/api/incidents").json()["items"]]


def test_each_facet_is_counted_under_the_filters_of_the_others(store: Store) -> None:
    client = make_client(store)
    facets = client.get("/api/facets", params={"country": "ML", "since": "2019-01-01"}).json()
    assert facets["country"] == [{"value": "BF", "count": 1}]  # what another country would find
    assert facets["type"] == []
    facets = client.get("/api/facets", params={"country": "BF"}).json()
    assert facets["type"] == [{"value": "armed_attack", "count": 1}]
    assert facets["month"] == [{"value": "2019-08", "count": 1}]


def test_a_point_says_what_the_map_draws(store: Store) -> None:
    [feature] = make_client(store).get("/api/map").json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-0.13, 14.45]}
    assert feature["properties"].pop("id").startswith("2019-08-19-koutougou")
    assert feature["properties"] == {
        "type": "armed_attack",
        "outcome": "carried_out",
        "support": "weak",
        "killed_low": 12,
        "radius_km": 5.0,
    }


def test_answers_are_compressed_for_a_network_and_not_within_the_machine(store: Store) -> None:
    asked = {"Accept-Encoding": "gzip"}
    assert "content-encoding" not in make_client(store).get("/api/openapi.json", headers=asked).headers
    behind = make_client(store, WebOptions(team=True, name="desk.example.org"))
    answer = behind.get("/api/openapi.json", headers={**asked, "Host": "desk.example.org"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "etag" in answer.headers


def test_a_past_state_is_shown_as_it_was(store: Store) -> None:
    client = make_client(store)
    assert client.get("/api/incidents", params={"as_of": "2019-01-01"}).json()["total"] == 0
    assert client.get("/api/incidents", params={"as_of": "2099-01-01T00:00:00Z"}).json()["total"] == 1
    [row] = client.get("/api/incidents").json()["items"]
    assert client.get(f"/api/incidents/{row['id']}", params={"as_of": "2019-01-01"}).status_code == 404
    [version] = client.get(f"/api/incidents/{row['id']}").json()["versions"]
    assert (version["verb"], version["until"]) == ("add", None)


@pytest.mark.parametrize(
    "path",
    [
        "/api/incidents/nowhere-at-all",
        "/api/incidents/nothing",
        "/api/documents/nothing",
        "/api/documents/d1?as_of=2019-01-01",
    ],
)
def test_what_is_not_there_is_a_problem_that_says_so(store: Store, path: str) -> None:
    answer = make_client(store).get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Not Found"
