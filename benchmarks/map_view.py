"""How soon the map of a large store is on the screen: `python -m benchmarks.map_view [100000]`.

A store is filled with so many made-up incidents around sixty towns, served by `recoupe serve`'s own application, and
opened in Debian's chromium without a window or graphics card, each time in a fresh profile. Prints how long it took
from asking for the page until the clusters were drawn and the first page of the list was there, and what the answers
that it waited for took alone.
"""

import argparse
import json
import multiprocessing
import random
import statistics
import tempfile
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from recoupe.records import EventType, Outcome
from recoupe.store.opening import now, open_store, start_run
from recoupe.store.tables import INCIDENTS
from recoupe.web.application import make_application
from recoupe.web.options import WebOptions

PORT = 8765
TOWNS = 60
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--disable-background-networking",
]
GRADES = ("confirmed", "fair", "weak", "contested")
AT_A_TIME = 5000
ASKED = ("/api/map", "/api/incidents?sort=-date&limit=50", "/api/facets", "/api/timeline")


def make_rows(size: int, seed: int = 7) -> list[dict[str, Any]]:
    """Columns of made-up incidents, crowded around towns as incidents are."""
    dice = random.Random(seed)
    towns = [(dice.uniform(-25, 50), dice.uniform(-80, 110)) for _ in range(TOWNS)]
    types, outcomes = list(EventType), list(Outcome)
    return [_make_row(number, dice, dice.choice(towns), (types, outcomes)) for number in range(size)]


def _make_row(
    number: int, dice: random.Random, town: tuple[float, float], kinds: tuple[list[EventType], list[Outcome]]
) -> dict[str, Any]:
    day = (date(2014, 1, 1) + timedelta(days=dice.randrange(4000))).isoformat()
    name = f"Town {number % TOWNS}"
    return {
        "id": f"{day}-town-{number:06x}",
        "type": dice.choice(kinds[0]).value,
        "outcome": dice.choice(kinds[1]).value,
        "title": f"Attack near {name}",
        "day": day,
        "earliest": day,
        "latest": day,
        "date_precision": "day",
        "place": name.lower(),
        "place_name": name,
        "country": "IQ",
        "latitude": round(dice.gauss(town[0], 3), 4),
        "longitude": round(dice.gauss(town[1], 4), 4),
        "place_precision": "town",
        "killed_low": dice.randrange(9),
        "support": dice.choice(GRADES),
        "origins_low": 1,
        "origins_high": 2,
        "outlets": "The Courier\nLe Fanal",
        "folded": "",
        "record": {},
    }


def fill_store(path: str, size: int) -> None:
    """A store that has the columns which lists and maps are made from."""
    store = open_store(path, create=True)
    run, added = start_run(store, "add"), now()
    rows = [{**row, "run": run, "added": added} for row in make_rows(size)]
    with store.engine.begin() as connection:
        for start in range(0, size, AT_A_TIME):
            connection.execute(INCIDENTS.insert(), rows[start : start + AT_A_TIME])
    store.engine.dispose()


def serve(path: str) -> None:
    """The server, in a process of its own."""
    application = make_application(open_store(path), WebOptions(port=PORT, user="benchmark"))
    uvicorn.run(application, port=PORT, log_level="error")


def wait_for_server() -> None:
    """Returns when the server answers."""
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/session").read()
        except OSError:
            time.sleep(0.1)
        else:
            return


def time_answer(path: str) -> str:
    """Milliseconds and size of one answer, the middle of five."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.open(f"http://127.0.0.1:{PORT}/api/session").read()
    taken, size = [], 0
    for _ in range(5):
        begun = time.perf_counter()
        size = len(opener.open(f"http://127.0.0.1:{PORT}{path}").read())
        taken.append(time.perf_counter() - begun)
    return f"{1000 * statistics.median(taken):7.0f} ms {size / 1e6:6.1f} MB  {path}"


def time_view(browser: Browser) -> float:
    """Seconds until map and list are there, in a profile that has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1360, "height": 850})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(f"http://127.0.0.1:{PORT}/", wait_until="commit")
    page.wait_for_selector("[data-testid=map][data-ready=yes]", timeout=120_000)
    page.wait_for_selector("main ol h3")
    taken = time.perf_counter() - begun
    context.close()
    return taken


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=100_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "store.db")
        fill_store(path, options.size)
        server = multiprocessing.Process(target=serve, args=(path,), daemon=True)
        server.start()
        wait_for_server()
        for asked in ASKED:
            print(time_answer(asked), flush=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            time.sleep(3)  # chromium's own start page is no part of the view
            taken = [time_view(browser) for _ in range(options.times)]
            browser.close()
        server.terminate()
        server.join()
    figures = {"incidents": options.size, "median_s": statistics.median(taken), "best_s": min(taken)}
    print(json.dumps({name: round(value, 2) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
