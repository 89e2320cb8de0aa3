"""The day of a page is the article's, or none: never that of a footer, a comment, or another article."""

import pytest

from recoupe.reading.pages import parse_html, read_page

BODY = (
    "<p>Deux drones ont été abattus près de la base, a indiqué un responsable de la coalition à des journalistes.</p>"
    "<p>Aucune victime n'est à déplorer, selon la même source, qui a requis l'anonymat pour s'exprimer.</p>"
)


def page(*, head: str = "", before: str = "", within: str = "", after: str = "") -> str:
    return (
        f"<html lang='fr'><head><title>Deux drones abattus</title>{head}</head><body>{before}<article>"
        f"<h1>Deux drones abattus</h1>{within}{BODY}</article>{after}</body></html>"
    )


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


UNDATED = {
    "a year of ownership": page(after="<footer>© 2026 Le Fil, tous droits réservés</footer>"),
    "a day of ownership": page(after="<div>Copyright 12 March 2024 Le Fil</div>"),
    "a day of founding": page(after="<footer>Le Fil, depuis le 3 mai 1998</footer>"),
    "a founding in JSON-LD": page(head=linked('{"@type":"NewsMediaOrganization","foundingDate":"1998-05-03"}')),
    "an event in JSON-LD": page(head=linked('{"@type":"Event","startDate":"2025-05-03"}')),
    "other articles in JSON-LD": page(
        head=linked('{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2021-05-06"}]}')
    ),
    "a comment in JSON-LD": page(
        head=linked('{"@type":"WebPage","comment":[{"@type":"Comment","datePublished":"2021-05-06"}]}')
    ),
    "another article's time": page(after="<aside><time datetime='2021-05-06T10:00:00Z'>6 mai 2021</time></aside>"),
    "another article within": page(within="<aside><time datetime='2021-05-06T10:00:00Z'>6 mai 2021</time></aside>"),
    "a comment's time": page(
        after="<section class='comments'><article><time datetime='2022-02-03'>3 février</time></article></section>"
    ),
    "a list of the latest": page(after="<ul class='latest-news'><li><span class='date'>2023-08-09</span></li></ul>"),
    "today": page(before="<header><span class='date'>mardi 7 mai 2024</span></header>"),
    "a picture's path": page(before="<img src='/wp-content/uploads/2019/05/photo-20190512.jpg'>"),
    "a shared picture": page(head="<meta property='og:image' content='https://x.example/2019/05/12/a.jpg'>"),
    "a program's words": page(head='<script>var build={"date":"2021-04-05"}</script>'),
    "a generator": page(head="<meta name='generator' content='CMS 2023-04-05'>"),
    "an expiry": page(head="<meta http-equiv='expires' content='Tue, 01 Jan 2030 00:00:00 GMT'>"),
    "a style sheet": page(head="<link rel='stylesheet' href='/style.css?v=20230405'>"),
    "what the article tells of": page(within="<p>L'attaque du 3 janvier 2022 avait fait deux blessés.</p>"),
    "a change": page(head="<meta property='article:modified_time' content='2024-01-02T10:00:00Z'>"),
    "a shown change": page(within="<time class='updated' datetime='2024-01-02'>2 janvier</time>"),
    "a year to come": page(head="<meta name='date' content='2999-01-01'>"),
}

DATED = {
    "a line under the headline": page(within="<p class='byline'>Publié le 4 janvier 2022 à 10h</p>"),
    "a class": page(within="<span class='date'>4 janvier 2022</span>"),
    "a theme's time": page(within="<time class='entry-date published updated' datetime='2022-01-04'>hier</time>"),
    "a header within the article": page(within="<header><time datetime='2022-01-04T08:00:00Z'>hier</time></header>"),
    "an address": page(head="<link rel='canonical' href='https://fil.example/2022/01/04/drones.html'>"),
    "JSON-LD beside others'": page(
        head=linked(
            '[{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2021-05-06"}]},'
            '{"@type":"NewsArticle","datePublished":"2022-01-04"}]'
        )
    ),
    "an hour of no zone": page(within="<time datetime='2022-01-04T18:05:00+40:00'>mardi soir</time>"),
    "a footer too": page(within="<p class='date'>4 janvier 2022</p>", after="<footer>© 2026 Le Fil</footer>"),
}


@pytest.mark.parametrize("name", UNDATED)
def test_no_day_is_invented(name: str) -> None:
    assert read_page(UNDATED[name], "page", "page").published is None


@pytest.mark.parametrize("name", DATED)
def test_the_articles_own_day_is_found(name: str) -> None:
    published = read_page(DATED[name], "page", "page").published
    assert published is not None
    assert published.isoformat()[:10] == "2022-01-04"


def test_the_page_itself_is_left_as_it_is() -> None:
    tree = parse_html(UNDATED["a comment's time"])
    assert tree is not None
    read_page(UNDATED["a comment's time"], "page", "page")
    assert tree.xpath("//section")
