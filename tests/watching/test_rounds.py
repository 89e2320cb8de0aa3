"""A watch over a feed and a folder, against a server on this machine and a clock of its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from loopback import Answer, Server, page, serve
from recoupe.desk import Desks
from recoupe.store.opening import open_store
from recoupe.watching.manners import Clock
from recoupe.watching.rounds import Round, Watch, watch_once
from recoupe.watching.state import load_state
from recoupe.watching.watch_list import FeedSource, FolderSource, Mail, WatchList, Webhook

DESKS = Desks()
LINES = Path(__file__).parents[2] / "examples" / "newsroom" / "koutougou-2019.jsonl"
ARTICLES = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
START = 1_566_288_000.0  # 20 August 2019


@dataclass
class Hours:
    """A clock that goes on only while somebody waits."""

    time: float = START
    waited: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += seconds


@dataclass
class Desk:
    """A watch with its server and clock."""

    server: Server
    watch: Watch
    hours: Hours

    def round(self) -> Round:
        """A round, an hour after the last."""
        self.hours.time += 3600
        return watch_once(self.watch)

    def publish(self, *articles: dict[str, Any], **headers: str) -> None:
        """Puts articles into the feed, and their pages beside it."""
        for each in articles:
            self.server.answers[f"/{each['id']}"] = page(html_page(each))
        items = "".join(
            f"<item><guid>{each['id']}</guid><title>Une</title><link>{self.server.url('/' + each['id'])}</link>"
            f"<description>En bref.</description></item>"
            for each in articles
        )
        feed = f'<rss version="2.0"><channel><title>Fil</title>{items}</channel></rss>'
        self.server.answers["/feed"] = page(feed, "application/rss+xml", **headers)

    def asked(self) -> list[str]:
        """The paths asked for since the last time, without robots.txt."""
        paths = [path for path, _ in self.server.asked if path != "/robots.txt"]
        self.server.asked.clear()
        return paths


def html_page(article: dict[str, Any]) -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in article["text"].split("\n\n"))
    return (
        f'<html lang="{article["language"]}"><head><title>{article["title"]}</title>'
        f'<meta property="og:site_name" content="{article["outlet"]}">'
        f'<meta property="article:published_time" content="{article["published"]}"></head>'
        f"<body><article><h1>{article['title']}</h1>{paragraphs}</article></body></html>"
    )


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def desk(server: Server, tmp_path: Path) -> Desk:
    hours = Hours()
    watch = Watch(
        wanted=WatchList(place=tmp_path / "feeds.toml", feeds=(FeedSource(url=server.url("/feed")),)),
        store=open_store(str(tmp_path / "news.db"), create=True),
        fetcher=server.fetcher(),
        desks=DESKS,
        clock=Clock(now=lambda: hours.time, sleep=hours.sleep),
    )
    return Desk(server=server, watch=watch, hours=hours)


def kinds(done: Round) -> list[str]:
    return [call.kind for call in done.calls]


def article(number: int) -> dict[str, Any]:
    return dict(ARTICLES[number])


def risen(outlet: str, identifier: str, toll: str, source: str) -> dict[str, Any]:
    text = (
        f"{toll} soldats burkinabè ont été tués lundi 19 août dans l'attaque d'un camp militaire à Koutougou, dans le"
        f" nord du Burkina Faso, a annoncé {source}.\n\nL'attaque du camp de Koutougou n'a pas été revendiquée."
    )
    title = f"{toll} soldats tués à Koutougou"
    return {"id": identifier, "language": "fr", "outlet": outlet, "published": "2019-08-20T09:00:00+00:00"} | {
        "title": title,
        "text": text,
    }


def test_a_new_incident_and_then_its_rising_toll_are_called_out(desk: Desk) -> None:
    desk.publish(article(0))
    first = desk.round()
    assert (first.added, kinds(first)) == (1, ["new"])
    assert "armed attack" in first.calls[0].line
    desk.publish(article(0), risen("Le Fil", "fil", "Vingt-quatre", "l'état-major général des armées"))
    second = desk.round()
    assert "toll" in kinds(second)
    assert "new" not in kinds(second)
    assert "24 killed" in next(call.line for call in second.calls if call.kind == "toll")
    assert kinds(desk.round()) == []


def test_a_second_origin_or_a_contradiction_is_called_out(desk: Desk) -> None:
    desk.publish(article(0))
    desk.round()
    witness = risen("La Voix", "voix", "Trente", "un habitant joint par La Voix")
    desk.publish(article(0), witness)
    found = desk.round()
    assert {"contradiction", "confirmed"} & set(kinds(found))


def test_only_what_is_asked_for_is_called_out(desk: Desk) -> None:
    desk.watch = replace(desk.watch, wanted=replace(desk.watch.wanted, on=("toll",)))
    desk.publish(article(0))
    assert kinds(desk.round()) == []


def test_what_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    desk.publish(article(0), ETag='"1"')
    desk.round()
    assert desk.asked() == ["/feed", f"/{ARTICLES[0]['id']}"]
    desk.round()
    assert [headers.get("If-None-Match") for path, headers in desk.server.asked if path == "/feed"] == ['"1"']
    assert desk.asked() == ["/feed"]


def test_a_feed_is_left_alone_until_it_is_due(desk: Desk) -> None:
    desk.publish(article(0))
    desk.round()
    desk.asked()
    desk.hours.time += 60
    watch_once(desk.watch)
    assert desk.asked() == []


def test_robots_txt_is_kept(desk: Desk) -> None:
    desk.server.answers["/robots.txt"] = page("User-agent: recoupe\nDisallow: /feed\n", "text/plain")
    desk.publish(article(0))
    done = desk.round()
    assert "robots.txt keeps programs from" in done.unread[0]
    assert desk.asked() == []


def test_a_robots_txt_that_cannot_be_read_forbids_all(desk: Desk) -> None:
    desk.server.answers["/robots.txt"] = page("", status=500)
    desk.publish(article(0))
    assert "robots.txt cannot be read" in desk.round().unread[0]
    assert desk.asked() == []


def test_one_host_is_asked_at_intervals_and_longer_ones_where_it_wishes(desk: Desk) -> None:
    desk.server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 7\n", "text/plain")
    desk.publish(article(0))
    desk.round()
    assert desk.hours.waited == [7.0, 7.0]


@pytest.mark.parametrize(
    ("status", "retry", "seconds"),
    [(429, "7200", 7200), (503, "Tue, 20 Aug 2019 12:00:00 GMT", 12_600), (500, "", 1800), (410, "", 604_800)],
)
def test_a_feed_that_refuses_is_asked_later(desk: Desk, status: int, retry: str, seconds: float) -> None:
    desk.server.answers["/feed"] = page("", status=status, **({"Retry-After": retry} if retry else {}))
    desk.hours.time = START - 1800
    done = desk.round()  # at half past eight
    assert f"the server answers {status}" in done.unread[0]
    due = load_state(desk.watch.wanted.state_file).source(desk.server.url("/feed")).due
    assert seconds - 5 <= due - (START + 1800) <= seconds * 1.1 + 5


def test_failures_in_a_row_put_the_next_look_off_further_and_further(desk: Desk) -> None:
    desk.server.answers["/feed"] = page("", status=500)
    waits = []
    for _ in range(9):
        watch_once(desk.watch)
        due = load_state(desk.watch.wanted.state_file).source(desk.server.url("/feed")).due
        waits.append(due - desk.hours.time)
        desk.hours.time = due
    assert all(later > earlier for earlier, later in pairwise(waits[:6]))
    assert max(waits) <= 86_400 * 1.1 + 5


def test_a_page_that_fails_is_asked_for_again_and_then_the_feed_serves(desk: Desk) -> None:
    desk.publish(article(0))
    failing: Answer = page("", status=500)
    desk.server.answers[f"/{ARTICLES[0]['id']}"] = failing
    rounds = [desk.round() for _ in range(4)]
    assert desk.asked().count(f"/{ARTICLES[0]['id']}") == 3
    assert [each.added for each in rounds] == [0, 0, 1, 0]  # "En bref.", the feed's own words


def test_a_feed_may_lead_to_no_private_address(desk: Desk) -> None:
    desk.watch = replace(desk.watch, fetcher=replace(desk.watch.fetcher, allow_private=False))
    assert "only public addresses are fetched" in desk.round().unread[0]
    assert desk.server.asked == []


def test_what_is_put_into_a_folder_is_read_once(desk: Desk, tmp_path: Path) -> None:
    folder = FolderSource(path="inbox", outlet="Le Fil", language="fr")
    desk.watch = replace(desk.watch, wanted=WatchList(place=tmp_path / "feeds.toml", folders=(folder,)))
    (tmp_path / "inbox").mkdir()
    assert desk.round() == Round()
    (tmp_path / "inbox" / "a.html").write_text(html_page(article(0)), "utf-8")
    assert kinds(desk.round()) == ["new"]
    assert desk.round() == Round()


def test_calls_are_put_into_a_folder_as_mail(desk: Desk, tmp_path: Path) -> None:
    wanted = replace(desk.watch.wanted, mail=Mail(folder="outbox", to="desk@news.example"))
    desk.watch = replace(desk.watch, wanted=wanted)
    desk.publish(article(0))
    desk.round()
    desk.round()
    [path] = (tmp_path / "outbox").iterdir()
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert message["To"] == "desk@news.example"
    assert message["Subject"].startswith("New incident: armed attack")
    assert "8 to 12 killed" in message.get_content()


def test_a_webhook_that_fails_is_called_again(desk: Desk) -> None:
    taken: list[dict[str, Any]] = []
    status = 500

    def hook(handler: BaseHTTPRequestHandler) -> None:
        taken.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))))
        page("", status=status)(handler)

    desk.server.answers["/hook"] = hook
    wanted = replace(desk.watch.wanted, webhook=Webhook(url=desk.server.url("/hook"), private=True))
    desk.watch = replace(desk.watch, wanted=wanted)
    desk.publish(article(0))
    desk.round()
    status = 200
    desk.round()
    desk.round()
    assert [each["kind"] for each in taken] == ["new", "new"]
    assert taken[0]["text"].startswith("New incident")


def test_a_watch_that_was_cut_short_calls_out_afterwards(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.publish(article(0))

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("recoupe.watching.rounds.save_state", cut)
        with pytest.raises(KeyboardInterrupt):
            desk.round()
    assert kinds(desk.round()) == ["new"]
    assert kinds(desk.round()) == []
