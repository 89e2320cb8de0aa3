"""Takes docs/images: `python docs/write_screenshots.py [STORE]` (build/demo.db, which `make demo` makes).

The pages of `recoupe serve` in Debian's chromium: at a desk and at phone width, light and dark.
"""

import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from recoupe.store.opening import open_store
from recoupe.web.application import make_application
from recoupe.web.options import WebOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PORT = 8766
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--disable-background-networking",
]
DESK, PHONE = {"width": 1360, "height": 850}, {"width": 360, "height": 740}
CONTESTED = "Drone strike, base d'Aïn al-Assad"
SETTLE_MS = 1500  # names of countries come with the finer outline, after the first view


@contextmanager
def serve(path: Path) -> "Iterator[None]":
    """Serves the store while the pictures are taken."""
    server = uvicorn.Server(
        uvicorn.Config(make_application(open_store(str(path)), WebOptions(port=PORT)), port=PORT, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield
    server.should_exit = True
    thread.join()


def open_page(browser: Browser, size: dict[str, int], scheme: str = "light", language: str = "en-GB") -> Page:
    """A page at the map, drawn and settled."""
    page = browser.new_page(
        viewport=size, color_scheme=scheme, locale=language, timezone_id="UTC", reduced_motion="reduce"
    )
    page.goto(f"http://127.0.0.1:{PORT}/")
    page.wait_for_selector("[data-testid=map][data-ready=yes]", timeout=60_000)
    page.wait_for_timeout(SETTLE_MS)
    return page


def open_words(page: Page) -> None:
    """The page of the contested incident, with the words of its toll."""
    page.get_by_role("link", name=CONTESTED).first.click()
    page.locator("[data-field=injured] button.told").nth(1).click()
    page.locator("[data-testid=article] mark").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(SETTLE_MS // 3)


def save(page: Page, name: str) -> None:
    """Keeps a picture."""
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=IMAGES / f"{name}.png")


def take(browser: Browser) -> None:
    """All pictures."""
    page = open_page(browser, DESK)
    page.get_by_text("Legend").click()
    save(page, "map")
    open_words(page)
    save(page, "incident")
    page.goto(f"http://127.0.0.1:{PORT}/queue")
    page.wait_for_selector("main ol h3")
    save(page, "queue")
    page.close()
    page = open_page(browser, DESK, "dark", "fr-FR")
    save(page, "map-dark-fr")
    page.close()
    page = open_page(browser, PHONE)
    save(page, "map-phone")
    page.get_by_role("link", name=CONTESTED).first.click()
    page.wait_for_selector("#facts")
    save(page, "incident-phone")
    page.close()


def main() -> None:
    """Takes the pictures."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "demo.db"
    IMAGES.mkdir(exist_ok=True)
    with serve(path), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        take(browser)
        browser.close()


if __name__ == "__main__":
    main()
