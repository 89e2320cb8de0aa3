"""Incidents, documents, map, timeline and facets as the API gives them."""

import pytest
from tests.records_by_hand import TEXT
from tests.web_desk import make_client

from recoupe.store.opening import Store

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
    assert sum(each["count"] for each in client.get("/api/facets", params=wanted).json()["type"]) == number
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


def test_points_come_as_columns_too(store: Store) -> None:
    client = make_client(store)
    columns = client.get("/api/map", params={"form": "columns"}).json()
    [feature] = client.get("/api/map").json()["features"]
    assert columns["total"] == 1
    longitude, latitude = columns["columns"]["longitude"], columns["columns"]["latitude"]
    assert [longitude[0], latitude[0]] == feature["geometry"]["coordinates"]
    for name, value in feature["properties"].items():
        given = columns["columns"][name][0]
        assert value == (columns["names"][name][given] if name in columns["names"] else given)


def test_a_past_state_is_shown_as_it_was(store: Store) -> None:
    client = make_client(store)
    assert client.get("/api/incidents", params={"as_of": "2019-01-01"}).json()["total"] == 0
    assert client.get("/api/incidents", params={"as_of": "2099-01-01T00:00:00Z"}).json()["total"] == 1
    [row] = client.get("/api/incidents").json()["items"]
    assert client.get(f"/api/incidents/{row['id']}", params={"as_of": "2019-01-01"}).status_code == 404
    [version] = client.get(f"/api/incidents/{row['id']}").json()["versions"]
    assert (version["verb"], version["until"]) == ("add", None)


@pytest.mark.parametrize("path", ["/api/incidents/nowhere-at-all", "/api/incidents/nothing", "/api/documents/nothing"])
def test_what_is_not_there_is_a_problem_that_says_so(store: Store, path: str) -> None:
    answer = make_client(store).get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Not Found"
