"""The last large answers are given again, and only the last."""

from tests.records_by_hand import make_account
from tests.web_desk import make_client

from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, start_run
from recoupe.web.last_answers import MOST_KEPT, LastAnswers


def test_an_answer_is_made_once_and_the_oldest_is_forgotten() -> None:
    made: list[str] = []

    def ask(tag: str) -> bytes:
        def make() -> bytes:
            made.append(tag)
            return tag.encode()

        return answers.find_or_make(tag, make)

    answers = LastAnswers()
    tags = [str(number) for number in range(MOST_KEPT)]
    for tag in (*tags, *tags, "0"):
        assert ask(tag) == tag.encode()
    assert made == tags
    ask("new")
    ask("0")  # asked for last, so that it was kept
    ask("1")
    assert made == [*tags, "new", "1"]


def test_a_map_follows_the_store(store: Store) -> None:
    client = make_client(store)
    first = client.get("/api/map")
    assert client.get("/api/map").content == first.content
    run = start_run(store, "add")
    for name in ("d3", "d4", "d5"):
        add_account(store, make_account(name, name, killed=99), run)
    update_incidents(store, run)
    assert client.get("/api/map").json()["features"][0]["properties"]["killed_low"] == 99
    assert client.get("/api/map?country=ML").json()["features"] == []
    assert client.get("/api/map").headers["etag"] != first.headers["etag"]
