"""The file of feeds, and what is said where it is wrong."""

from pathlib import Path

import pytest

from recoupe.errors import FormatError
from recoupe.watching.state import WatchState, load_state, save_state
from recoupe.watching.watch_list import FeedSource, Mail, Webhook, load_watch_list

PORTS = frozenset({80, 443})


def load(text: str, folder: Path) -> object:
    (folder / "feeds.toml").write_text(text, "utf-8")
    return load_watch_list(folder / "feeds.toml", PORTS)


def test_a_list_names_feeds_folders_and_calls(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(
        'every = 600\n[[feed]]\nurl = "https://news.example/rss"\narticles = false\n[[folder]]\npath = "inbox"\n'
        '[calls]\non = ["toll"]\nmail = { folder = "out", to = "a@b.example" }\n'
        'webhook = { url = "https://h.example" }\n'
    )
    found = load_watch_list(tmp_path / "feeds.toml", PORTS)
    assert found.feeds == (FeedSource(url="https://news.example/rss", articles=False),)
    assert (found.every, found.on) == (600.0, ("toll",))
    assert found.mail == Mail(folder="out", to="a@b.example")
    assert found.webhook == Webhook(url="https://h.example")
    assert found.state_file == tmp_path / "feeds.state.json"


WRONG = [
    ("", "nothing is watched"),
    ("feed = ", "expected a TOML file"),
    ('[[feed]]\noutlet = "x"', "an entry lacks url"),
    ('[[feed]]\nurl = "file:///etc/passwd"', "only http and https"),
    ('[[feed]]\nurl = "https://user:secret@a.example/"', "user name or password"),
    ('[[feed]]\nurl = "https://a.example/"\narticles = "yes"', "expected a string, or true or false"),
    ('[[feed]]\nurl = "https://a.example/"\ncolour = "x"', "there is no colour"),
    ('every = 5\n[[folder]]\npath = "x"', "60 at least"),
    ('[[folder]]\npath = "x"\n[calls]\non = ["births"]', "there are: new, toll"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_file_is_named_with_what_is_wrong(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"feeds\.toml") as refusal:
        load(text, tmp_path)
    assert words in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_what_is_remembered_is_read_back_and_a_strange_file_is_named(tmp_path: Path) -> None:
    state = WatchState(run=3, files={"a": [1, 2]}, unsent=[{"kind": "new"}])
    state.source("https://a.example/").note_done("x")
    state.host("a.example").robots = ""
    save_state(state, tmp_path / "s.json")
    assert load_state(tmp_path / "s.json") == state
    (tmp_path / "s.json").write_text('{"hosts": [1]}')
    with pytest.raises(FormatError, match="looked at anew"):
        load_state(tmp_path / "s.json")
