"""The demo newsroom is what its page says."""

from pathlib import Path

from recoupe.reading.paths import read_paths
from recoupe.records import Document

NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"
ARTICLES = [each for each in read_paths([NEWSROOM]) if isinstance(each, Document)]


def test_there_are_nineteen_articles_of_ten_outlets_in_two_languages() -> None:
    assert len(ARTICLES) == 19
    assert len({each.outlet for each in ARTICLES}) == 10
    assert sum(each.language == "en" for each in ARTICLES) == 8


def test_every_article_says_where_and_when_it_appeared_and_no_outlet_is_a_real_one() -> None:
    for each in ARTICLES:
        assert each.published is not None
        assert each.title
        assert ".example/" in (each.url or "")
