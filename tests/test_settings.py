"""What a user may set, and what is said where it is set wrongly."""

from pathlib import Path

import pytest

from recoupe.errors import FormatError
from recoupe.settings import Settings, load_settings, login_name


def test_defaults_hold_where_nothing_is_set(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path) == Settings(user=login_name())


def test_the_environment_goes_before_the_file_and_the_file_before_defaults(tmp_path: Path) -> None:
    (tmp_path / "recoupe.toml").write_text('store = "desk.db"\n[pipelines]\nfr = "fr_core_news_sm"\n')
    assert load_settings({}, tmp_path) == Settings(
        store="desk.db", pipelines={"fr": "fr_core_news_sm"}, user=login_name()
    )
    (tmp_path / "recoupe.toml").write_text("[fetching]\nports = [8080]")
    assert load_settings({}, tmp_path).ports == (8080,)
    (tmp_path / "recoupe.toml").write_text('store = "desk.db"')
    assert load_settings({"RECOUPE_STORE": "other.db"}, tmp_path).store == "other.db"


def test_decisions_are_signed_with_the_name_that_is_set(tmp_path: Path) -> None:
    assert load_settings({"RECOUPE_USER": "Awa"}, tmp_path).user == "Awa"


WRONG = [
    ("store = ", "Invalid"),
    ('shop = "x"', "there is no setting shop"),
    ("store = 3", "'store' is a string"),
    ("[fetching]\nports = [0]", "a list of numbers"),
    ("[fetching]\nproxy = 1", "'ports' alone"),
    ('[pipelines]\nde = "x"', "languages are: en, fr"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_wrong_file_is_named_with_what_is_wrong(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "recoupe.toml").write_text(text)
    with pytest.raises(FormatError, match=r"recoupe\.toml") as refusal:
        load_settings({}, tmp_path)
    assert words in str(refusal.value)
